"""Practice standards of the small council: few enough to count on one's fingers.

Usual length is judged under St Helens (Front door), preparation forms under Knowsley (Adults), where
the day of the form is blank throughout. Agreements stand on the data date and a year before.
"""

from datetime import date
from itertools import product
from typing import Any

Row = dict[str, Any]
DATA_DATE = date(2026, 11, 20)
COUNTS = ("judged_count", "met_count", "unmet_count", "not_measured_count", "not_due_count",
          "away_count")  # fmt: skip
OF = {"A": ("Front door", "children", "m1"), "B": ("Front door", "children", "m2"),
      "C": ("Adults", "adults", "m3")}  # fmt: skip


def _judged(
    worker: str, now: str, then: str, day: date, result: str, code: str, **more: Any
) -> Row:
    """One thing judged: whose, the team they are in now, that of the day, when and how."""
    service, directorate, manager = OF[then]
    row: Row = {
        "practice_id": f"{code}/{worker}/{day}",
        "measure_code": code,
        "told_of": "day" if code == "agreement_signed" else "period",
        "judged_on": day,
        "month_end_on": _month_end(day),
        "is_data_date": True,
        "result_code": result,
        "is_judged": result in ("met", "unmet"),
        "policy_id": "st_helens",
        "rule_id": "sth_duration",
        "rule_valid_from": date(2000, 1, 1),
        "clause": "St Helens section 4.1",
        "subject_type": "session",
        "subject_id": f"S1/{worker}",
        "worker_id": worker,
        "supervisor_id": manager,
        "team_id": then,
        "service_name": service,
        "directorate_code": directorate,
        "seen_by_team_id": now,
        "detail": "130 minutes, where most take 120 at most" if result == "unmet" else None,
    }
    return {**row, **more}


def _month_end(day: date) -> date:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _practice() -> list[Row]:
    length, agreed = "usual_length", "agreement_signed"
    return [
        # Twelve complete months to 31 October 2026: 3 of 5 as asked, 1 not known.
        _judged("w1", "A", "A", date(2026, 10, 5), "unmet", length),
        _judged("w1", "A", "A", date(2026, 9, 7), "met", length),
        _judged("w2", "A", "A", date(2026, 9, 8), "met", length),
        _judged("w3", "A", "A", date(2026, 8, 3), "not_known", length),
        _judged("w6", "B", "A", date(2026, 8, 4), "unmet", length),
        _judged("w7", "B", "B", date(2025, 11, 1), "met", length),
        # The month that still runs, the year before, and longer ago.
        _judged("w1", "A", "A", date(2026, 11, 3), "met", length),
        _judged("w2", "A", "A", date(2025, 10, 31), "unmet", length),
        _judged("w7", "B", "B", date(2024, 10, 31), "unmet", length),
        *(
            _judged(worker, team, team, day, result, agreed, due_on=date(2025, 6, 1),
                    opened_on=date(2025, 5, 1), subject_type="worker", subject_id=worker, detail=None)
            for day, w8 in ((date(2025, 10, 31), "unmet"), (DATA_DATE, "met"))
            for worker, team, result in (("w1", "A", "met"), ("w8", "C", w8), ("w4", "A", "away"))
        ),
    ]  # fmt: skip


def _cancelled(number: int, worker: str, team: str, reason: str, came: str) -> Row:
    service, directorate, manager = OF[team]
    whom = "supervisor" if reason.startswith("supervisor") else "not_told"
    return {
        "session_id": f"X{number}", "worker_id": worker, "supervisor_id": manager, "team_id": team,
        "service_name": service, "directorate_code": directorate, "seen_by_team_id": team,
        "planned_on": date(2026, 10, number), "month_end_on": date(2026, 10, 31),
        "reason_code": reason, "cancelled_by_code": whom, "held_again_code": came,
        "source_file": "sessions.csv", "source_row": number,
    }  # fmt: skip


def _periods(row: Row) -> list[tuple[str, date]]:
    """The day, or the month and of the two years the one, that something judged is counted in."""
    if row["told_of"] == "day":
        return [("day", row["judged_on"])]
    month = ("month", row["month_end_on"])
    for year in (2026, 2025):
        if date(year - 1, 10, 31) < row["judged_on"] <= date(year, 10, 31):
            return [month, ("year", date(year, 10, 31))]
    return [month]


def _measures() -> list[Row]:
    """The same added up; of services, Adults stand for one of too few people."""
    found: dict[tuple[Any, ...], Row] = {}
    for row in _practice():
        places = (("council", None), ("service", row["service_name"]), ("team", row["team_id"]))
        for (period, to), (level, place) in product(_periods(row), places):
            few = level == "team" or (
                level == "service" and (place == "Adults" or period == "month")
            )
            mine = found.setdefault(
                (row["measure_code"], period, to, level, place),
                {"measure_code": row["measure_code"], "period_code": period, "period_to": to,
                 "level_code": level, "place_id": place, "is_suppressed": few,
                 **dict.fromkeys(COUNTS, 0)},
            )  # fmt: skip
            result = row["result_code"]
            mine["judged_count"] += row["is_judged"]
            mine["not_measured_count" if result == "not_known" else f"{result}_count"] += 1
    return list(found.values())


def practice() -> dict[str, list[Row]]:
    """The tables of practice standards."""
    labels = {"usual_length": "No longer than most", "form_in_time": "Preparation form in time",
              "agreement_signed": "Supervision agreement in place",
              "reflective_journal": "Reflective journal made"}  # fmt: skip
    return {
        "fct_practice": _practice(),
        "fct_practice_measures": _measures(),
        "dim_practice_measures": [
            {"measure_code": code, "measure_label": label, "meaning": f"How it is: {label}",
             "group_code": "session", "group_label": "How sessions are", "counted_one": "session",
             "told_of": "day" if code == "agreement_signed" else "period",
             "counted_many": "sessions", "sort_order": place}
            for place, (code, label) in enumerate(labels.items())
        ],
        "dim_practice_rules": [
            {"measure_code": code, "rule_id": rule, "rule_valid_from": date(2000, 1, 1)}
            for code, rule in (("usual_length", "sth_duration"), ("form_in_time", "kno_form"),
                               ("agreement_signed", "sth_duration"))
        ],
        "dim_policies_in_force": [
            {"directorate_code": directorate, "policy_id": policy, "valid_from": date(2000, 1, 1)}
            for directorate, policy in (("children", "st_helens"), ("adults", "knowsley"))
        ],
        "fct_cancellations": [
            _cancelled(1, "w1", "A", "court", "in_time"),
            _cancelled(2, "w2", "A", "court", "not_held"),
            _cancelled(3, "w8", "C", "supervisor_unavailable", "late"),
            _cancelled(4, "w6", "B", "court", "not_due"),
        ],
        "fct_cancellation_reasons": [
            {"period_to": date(2026, 10, 31), "reason_code": reason, "cancelled_by_code": "not_told",
             "is_suppressed": few, "cancelled_count": number, "in_time_count": number,
             "late_count": 0, "not_held_count": 0, "not_judged_count": 0}
            for reason, few, number in (("court", False, 9), ("emergency", True, 2))
        ],
    }  # fmt: skip
