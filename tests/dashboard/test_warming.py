"""Nobody's click waits for Altair: every chart is made before the first reader comes."""

import pytest

from dashboard.components.bars import parts_spec
from dashboard.components.charts import lanes_spec, trend_spec
from dashboard.components.funnel_chart import funnel_spec
from dashboard.components.heatmap import heatmap_spec
from dashboard.components.intervals import intervals_spec
from dashboard.components.practice import practice_spread
from dashboard.components.spc_chart import spc_spec
from dashboard.components.weeks import weeks_spec
from dashboard.navigation import ENTRIES
from dashboard.warming import make_charts
from tests.dashboard.demo_visits import demo_council, visit

__all__ = ["demo_council"]
CHARTS = (
    *(parts_spec, trend_spec, lanes_spec, funnel_spec, heatmap_spec, intervals_spec),
    *(practice_spread, spc_spec, weeks_spec),
)


def _made() -> dict[str, int]:
    return {chart.__name__: chart.cache_info().misses for chart in CHARTS}


@pytest.mark.usefixtures("demo_council")
def test_no_page_makes_a_chart_that_was_not_made_at_the_start() -> None:
    for chart in CHARTS:
        chart.cache_clear()
    make_charts()
    before = _made()
    assert all(before.values())
    for entry in ENTRIES:
        visit(entry.path, persona="director")
    visit("person", persona="director", worker="001552")
    assert _made() == before
