-- Teams with graded audits: how many of their people are in date now, beside how their audits were graded. Both count
-- whoever is in scope; a team is shown to who may see it. 'is_in_date_as_often' says whether the team's share in date
-- is at least that of all these teams together.
with people as (

    select
        supervisees.team_id,
        count(*) as open_count,
        count(*) filter (where supervisees.status_code in ('due_soon', 'in_date')) as in_date_count
    from marts.fct_supervisees as supervisees
    where
        supervisees.as_at = $data_date
        and supervisees.is_in_force
        and supervisees.status_code in ('overdue', 'due_soon', 'in_date')
        and ($sees_everyone or list_contains($team_ids::varchar[], supervisees.team_id))
        and ($service is null or supervisees.service_name = $service)
        and ($team_id is null or supervisees.team_id = $team_id)
    group by supervisees.team_id

),

graded as (

    select
        audits.team_id,
        any_value(audits.team_name) as team_name,
        count(*) as graded_count,
        count(*) filter (where audits.is_good_or_better) as good_or_better_count
    from marts.fct_audits as audits
    left join marts.dim_workers as workers
        on workers.worker_id = audits.worker_id
    where
        (
            $sees_everyone
            or list_contains($team_ids::varchar[], workers.team_id)
            or list_contains($worker_ids::varchar[], audits.worker_id)
        )
        and ($sees_everyone or list_contains($team_ids::varchar[], audits.team_id))
        and not audits.is_moderation
        and audits.is_graded
        and ($audit_round is null or audits.audit_round = $audit_round)
    group by audits.team_id

)

select
    people.team_id,
    graded.team_name,
    people.open_count,
    people.in_date_count,
    graded.graded_count,
    graded.good_or_better_count,
    people.in_date_count * sum(people.open_count) over () >= people.open_count * sum(people.in_date_count) over ()
        as is_in_date_as_often
from people
inner join graded
    on graded.team_id = people.team_id
inner join marts.dim_teams as teams
    on
        teams.team_id = people.team_id
        and teams.is_open
order by people.in_date_count / people.open_count, people.open_count desc, graded.team_name, people.team_id
