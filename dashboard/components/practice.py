"""The charts of practice standards, made once: shares by month and by place, and cancellations."""

from dashboard.components.bars import parts_spec
from dashboard.components.charts import Spec, spread_spec, trend_spec

_SHARE, _CANCELLED = "% as asked", "cancelled sessions"


def practice_trend() -> Spec:
    """A standard month by month."""
    return trend_spec(_SHARE)


def practice_spread() -> Spec:
    """A standard by place."""
    return spread_spec(_SHARE)


def cancelled_bars() -> Spec:
    """Cancelled sessions by reason."""
    return parts_spec(_CANCELLED)


def make_practice_specs() -> None:
    """Make them now, so that no reader waits for Altair."""
    practice_trend()
    practice_spread()
    cancelled_bars()
