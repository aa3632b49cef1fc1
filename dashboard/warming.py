"""What is done once before the first reader comes, so that they do not wait for it."""

import gc
import importlib
import logging

import dashboard.app  # noqa: F401  (loads every page)
from dashboard.components.charts import make_specs
from dashboard.datasets.council import codes
from dashboard.settings import settings
from dashboard.warehouse import WarehouseProblem, published

#: What Streamlit itself would load at the first table and the first icon, seconds of work.
_LOADED_LATE = ("pandas", "pyarrow", "PIL.Image")
log = logging.getLogger(__name__)


def warm_up() -> None:
    """Load the pages, make the charts, prove and open the warehouse; a missing one can come later.

    What is loaded by then stays for good: the collector is told not to look through it again.
    """
    for name in _LOADED_LATE:
        importlib.import_module(name)
    make_specs()
    try:
        codes(published(settings().data))
    except WarehouseProblem as problem:
        log.warning("%s: %s %s", problem.code, problem.sentence, problem.fix)
    gc.collect()
    gc.freeze()
