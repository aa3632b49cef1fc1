{#
    Every column of every export that names one of our workers. day: the day the row speaks of, for two people may
    have borne one name at different times. is_subject: whether the row is about that worker, so that it cannot do without
    one. A test holds this list against the inbound contract.
#}
{% macro worker_references() -%}
    {%- set open_ended = 'least(coalesce(source.{}, source._extracted_on), source._extracted_on)' -%}
    {%- set session = 'coalesce(source.held_date, source.planned_date, source.booked_on, source._extracted_on)' -%}
    {%- set signed = 'coalesce(source.supervisee_signed, source.supervisor_signed, source._extracted_on)' -%}
    {%- set review = 'coalesce(source.held_date, source.planned_date, source._extracted_on)' -%}
    {%- set references = [
        ('hr', 'hr_posts', 'employee_number', 'Employee Number', true, 'coalesce(source.post_start, source._extracted_on)'),
        ('hr', 'hr_posts', 'line_manager_employee_number', 'Line Manager Employee Number', false, open_ended.format('post_end')),
        ('hr', 'hr_teams', 'team_manager_employee_number', 'Team Manager Employee Number', false, open_ended.format('closed')),
        ('hr', 'hr_absences', 'employee_number', 'Employee Number', true, 'source.first_day'),
        ('ics', 'ics_involvements', 'allocated_worker', 'Allocated Worker', false, open_ended.format('end_date')),
        ('swift', 'swift_involvements', 'allocated_worker', 'Allocated Worker', false, open_ended.format('end_date')),
        ('childview', 'childview_involvements', 'allocated_worker', 'Allocated Worker', false, open_ended.format('end_date')),
        ('ics', 'ics_case_supervisions', 'supervisor', 'Supervisor', false, 'source.supervision_date'),
        ('ics', 'ics_case_supervisions', 'worker', 'Worker', false, 'source.supervision_date'),
        ('swift', 'swift_case_supervisions', 'supervisor', 'Supervisor', false, 'source.supervision_date'),
        ('swift', 'swift_case_supervisions', 'worker', 'Worker', false, 'source.supervision_date'),
        ('childview', 'childview_case_supervisions', 'supervisor', 'Supervisor', false, 'source.supervision_date'),
        ('childview', 'childview_case_supervisions', 'worker', 'Worker', false, 'source.supervision_date'),
        ('sharepoint', 'sharepoint_sessions', 'supervisee', 'Supervisee', true, session),
        ('sharepoint', 'sharepoint_sessions', 'supervisor', 'Supervisor', false, session),
        ('sharepoint', 'sharepoint_agreements', 'supervisee', 'Supervisee', true, signed),
        ('sharepoint', 'sharepoint_agreements', 'supervisor', 'Supervisor', false, signed),
        ('sharepoint', 'sharepoint_overrides', 'supervisee', 'Supervisee', true, 'source.from_on'),
        ('sharepoint', 'sharepoint_training', 'employee_number', 'Employee Number', true, 'source.completed'),
        ('sharepoint', 'sharepoint_reviews', 'employee_number', 'Employee Number', true, 'source.review_date'),
        ('asye', 'asye_programmes', 'employee_number', 'Employee Number', true, 'source.asye_start'),
        ('asye', 'asye_programmes', 'coordinator', 'Co-ordinator', false, open_ended.format('ended_on')),
        ('asye', 'asye_supervisors', 'nqsw', 'NQSW', true, 'source.from_on'),
        ('asye', 'asye_supervisors', 'supervisor', 'Supervisor', false, 'source.from_on'),
        ('asye', 'asye_reviews', 'nqsw', 'NQSW', true, review),
        ('asye', 'asye_reviews', 'assessor', 'Assessor', false, review),
        ('asye', 'asye_pauses', 'nqsw', 'NQSW', true, 'source.from_on'),
        ('asye', 'asye_evidence', 'nqsw', 'NQSW', true, 'source.dated'),
        ('audit', 'audit_plan', 'supervisor', 'Supervisor', false, 'source.due'),
        ('audit', 'audit_answers', 'auditor', 'Auditor', false, 'source.audit_date'),
        ('audit', 'audit_answers', 'supervisor', 'Supervisor', false, 'source.audit_date'),
        ('audit', 'audit_answers', 'supervisee', 'Supervisee', true, 'source.audit_date'),
        ('audit', 'audit_actions', 'owner', 'Owner', true, 'source.due'),
    ] -%}
    {{ return(references) }}
{%- endmacro %}

{# The join of one such column to the worker it was found to mean on the day of the row; none where it is the employee number itself. #}
{% macro join_worker(feed, column, alias) -%}
    {%- set days = [] -%}
    {%- for reference in worker_references() if reference[1] == feed and reference[2] == column -%}
        {%- do days.append(reference[5]) -%}
    {%- endfor -%}
    {%- if not days -%}
        {{ exceptions.raise_compiler_error(feed ~ '.' ~ column ~ ' is not in worker_references') }}
    {%- endif -%}
    left join {{ ref('stg_people__resolved') }} as {{ alias }}
        on
            {{ alias }}.feed = '{{ feed }}'
            and {{ alias }}.column_name = '{{ column }}'
            and {{ alias }}.written = source.{{ column }}
            and {{ alias }}.valid_from <= {{ days[0] }}
            and {{ alias }}.valid_to > {{ days[0] }}
{%- endmacro %}

{#
    The worker a row is about: whoever the identifier was found to mean, or else the text as written, so that the row is kept
    under it.
#}
{% macro subject_worker(column, alias) -%}
    coalesce({{ alias }}.worker_id, source.{{ column }})
{%- endmacro %}

{# Anybody else a row names: as above, but nobody where the council settled that no worker is meant. #}
{% macro other_worker(column, alias) -%}
    case
        when {{ alias }}.matched_by = 'nobody' then null
        else coalesce({{ alias }}.worker_id, source.{{ column }})
    end
{%- endmacro %}

{# Leaves out the rows that say again what another row says of the same person. #}
{% macro leave_out_repeats(feed) -%}
    left join {{ ref('stg_people__repeats') }} as repeats
        on
            repeats.feed = '{{ feed }}'
            and repeats._source_file = source._source_file
            and repeats._source_row = source._source_row
    where repeats.feed is null
{%- endmacro %}

{# The same for a list of posts of one day, of which everything was so on that day. #}
{% macro join_seen_worker(column, alias) -%}
    left join {{ ref('stg_people__resolved') }} as {{ alias }}
        on
            {{ alias }}.feed = 'hr_posts'
            and {{ alias }}.column_name = '{{ column }}'
            and {{ alias }}.written = source.{{ column }}
            and {{ alias }}.valid_from <= source._extracted_on
            and {{ alias }}.valid_to > source._extracted_on
{%- endmacro %}
