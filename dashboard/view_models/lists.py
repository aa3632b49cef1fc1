"""The lists of people behind the numbers: what each is called and how it is sorted."""

from collections.abc import Mapping
from typing import Any

from dashboard.view_models.days import say_count, say_date
from dashboard.view_models.vocabulary import Vocabulary

#: Lists that are neither a status nor a band of days overdue.
_OWN = {
    "open": "Supervision owed",
    "in_date": "In date",
    "never": "Overdue, with no session on record",
}
QUIET = ("away", "no_rule", "not_measured", "not_started")


def list_title(name: str, words: Vocabulary) -> str | None:
    """A list in words; None where there is no such list."""
    if name in _OWN:
        return _OWN[name]
    bands = {word.code: word.label for word in words.words("overdue_band")}
    if name in bands:
        return f"Overdue {bands[name][0].lower()}{bands[name][1:]}"
    statuses = {word.code: word.label for word in words.words("status")}
    return statuses.get(name)


def say_not_measured(number: int) -> str:
    """That nothing can be said of so many people: 'Supervision is not measured for 485 people.'"""
    return f"Supervision is not measured for {say_count(number, 'person', 'people')}."


def say_empty(name: str, next_due: Mapping[str, Any] | None, not_measured: int = 0) -> str:
    """The empty state of a list: what is so, and the next date where there is one."""
    if name in QUIET:
        return "Nobody is in this group."
    if next_due is None and not_measured:
        return f"{say_not_measured(not_measured)} Nobody else is owed any, so this list is empty."
    if next_due is None:
        return "Nobody is in this list, and nothing else falls due."
    return f"Nobody is in this list. The next date is {say_date(next_due['due_on'])}."


def say_size(title: str, number: int) -> str:
    """'Overdue: 86 people'."""
    return f"{title}: {say_count(number, 'person', 'people')}"
