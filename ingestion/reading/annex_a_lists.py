"""What each Annex A list is called and which of its headings are ours: the file
`mappings/annex_a.yml`, read once.
"""

import functools
import re
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from ingestion.feeds import Feed

PLACE = Path(__file__).parent.parent / "mappings" / "annex_a.yml"
ANNEX_FEED = "ics_involvements"
WITHOUT_START = 9
"""The list of care leavers gives no start; the date of birth stands for it, and must be there."""
TEAMS_BY_NAME = ("team_code",)
"""Annex A asks for the name of the team."""
WORKER = "allocated_worker"
_SHARED = ("person_id", "date_of_birth", WORKER, "team_code")
_OWN = ("start_date", "end_date", "case_status")


@dataclass(frozen=True)
class AnnexList:
    """One list: its number, what it is of, how sheets of it are called, and its headings."""

    number: int
    title: str
    names: tuple[str, ...]
    fields: dict[str, tuple[str, ...]]
    """Each field of ours and every spelling of its heading, Ofsted's own first."""
    others: tuple[str, ...]
    own: tuple[str, ...]
    """Headings that this list alone has."""
    subjects: frozenset[str]
    """Words for what begins and ends in this list."""
    beside: frozenset[str]
    """Words that may stand beside those."""
    alone: frozenset[str] = frozenset()
    """Words that say the end of this list without its subject."""
    says_its_end: frozenset[str] = frozenset()
    """Words that say an end in this list and in no other."""
    instead: tuple[str, ...] = ()
    """Headings of whoever is the worker in a row that names no other."""
    ended: str = ""
    """How its end is told: a plan ended."""

    @property
    def typed_as(self) -> str:
        """What stands for the type of involvement: the code mappings say what the list is of."""
        return f"Annex A list {self.number}"

    @property
    def required(self) -> tuple[str, ...]:
        """The fields without which a row of this list means nothing."""
        other = "date_of_birth" if self.number == WITHOUT_START else "start_date"
        return ("person_id", other)

    def heading_of(self, field: str) -> str:
        """Ofsted's own heading of a field."""
        return self.fields[field][0]


@functools.cache
def annex_words() -> dict[str, frozenset[str]]:
    """The words that decide where one heading is like several."""
    told = yaml.safe_load(PLACE.read_text(encoding="utf-8"))["words"]
    return {kind: frozenset(words) for kind, words in told.items()}


@functools.cache
def spoken_together() -> dict[str, str]:
    """Words that say a start or an end only together, and the word that stands for them; the
    longest come first.
    """
    told = yaml.safe_load(PLACE.read_text(encoding="utf-8"))["spoken"]
    return dict(sorted(told.items(), key=lambda pair: -len(pair[0])))


@functools.cache
def annex_lists() -> dict[int, AnnexList]:
    """The lists that say who is open to the service."""
    told = yaml.safe_load(PLACE.read_text(encoding="utf-8"))
    return {
        number: AnnexList(
            number=number,
            title=each["title"],
            names=tuple(each["names"]),
            fields={
                **{name: (*told["shared"][name], *each.get(name, ())) for name in _SHARED},
                **{name: tuple(each[name]) for name in _OWN if name in each},
            },
            others=(*told["others"], *each["others"]),
            own=(
                *(one for name in _OWN if name in each for one in each[name][:-1]),
                *(one for name in _SHARED for one in each.get(name, ())),
                *each["others"],
            ),
            subjects=frozenset(each["subjects"]),
            beside=frozenset(each["beside"]),
            alone=frozenset(each.get("alone", ())),
            says_its_end=frozenset(each.get("says_its_end", ())),
            instead=tuple(each.get(WORKER, ())),
            ended=each.get("ended", ""),
        )
        for number, each in told["lists"].items()
    }


@dataclass(frozen=True)
class UnusedList:
    """A list that says nothing of who is open: how its sheets are called, and its headings."""

    names: tuple[str, ...]
    own: tuple[str, ...]


@functools.cache
def unused_lists() -> dict[int, UnusedList]:
    """The lists that are not used, by number."""
    told = yaml.safe_load(PLACE.read_text(encoding="utf-8"))["unused"]
    return {
        number: UnusedList(tuple(each["names"]), tuple(each["own"]))
        for number, each in told.items()
    }


def as_list(feed: Feed, number: int) -> Feed:
    """The feed as one list gives it: under Ofsted's headings, and with what that list must have."""
    annex = annex_lists()[number]
    fields = tuple(
        replace(
            field,
            heading=annex.heading_of(field.name) if field.name in annex.fields else field.heading,
            required=field.name in annex.required,
        )
        for field in feed.fields
    )
    return replace(feed, fields=fields).with_names(TEAMS_BY_NAME)


LIST_IN_NAME = re.compile(r"(?<![a-z])list[\s_.:#-]*0*(\d{1,2})(?!\d)", re.IGNORECASE)
_NUMBER_FIRST = re.compile(
    r"\s*(?:annex[\s_-]*a)?[\s_.-]*0*(\d{1,2})(?:\s*$|[\s_.):-]+\D*$)", re.IGNORECASE
)


#: Of a sheet's name the number may be followed by words and figures, but by no month: a day is no
#: list, and neither is a year or a span of years.
_NUMBER_AND_WORDS = re.compile(
    r"\s*(?:annex[\s_-]*a)?[\s_.-]*0*(\d{1,2})[\s_.):–-]+"
    r"(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:st|nd|rd|th)\b)[^\W\d_].*",
    re.IGNORECASE | re.DOTALL,
)


def number_in(text: str) -> int | None:
    """The number of the list that a sheet, a title or a file names; null where it names none."""
    plain = text.replace("\u00a0", " ")
    match = LIST_IN_NAME.search(plain) or LIST_IN_NAME.search(plain.replace("_", " "))
    return int(match[1]) if match else None


def list_of_title(name: str) -> int | None:
    """The list that a line names: List 7, List_7, 7, 7 - CP, or Child protection."""
    number = number_in(name)
    if number is None and (match := _NUMBER_FIRST.fullmatch(name.replace("\u00a0", " "))):
        number = int(match[1])
    if number is not None:
        return number
    return _list_called(_words_of(name))


def list_of_sheet(name: str) -> int | None:
    """The list that a sheet is by its name: as a line names it, or with figures behind that, as of
    years or of a second sheet: 4. Assessments 25-26, CP plans 2026, CP (2).
    """
    number = list_of_title(name)
    if number is not None:
        return number
    match = _NUMBER_AND_WORDS.fullmatch(name.replace("\u00a0", " "))
    if match and int(match[1]) in annex_lists() | unused_lists():
        return int(match[1])
    return _list_called(re.sub(r"(?: \d+)+$", "", _words_of(name)))


def _words_of(name: str) -> str:
    plain = re.sub(r"[\W_]+", " ", name).strip().lower()
    return re.sub(r"^(?:(?:ofsted|ilacs|annex a|annexa|list) )+", "", plain)


def _list_called(plain: str) -> int | None:
    lists = annex_lists() | unused_lists()
    return next((at for at, each in lists.items() if plain in each.names), None)


def may_be_called(name: str, annex: AnnexList) -> bool:
    """Whether the name of a sheet has that of a list in it, among other words."""
    plain = f" {_words_of(name)} "
    return any(f" {each} " in plain for each in annex.names)
