"""What is done once before the first reader comes, so that they do not wait for it."""

import gc
import importlib
import logging

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

import dashboard.app  # noqa: F401  (loads every page)
from dashboard.components.bars import parts_spec
from dashboard.components.charts import make_specs
from dashboard.components.funnel_chart import funnel_spec
from dashboard.components.heatmap import heatmap_spec
from dashboard.components.intervals import intervals_spec
from dashboard.components.practice import make_practice_specs
from dashboard.components.spc_chart import spc_spec
from dashboard.components.weeks import weeks_spec
from dashboard.datasets.council import codes
from dashboard.settings import settings
from dashboard.view_models.funnel import size_title
from dashboard.view_models.over_time import MEASURES
from dashboard.warehouse import WarehouseProblem, published

COUNTED_IN_BARS = ("audits", "NQSWs", "people supervised", "answers", "cases")
#: What Streamlit itself would load at the first table and the first icon, seconds of work.
_LOADED_LATE = ("pandas", "pyarrow", "PIL.Image")
log = logging.getLogger(__name__)


def warm_up() -> None:
    """Load the pages, make the charts, prove and open the warehouse; a missing one can come later.

    What is loaded by then stays for good: the collector is told not to look through it again.
    """
    for name in _LOADED_LATE:
        importlib.import_module(name)
    make_charts()
    remember_theme()
    try:
        codes(published(settings().data))
    except WarehouseProblem as problem:
        log.warning("%s: %s %s", problem.code, problem.sentence, problem.fix)
    gc.collect()
    gc.freeze()


def make_charts() -> None:
    """Every chart of every page but the what-if's, so that no reader waits for Altair."""
    make_specs()
    for measure in MEASURES.values():
        spc_spec(measure.unit, measure.is_share)
        funnel_spec(size_title(measure))
    make_practice_specs()
    for counted in COUNTED_IN_BARS:
        parts_spec(counted)
    intervals_spec("% met")
    heatmap_spec()
    weeks_spec()


def remember_theme() -> None:
    """Let Streamlit read the theme out of its settings once: it does so anew on every click, which
    is a sixth of a rerun. The settings are read at the start and never change.
    """
    read, kept = app_session._populate_theme_msg, dict[str, CustomThemeConfig]()

    def populate(msg: CustomThemeConfig, section: str = "theme") -> None:
        if section not in kept:
            made = CustomThemeConfig()
            read(made, section)
            kept[section] = made
        if kept[section].ByteSize():
            msg.MergeFrom(kept[section])

    app_session._populate_theme_msg = populate
