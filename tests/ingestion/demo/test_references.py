"""Ids lead somewhere, but for the ones planted not to."""

from __future__ import annotations

from tests.ingestion.demo.exports import Exports, day, end

SYSTEMS = ("ics", "swift", "childview")


def planted(council: Exports, *codes: str) -> set[str]:
    return {one for code in codes for problem in council.problems(code) for one in problem.concerns}


def test_everybody_named_in_a_session_is_in_hr_but_the_planted_strangers(council: Exports) -> None:
    rows = council["sharepoint_sessions"]
    named = {row[role] for row in rows for role in ("Supervisee", "Supervisor")}
    strangers = planted(council, "supervisee_not_in_hr") | {"000001"}
    assert named - set(council.workers) - {""} == strangers


def test_every_case_worker_is_in_hr_but_the_planted_log_ins(council: Exports) -> None:
    named = {
        row[heading]
        for system in SYSTEMS
        for feed, heading in ((f"{system}_involvements", "Allocated Worker"),
                              (f"{system}_case_supervisions", "Worker"),
                              (f"{system}_case_supervisions", "Supervisor"))
        for row in council[feed]
    }  # fmt: skip
    logins = {one for one in planted(council, "case_worker_unknown") if one.startswith("swu")}
    assert named - set(council.workers) - {""} == logins


def test_every_open_case_has_a_worker_employed_that_day_but_the_planted_ones(
    council: Exports,
) -> None:
    odd = set()
    for system in SYSTEMS:
        for row in council[f"{system}_involvements"]:
            worker = council.workers.get(row["Allocated Worker"])
            runs = end(row["End Date"]) >= council.today
            if runs and (worker is None or end(worker["Leaving Date"]) < council.today):
                odd.add(f"{system}-{row['Person ID']}")
    codes = ("case_unallocated", "case_with_leaver", "case_worker_unknown")
    assert odd == {one for one in planted(council, *codes) if "-" in one}


def test_every_team_code_is_a_team(council: Exports) -> None:
    named = {row["Team Code"] for row in council["hr_posts"]}
    named |= {row["Team Code"] for s in SYSTEMS for row in council[f"{s}_involvements"]}
    assert named <= set(council.teams)


def test_no_team_has_anybody_or_any_case_after_it_closed(council: Exports) -> None:
    for code, team in council.teams.items():
        for row in council["hr_posts"]:
            if row["Team Code"] == code:
                assert end(row["Post End"]) <= end(team["Closed"])
        for row in council["ics_involvements"] + council["swift_involvements"]:
            if row["Team Code"] == code:
                assert end(row["End Date"]) <= end(team["Closed"])


def test_only_directors_and_the_planted_team_have_no_line_manager(council: Exports) -> None:
    alone = {
        row["Employee Number"]
        for row in council.posts_now
        if not row["Line Manager Employee Number"]
    }
    directors = {one.concerns[0] for one in council.problems("director_without_line_manager")}
    vacant = {one.concerns[1] for one in council.problems("manager_post_vacant")}
    waiting = {row["Employee Number"] for row in council.posts_now if row["Team Code"] in vacant}
    manager = {
        row["Employee Number"]
        for row in council.posts_now
        if row["Team Code"] in vacant and row["Staff Category"] == "team_manager"
    }
    assert alone == directors | (waiting - manager)


def test_every_line_of_management_ends_with_a_director(council: Exports) -> None:
    above = {
        row["Employee Number"]: row["Line Manager Employee Number"] for row in council.posts_now
    }
    directors = {one.concerns[0] for one in council.problems("director_without_line_manager")}
    gone = {one.concerns[0] for one in council.problems("manager_left_still_named")}
    vacant = {one.concerns[1] for one in council.problems("manager_post_vacant")}
    waiting = {row["Employee Number"] for row in council.posts_now if row["Team Code"] in vacant}
    for number in above:
        line = [number]
        while above.get(line[-1]) and len(line) < 10:
            line.append(above[line[-1]])
        assert line[-1] in directors | gone | waiting, line
        assert len(line) <= 7, line


def test_posts_lie_within_employment(council: Exports) -> None:
    for row in council["hr_posts"]:
        worker = council.workers[row["Employee Number"]]
        assert day(worker["Start Date"]) <= day(row["Post Start"])
        assert end(row["Post End"]) <= end(worker["Leaving Date"])
        assert day(row["Post Start"]) <= end(row["Post End"])


def test_supervisions_lie_within_their_cases(council: Exports) -> None:
    unreadable = planted(council, "case_start_unreadable")
    for system in SYSTEMS:
        spans: dict[str, list[tuple[str, str]]] = {}
        for row in council[f"{system}_involvements"]:
            if f"{system}-{row['Person ID']}" not in unreadable:
                spans.setdefault(row["Person ID"], []).append((row["Start Date"], row["End Date"]))
        for row in council[f"{system}_case_supervisions"]:
            held = day(row["Supervision Date"])
            if row["Person ID"] in spans:
                assert any(
                    day(first) <= held <= end(last) for first, last in spans[row["Person ID"]]
                )


def test_flags_and_overrides_are_of_known_cases_and_people(council: Exports) -> None:
    for system in SYSTEMS:
        persons = {row["Person ID"] for row in council[f"{system}_involvements"]}
        assert {row["Person ID"] for row in council[f"{system}_risk_flags"]} <= persons
        assert {row["Person ID"] for row in council[f"{system}_case_supervisions"]} <= persons
    for feed, heading in (
        ("sharepoint_overrides", "Supervisee"), ("asye_programmes", "Employee Number"),
        ("asye_programmes", "Co-ordinator"), ("asye_supervisors", "Supervisor"),
        ("asye_reviews", "Assessor"), ("hr_absences", "Employee Number"),
        ("sharepoint_agreements", "Supervisor"), ("sharepoint_reviews", "Employee Number"),
        ("asye_evidence", "NQSW"), ("audit_plan", "Supervisor"), ("audit_answers", "Supervisee"),
        ("audit_answers", "Supervisor"), ("audit_answers", "Auditor"), ("audit_actions", "Owner"),
    ):  # fmt: skip
        assert {row[heading] for row in council[feed]} <= set(council.workers), feed


def test_nothing_but_the_planted_session_happened_after_the_data_date(council: Exports) -> None:
    late = {
        row["Supervisee"]
        for row in council["sharepoint_sessions"]
        if row["Held Date"] and day(row["Held Date"]) > council.today
    }
    assert late == planted(council, "held_after_data_date")
    for system in SYSTEMS:
        for row in council[f"{system}_case_supervisions"]:
            assert end(row["Recorded Date"] or row["Supervision Date"]) <= council.today


def test_sessions_lie_within_employment_but_the_planted_ones(council: Exports) -> None:
    outside = set()
    for number, rows in council.held.items():
        worker = council.workers.get(number)
        for row in rows if worker else []:
            held = day(row["Held Date"])
            if not day(worker["Start Date"]) <= held <= end(worker["Leaving Date"]):
                outside.add(number)
    assert outside == planted(council, "session_before_start", "session_after_leaving")
