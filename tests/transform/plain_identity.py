"""Who an identifier means, worked out one text at a time in plain Python: to hold the SQL against."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

INVISIBLE = {"\u00a0", "\u200b", "\u2009", "\ufeff", "\t"}
APOSTROPHES = set("'’‘ʼ`´.")
TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "sir", "dame"}
ORDER = ("employee_number", "work_email", "login", "swe_number", "name", "unzeroed")


@dataclass(frozen=True)
class Person:
    """One row of the staff list."""

    number: str
    name: str
    email: str
    swe: str
    first: date
    last: date | None


@dataclass
class Council:
    """A staff list, what is settled by (scope, identifier), and the texts of one column."""

    people: list[Person]
    settled: dict[tuple[str, str], str] = field(default_factory=dict)
    declared: str | None = None
    texts: list[str] = field(default_factory=list)


def plain(text: str) -> str:
    """One plain space for any, and without SharePoint's number."""
    words = "".join(" " if one in INVISIBLE else one for one in text).split()
    told = " ".join(words)
    if ";#" in told:
        before, _, after = told.partition(";#")
        told = after if before.isdigit() else before
    return told.strip()


def _bare_name(name: str) -> str:
    words = name.split()
    while words and words[0].lower().rstrip(".") in TITLES and len(words) > 1:
        words = words[1:]
    return " ".join(words)


def name_key(text: str) -> str | None:
    """Two words or more of small letters and figures."""
    while text.endswith((")", "]")) and ("(" in text or "[" in text):
        text = text[: max(text.rfind("("), text.rfind("["))].rstrip()
    text = _bare_name(text)
    if text.count(",") == 1:
        last, first = text.split(",")
        if last and first.strip():
            text = _bare_name(f"{first.strip()} {last}")
    letters = []
    for one in unicodedata.normalize("NFKD", text).lower():
        if unicodedata.combining(one) or one in APOSTROPHES:
            continue
        letters.append(one if one.isalnum() else " ")
    words = "".join(letters).split()
    return " ".join(words) if len(words) > 1 else None


def _login(text: str) -> str | None:
    text = text.lower().split("|")[-1]
    if "\\" in text:
        text = text.split("\\")[-1]
    fits = text and all(one.isascii() and (one.isalnum() or one in "._-") for one in text)
    return text if fits and any(one.isalpha() for one in text) else None


def _email(text: str) -> str | None:
    spaced = text.lower().translate({ord(one): " " for one in "<>|"})
    for part in spaced.replace("mailto:", " ").split():
        if part.count("@") == 1 and all(part.split("@")):
            return part
    return None


def _swe(text: str) -> str | None:
    told = "".join(one for one in text.upper() if one.isascii() and one.isalnum())
    if not told.startswith("SW"):
        return None
    figures = told[2:].removeprefix("E").lstrip("0")
    return figures if figures.isdigit() and len(figures) <= 10 else None


def _keys_of(person: Person) -> dict[str, str | None]:
    number, email = plain(person.number), _email(plain(person.email))
    return {
        "employee_number": number.upper(),
        "work_email": email,
        "login": email.split("@")[0] if email else None,
        "swe_number": _swe(plain(person.swe)),
        "name": name_key(plain(person.name)),
        "unzeroed": number.lstrip("0") if number.isdigit() and number[0] == "0" else None,
    }


def _lost_zeros(council: Council, bearers: dict[tuple[str, str], set[str]]) -> bool:
    """Whether a spreadsheet took the zeros off the whole column."""
    lengths = {len(p.number) for p in council.people if p.number.isdigit()}
    numbers = {person.number for person in council.people}
    texts = set(council.texts)
    if len(lengths) != 1 or any(text.startswith("0") for text in texts):
        return False
    short = [
        plain(text)
        for text in texts
        if text not in numbers and plain(text).isdigit() and len(plain(text)) < min(lengths)
    ]
    known = sum(("unzeroed", text) in bearers for text in short)
    return bool(short) and known >= 0.9 * len(short)


def who(council: Council, feed: str, text: str, day: date) -> str | None:
    """The employee number a text means on a day; null where nobody can be told, or nobody is meant."""
    numbers = {person.number for person in council.people}
    if text in numbers and council.declared in (None, "employee_number"):
        return text
    told = plain(text)
    for scope in (feed, feed.split("_", maxsplit=1)[0], ""):
        if (scope, told.lower()) in council.settled:
            meant = council.settled[scope, told.lower()]
            return meant if meant in numbers else None
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for person in council.people:
        for kind, key in _keys_of(person).items():
            if key:
                bearers[kind, key].add(person.number)
    asked = {
        "employee_number": told.upper(),
        "work_email": _email(told),
        "login": _login(told),
        "swe_number": _swe(told),
        "name": name_key(told),
        "unzeroed": told if _lost_zeros(council, bearers) else None,
    }
    kinds = {
        None: ORDER,
        "employee_number": ("employee_number", "unzeroed"),
    }.get(council.declared, (str(council.declared),))
    for kind in ORDER:
        key = asked[kind] if kind in kinds else None
        found = bearers.get((kind, key)) if key else None
        if found:
            return _told_apart(council, found, day, text in numbers)
    return None


def _told_apart(council: Council, found: set[str], day: date, is_some_number: bool) -> str | None:
    if len(found) == 1:
        return next(iter(found))
    there = {
        person.number
        for person in council.people
        if person.number in found and person.first <= day
        if person.last is None or person.last >= day or person.last < person.first
    }
    return next(iter(there)) if len(there) == 1 and not is_some_number else None
