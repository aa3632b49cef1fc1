-- Findings within the scope, newest first; by kind, rule or person where asked, and of the policies in force
-- unless all are asked for. A confidential kind leaves the warehouse only for the person and their own line of
-- management: to everybody else it is not in the list.
select
    findings.finding_id,
    findings.worker_id,
    workers.worker_name,
    workers.job_title,
    workers.team_id,
    workers.team_name,
    findings.supervisor_id,
    supervisors.worker_name as supervisor_name,
    findings.finding_type,
    findings.is_flag,
    findings.is_confidential,
    findings.found_on,
    findings.began_on,
    findings.detail,
    findings.rule_id,
    rules.rule_label,
    findings.clause
from marts.fct_findings as findings
inner join marts.dim_workers as workers
    on workers.worker_id = findings.worker_id
left join marts.dim_workers as supervisors
    on supervisors.worker_id = findings.supervisor_id
left join marts.dim_rules as rules
    on
        rules.rule_id = findings.rule_id
        and rules.valid_from = findings.rule_valid_from
where
    (
        $sees_everyone
        or list_contains($team_ids::varchar[], workers.team_id)
        or list_contains($worker_ids::varchar[], findings.worker_id)
    )
    and (
        not findings.is_confidential
        or findings.worker_id = $reader_id
        or exists (
            select 1
            from marts.dim_management_lines as lines
            where
                lines.manager_id = $reader_id
                and lines.worker_id = findings.worker_id
        )
    )
    and (findings.is_in_force or $all_policies)
    and ($service is null or workers.service_name = $service)
    and ($team_id is null or workers.team_id = $team_id)
    and ($finding_type is null or findings.finding_type = $finding_type)
    and ($rule_id is null or findings.rule_id = $rule_id)
    and ($worker_id is null or findings.worker_id = $worker_id)
order by findings.found_on desc, workers.worker_name, findings.worker_id, findings.finding_id
limit 100000
