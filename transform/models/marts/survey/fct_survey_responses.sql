with respondents as (

    select * from {{ ref('int_survey_respondents') }}

),

counted as (

    select
        survey_year,
        case
            when grouping(service_name) = 1 then 'council'
            when grouping(respondent_group) = 1 then 'service'
            else 'group'
        end as level_code,
        service_name,
        respondent_group,
        case
            when grouping(service_name) = 1 then bool_or(is_hidden_whole)
            when grouping(respondent_group) = 1 then bool_or(is_hidden_service)
            else bool_or(is_hidden_part)
        end as is_suppressed,
        sum(answered_count) as answered_count,
        -- Known only where every group says how many were asked, and no more answered than that.
        case
            when bool_and(invited_count is not null and invited_count >= answered_count) then sum(invited_count)
        end as invited_count
    from respondents
    group by grouping sets (
        (survey_year),
        (survey_year, service_name),
        (survey_year, service_name, respondent_group)
    )

),

final as (

    select
        survey_year,
        level_code,
        service_name,
        respondent_group,
        is_suppressed,
        (case when not is_suppressed then answered_count end)::integer as answered_count,
        (case when not is_suppressed then invited_count end)::integer as invited_count
    from counted

)

select * from final
