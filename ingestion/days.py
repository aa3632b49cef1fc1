"""Text -> days: day/month/year first, since nearly all are; then ISO, times of day and month names.

Nothing is guessed: a text is a day only if it is written in one of the ways below, and 03/04/2026
is always 3 April. A time of day is left out; one with a zone is first turned into London time,
where 23:30 in UTC in June is the next day.
"""

import polars as pl

LONDON = "Europe/London"
_BRITISH = r"^[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}$"
_ISO = r"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$"
_CLOCK = r"([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?)"
_BRITISH_TIME = rf"^([0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{4}})[ T]{_CLOCK}$"
_ISO_TIME = rf"^([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})[ T]{_CLOCK}$"
_ZONED = rf"^([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})[ T]{_CLOCK}(Z|[+-][0-9]{{2}}:?[0-9]{{2}})$"
_NAMED = r"(?i)^([0-9]{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})[ -]([0-9]{4})$"
_MONTHS = {
    name: f"/{number}/"
    for number, names in enumerate(
        (
            *("jan january", "feb february", "mar march", "apr april", "may", "jun june"),
            *("jul july", "aug august", "sep sept september", "oct october"),
            *("nov november", "dec december"),
        ),
        start=1,
    )
    for name in names.split()
}


def _of_form(cells: pl.Expr, form: str) -> pl.Expr:
    """Those that are written so; null for the others."""
    return pl.when(cells.str.contains(form)).then(cells)


def _is_clock(cells: pl.Expr, form: str) -> pl.Expr:
    """Whether the time of day is one there is."""
    whole = cells.str.extract(form, 2).str.slice(0, 8)
    padded = pl.when(whole.str.len_chars() == 5).then(whole + ":00").otherwise(whole)
    return padded.str.to_time("%H:%M:%S", strict=False).is_not_null()


def _timed(cells: pl.Expr, form: str, day: str) -> pl.Expr:
    told = cells.str.extract(form, 1).str.to_date(day, strict=False)
    return pl.when(_is_clock(cells, form)).then(told)


def _zoned(cells: pl.Expr) -> pl.Expr:
    minutes = cells.str.extract(_ZONED, 2).str.slice(0, 5)
    zone = cells.str.extract(_ZONED, 3).str.replace("Z", "+0000").str.replace(":", "")
    moment = cells.str.extract(_ZONED, 1) + " " + minutes + zone
    told = moment.str.to_datetime("%Y-%m-%d %H:%M%z", strict=False, time_unit="us")
    day = told.dt.convert_time_zone(LONDON).dt.date()
    return pl.when(_is_clock(cells, _ZONED)).then(day)


def _named(cells: pl.Expr) -> pl.Expr:
    month = cells.str.extract(_NAMED, 2).str.to_lowercase()
    month = month.replace_strict(_MONTHS, default=None, return_dtype=pl.String)
    told = cells.str.extract(_NAMED, 1) + month + cells.str.extract(_NAMED, 3)
    return told.str.to_date("%d/%m/%Y", strict=False)


def _read(cells: pl.Series) -> pl.Series:
    cell = pl.col("cell")
    ways = (
        _of_form(cell, _BRITISH).str.to_date("%d/%m/%Y", strict=False),
        _of_form(cell, _ISO).str.to_date("%Y-%m-%d", strict=False),
        _timed(cell, _ISO_TIME, "%Y-%m-%d"),
        _timed(cell, _BRITISH_TIME, "%d/%m/%Y"),
        _named(cell),
    )
    read = cells.alias("cell").to_frame().select(cell, day=pl.coalesce(ways))
    is_zoned = read["cell"].str.contains(_ZONED).fill_null(False) & read["day"].is_null()
    days = read["day"]
    if is_zoned.any():
        zoned = read.filter(is_zoned).select(_zoned(cell)).to_series()
        days = days.scatter(is_zoned.arg_true(), zoned)
    return days


def read_days(cells: pl.Series) -> pl.Series:
    """The day each cell names, whatever its year; null where it names none.

    Every text is read once however often it stands there.
    """
    texts = cells.drop_nulls().unique()
    if texts.is_empty():
        return pl.Series(cells.name, [None] * cells.len(), dtype=pl.Date)
    return cells.replace_strict(texts, _read(texts), default=None, return_dtype=pl.Date)
