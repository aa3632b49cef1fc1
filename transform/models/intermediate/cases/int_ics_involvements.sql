-- One row an involvement of ICS. List 6 of Annex A has every child in need, those looked after, on a child protection plan
-- or being assessed among them; its own guidance has such a child counted as the first of these that applies. So where its
-- case status names one of them, the child is in need only until that began; and where no export has anything of that
-- kind open, the child is taken to be it from the day the need began, since a list that is missing must not make
-- anybody's supervision rarer.
with involvements as (

    select * from {{ ref('stg_ics__involvements') }}

),

-- Since when a child is now what a status may say.
open_now as (

    select
        case_id,
        involvement_type_code,
        min(started_on) as open_from
    from involvements
    where coalesce(ended_on >= _extracted_on, true)
    group by case_id, involvement_type_code

),

read_by_status as (

    select
        involvements.*,
        coalesce(
            involvements.case_status_code not in (involvements.involvement_type_code, 'closed', 'unmapped')
            and coalesce(involvements.ended_on >= involvements._extracted_on, true),
            false
        ) as is_more_than_in_need,
        open_now.open_from
    from involvements
    left join open_now
        on
            open_now.case_id = involvements.case_id
            and open_now.involvement_type_code = involvements.case_status_code

),

final as (

    select
        * exclude (involvement_type_code, is_start_assumed, ended_on, is_more_than_in_need, open_from),
        case
            when is_more_than_in_need and open_from is null then case_status_code
            else involvement_type_code
        end as involvement_type_code,
        is_start_assumed or (is_more_than_in_need and open_from is null) as is_start_assumed,
        case when is_more_than_in_need and open_from is not null then open_from - 1 else ended_on end as ended_on,
        is_more_than_in_need and open_from is null as is_by_status
    from read_by_status
    where not coalesce(is_more_than_in_need and open_from <= started_on, false)

)

select * from final
