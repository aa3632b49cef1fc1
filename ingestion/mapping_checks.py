"""A reading held against the contract: headings, constants, ids and file names that cannot be
meant, each with its place, and the reading in the contract's own names.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import polars as pl

from ingestion.codes import Codes
from ingestion.feeds import ContractField, Feed
from ingestion.mapping import Reading, Unpivot
from ingestion.mapping_file_names import wrong_pattern
from ingestion.mapping_mistakes import Mistake, Place, cut, did_you_mean
from ingestion.privacy import is_narrative
from ingestion.problems import (
    MAPPING_CONSTANT,
    MAPPING_KEY_WRONG,
    MAPPING_NAME_UNKNOWN,
    MAPPING_NARRATIVE,
    ProblemKind,
)
from ingestion.reading.annex_a_lists import ANNEX_FEED
from ingestion.reading.spelling import OUTER, normalise

#: Ids that are of no worker.
OF_NO_WORKER = {"Action ID", "Audit ID", "Person ID", "Record ID", "Session ID", "Team Code"}
_KINDS = {
    "id": "an id",
    "code": "a code",
    "date": "a date",
    "tick": "yes or no",
    "integer": "a whole number",
    "number": "a number",
    "text": "a name or title",
}


def holds_worker_ids(field: ContractField, feed: Feed) -> bool:
    """Whether a field says who a worker is, in one of several ways."""
    is_known_by = field.name in feed.meta.known_by
    return is_known_by or (field.kind == "id" and field.heading not in OF_NO_WORKER)


class Checker:
    """Holds a reading against the contract; what cannot be placed becomes a mistake."""

    def __init__(
        self, feed: Feed, codes: Mapping[str, Codes], doubtful: frozenset[str] = frozenset()
    ) -> None:
        """`doubtful` are keys that are wrong in themselves: nothing is concluded from them."""
        self._feed, self._codes, self._doubtful = feed, codes, doubtful
        self._fields = {normalise(field.heading): field for field in feed.fields}
        self._columns = {normalise(column.name): column for column in feed.columns}
        self.wrong: list[Mistake] = []

    def _tell(self, kind: ProblemKind, place: Place, words: str) -> None:
        self.wrong.append(Mistake(place, words, kind))

    def _find(self, heading: str, place: Place) -> ContractField | None:
        field = self._fields.get(normalise(heading))
        if field is None:
            known = [each.heading for each in self._feed.fields]
            words = f"{cut(heading)} is no heading of {self._feed.name}."
            told = f"{words} {did_you_mean(heading, known)}"
            self._tell(MAPPING_NAME_UNKNOWN, place, told)
        return field

    def check(self, reading: Reading) -> Reading:
        """The reading in the contract's own names."""
        self._check_files(reading)
        self._check_headings(reading)
        for heading, value in reading.constants.items():
            field = self._find(heading, ("constants", heading))
            if field:
                self._try_constant(field, heading, value, reading)
        if reading.unpivot:
            self._check_unpivot(reading.unpivot)
        if reading.annex_a and self._feed.name != ANNEX_FEED:
            words = f"Annex A lists tell of {ANNEX_FEED} and of no other feed."
            self._tell(MAPPING_KEY_WRONG, ("annex_a",), words)
        if reading.history and not self._feed.given_by_history:
            words = "no history is built of this feed, only of lists of staff and of posts."
            self._tell(MAPPING_KEY_WRONG, ("history",), words)
        told = reading.model_dump(exclude_defaults=True)
        return Reading(**{**told, "ids": dict(self._ids(reading))})

    def _check_files(self, reading: Reading) -> None:
        for at, pattern in enumerate(reading.files):
            place = ("files", at)
            wrong = list(wrong_pattern(pattern))
            for words in wrong:
                self._tell(MAPPING_KEY_WRONG, place, words)
            has_day = wrong or reading.extracted_on is not None or "extracted_on" in self._doubtful
            if "{date}" not in pattern and not has_day:
                words = (
                    f"the file name {pattern!r} says no day: write {{date}} where the name has it, "
                    "or give extracted_on."
                )
                self._tell(MAPPING_KEY_WRONG, place, words)

    def _check_headings(self, reading: Reading) -> None:
        seen: dict[str, str] = {}
        for theirs, ours in reading.headings.items():
            place = ("headings", theirs)
            own = {normalise(heading) for heading in ours}
            if is_narrative(theirs) and normalise(theirs) not in own:
                self._refuse_narrative(theirs, place)
            is_blank = not "".join(ours).strip(OUTER)
            if is_blank or not theirs.strip(OUTER):
                words = "a heading is missing. Write theirs, a colon, ours: `Date held: Held Date`."
                self._tell(MAPPING_KEY_WRONG, place, words)
            if normalise(theirs) in seen:
                words = (
                    f"{cut(theirs)} and {cut(seen[normalise(theirs)])} are one heading, since "
                    "capitals and spaces do not count; leave one of them."
                )
                self._tell(MAPPING_KEY_WRONG, place, words)
            seen[normalise(theirs)] = theirs
            for heading in () if is_blank else ours:
                if is_narrative(heading) and normalise(heading) not in self._fields:
                    self._refuse_narrative(heading, place)
                else:
                    self._find(heading, place)

    def _refuse_narrative(self, heading: str, place: Place) -> None:
        words = (
            f"{cut(heading)} looks like narrative. What is said in supervision never enters, so "
            "such a column is never read, whatever it is mapped to."
        )
        self._tell(MAPPING_NARRATIVE, place, words)

    def _try_constant(
        self, field: ContractField, heading: str, value: str, reading: Reading
    ) -> None:
        """Hold a constant against what a cell of its column would have to be."""
        place = ("constants", heading)
        if not value.strip(OUTER):
            words = f"no value stands here. Give the value of {field.heading} in every row, or "
            self._tell(MAPPING_CONSTANT, place, f"{words}take the line out.")
            return
        codes = self._codes.get(field.code_list or "")
        if codes and value.strip(OUTER).lower() not in codes.spellings:
            near = codes.nearest(value)
            guess = f"Did you mean {near.replace('_', ' ')}? " if near else ""
            known = ", ".join(codes.in_words)
            words = f"{cut(value)} is no code of {field.heading}. {guess}Codes are: {known}."
            self._tell(MAPPING_CONSTANT, place, words)
        elif field.kind == "date" and "dates" in self._doubtful:
            return
        elif _as_cell(field, reading).read(pl.Series([value.strip(OUTER)])).null_count():
            self._tell(MAPPING_CONSTANT, place, _why_no_cell(field, value, reading))

    def _check_unpivot(self, unpivot: Unpivot) -> None:
        for key, heading, kind in (("into", unpivot.into, "date"), ("id", unpivot.id, "id")):
            is_said = heading and heading.strip() and f"unpivot.{key}" not in self._doubtful
            field = self._find(heading, ("unpivot", key)) if heading and is_said else None
            if field and field.kind != kind:
                some = [each.heading for each in self._feed.fields if each.kind == kind]
                words = f"{heading!r} is no {kind}. {did_you_mean(str(heading), some)}"
                self._tell(MAPPING_KEY_WRONG, ("unpivot", key), words)
        for heading in unpivot.columns:
            if is_narrative(heading):
                self._refuse_narrative(heading, ("unpivot", "columns"))

    def _ids(self, reading: Reading) -> Iterator[tuple[str, str]]:
        """Ids by column; a mapping may name the heading or the column."""
        some = [each for each in self._feed.fields if holds_worker_ids(each, self._feed)]
        known = [each.heading for each in some]
        for name, kind in reading.ids.items():
            field = self._fields.get(normalise(name))
            column = self._columns.get(normalise(name))
            found = column.field if column else field.name if field else None
            held = next((each for each in self._feed.fields if each.name == found), None)
            if held is None:
                words = f"{cut(name)} is no heading of {self._feed.name}."
                told = f"{words} {did_you_mean(name, known)}"
                self._tell(MAPPING_NAME_UNKNOWN, ("ids", name), told)
            elif held not in some:
                what = "no worker" if held.kind == "id" else f"no id, but {_KINDS[held.kind]}"
                columns = f"The columns that say who a worker is are: {', '.join(known)}."
                if not known:
                    columns = f"No column of {self._feed.name} says who a worker is."
                told = f"{cut(name)} holds {what}. {columns}"
                self._tell(MAPPING_NAME_UNKNOWN, ("ids", name), told)
            else:
                yield column.name if column else held.name, kind


def _as_cell(field: ContractField, reading: Reading) -> ContractField:
    """The field as this reading would read its cells."""
    named = {normalise(name) for name, kind in reading.ids.items() if kind == "name"}
    is_named = bool({normalise(field.heading), normalise(field.name)} & named)
    forms = reading.dates if field.kind == "date" else ()
    return replace(field, date_forms=forms, is_wordless=field.is_wordless and not is_named)


def _why_no_cell(field: ContractField, value: str, reading: Reading) -> str:
    limits = {
        "date": f"written {' or '.join(reading.dates)}" if reading.dates else "such as 20/11/2026",
        "integer": _as_cell(field, reading).limits,
        "number": _as_cell(field, reading).limits,
        "tick": "with nothing else beside it",
        "id": "the number or name of one person or record: no sentence, no formula",
        "text": "of a few words",
        "code": "of a few words",
    }
    said = f"{field.heading} is {_KINDS[field.kind]}, {limits[field.kind]}"
    return f"{cut(value)} cannot be read: {said}."
