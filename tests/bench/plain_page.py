"""The Overview as one would first write it: every figure asked for and every chart made in every rerun.

It shows about what the Overview shows (cards, a trend, a spread of teams, a table of the longest overdue), with
nothing remembered, and is served with Streamlit's own settings. It exists to be compared with, and is no part of the
product.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import altair as alt
import duckdb
import streamlit as st

folder = Path(sys.argv[1]) / "warehouse"
connection = duckdb.connect(
    str(folder / json.loads((folder / "current.json").read_text())["file"]), read_only=True
)
st.set_page_config(layout="wide")
st.title("Supervision overview")
day = connection.sql("select max(as_at) from marts.fct_monthly_measures").fetchall()[0][0]
service = st.selectbox(
    "Service",
    [
        "All",
        *(
            row[0]
            for row in connection.sql(
                "from marts.dim_teams select distinct service_name"
            ).fetchall()
        ),
    ],
)
asked = f"""
    policy_id in (select policy_id from marts.dim_policies_in_force)
    and obligation_type in ('staff_supervision', 'case_supervision') and opened_on <= date '{day}'
    and coalesce(closed_on > date '{day}', true)
"""
kinds = connection.sql(
    f"""select obligation_type, count(*) as people, count(*) filter (where due_on < date '{day}') as late,
        count(*) filter (where due_on < date '{day}' - 28) as very_late
        from marts.fct_obligations where {asked} group by obligation_type order by obligation_type"""
).df()
columns = st.columns(8)
for place, row in enumerate(kinds.itertuples()):
    columns[place * 4].metric(
        "In date", f"{100 * (row.people - row.late) / row.people:.0f}%", border=True
    )
    columns[place * 4 + 1].metric("Asked", row.people, border=True)
    columns[place * 4 + 2].metric("Overdue", row.late, border=True)
    columns[place * 4 + 3].metric("Over 28 days", row.very_late, border=True)
months = connection.sql(
    """select as_at, obligation_type, 100.0 * sum(in_date_count) / sum(open_count) as percent
       from marts.fct_monthly_measures where policy_id = 'in_force' and level_code = 'council' and case_type = 'all'
       and obligation_type in ('staff_supervision', 'case_supervision') group by all order by all"""
).df()
line = (
    alt.Chart(months)
    .mark_line(point=True)
    .encode(x="as_at:T", y="percent:Q", color="obligation_type:N")
)
mean = (
    alt.Chart(months)
    .mark_rule(strokeDash=[4, 4])
    .encode(y="mean(percent):Q", color="obligation_type:N")
)
st.altair_chart((line + mean).properties(height=260))
teams = connection.sql(
    f"""select team_id, count(*) as asked, 100.0 * count(*) filter (where due_on >= date '{day}') / count(*) as percent
        from marts.fct_obligations where {asked} and obligation_type = 'staff_supervision' group by team_id"""
).df()
st.altair_chart(
    alt.Chart(teams)
    .mark_point(filled=True)
    .encode(x="asked:Q", y="percent:Q", tooltip=["team_id", "asked"])
)
late = connection.sql(
    f"""select worker_name, team_name, supervisor_name, due_on, date '{day}' - due_on as days
        from marts.fct_obligations join marts.dim_workers using (worker_id)
        where {asked} and obligation_type = 'staff_supervision' and due_on < date '{day}' order by due_on limit 30"""
).df()
st.table(late.style.format({"days": "{:,}"}))
