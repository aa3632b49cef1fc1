"""Names that are plainly invented, yet can be said aloud and told apart.

A real first name before a surname that says it is made up ("Priya Testerley"): nobody can take
one for a person of any council, and a list of three hundred still reads as people.
"""

from __future__ import annotations

import unicodedata
from random import Random

from ingestion.demo.streams import pick


def _words(text: str) -> tuple[str, ...]:
    """The words of a list written as a line."""
    return tuple(text.split())


FIRST_NAMES = _words(
    "Abena Adaeze Adam Aisha Alasdair Aled Amara Amir Ana Andrzej Aneurin Anjali Anwen Ash Ayesha "
    "Babajide Beatriz Bethan Blessing Bronwen Callum Carys Chen Chidi Ciara Colette Dafydd Danuta "
    "Deepa Delroy Dilys Dmitri Dorota Ebony Efua Eilidh Elif Emeka Esme Farah Faisal Femi Fergus "
    "Fiona Folasade Gareth Gloria Grace Gurpreet Habiba Hamza Hannah Harpreet Helena Ifeoma Imran "
    "Ines Ioan Isla Ivana Jasmine Jamal Jerome Joanna Jonas Kavita Kehinde Keir Khadija Kofi Kwame "
    "Latoya Leena Leon Lena Lloyd Lorna Lucia Maeve Magda Malik Manjit Marcus Maryam Mei Mehmet "
    "Mina Moira Mostafa Nadia Naomi Neha Niamh Nikhil Nkechi Noor Oisin Olivia Omar Owen Padma "
    "Pavel Petra Precious Priya Rafael Rajesh Rhiannon Rosa Rowan Ruth Sade Salma Samir Sanjay "
    "Selina Shanice Sia Simran Siân Sunita Tamsin Tariq Temi Tomasz Usha Vikram Wanjiru Winston "
    "Yasmin Yusuf Zahra Zainab Zoë"
)

SURNAME_STARTS = _words(
    "Tester Sample Mock Demo Pretend Fiction Invent Holder Example Trial Dummy Specimen Proto "
    "Imagin Notreal Madeup Fable Figment Puppet Cipher Makeup Sketch Model Outline Draft Mimic "
    "Replica Stencil Template Phantom Synth Lorem"
)

SURNAME_ENDS = _words(
    "ley wick by ton worth field ham stone bridge well ford more hurst dale borough shaw combe "
    "stead mere gate holm thorpe cote ridge"
)

#: Place names for the areas a larger council is made of: as invented as the people.
PLACE_STARTS = _words(
    "Tester Sample Mock Demo Pretend Fable Proto Figment Sketch Model Draft Mimic Stencil Lorem"
)
PLACE_ENDS = _words("bury ster port vale minster mouth haven moor")


class Namesake:
    """Hands out full names and work emails, never the same one twice."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._given: set[str] = set()

    def invent(self) -> tuple[str, str]:
        """A full name and the work email made of it (at example.org, which nobody can own)."""
        while True:
            first = pick(self._rng, FIRST_NAMES)
            last = pick(self._rng, SURNAME_STARTS) + pick(self._rng, SURNAME_ENDS)
            email = f"{_plain(first)}.{_plain(last)}@example.org"
            if email not in self._given:
                self._given.add(email)
                return f"{first} {last}", email


def _plain(name: str) -> str:
    """A name without accents and capitals, as mail systems write it."""
    spread = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in spread if letter.isascii()).lower()


def place(number: int) -> str:
    """The name of the area with this number, counted from one; the first has none."""
    if number == 1:
        return ""
    turn, end = divmod(number - 2, len(PLACE_ENDS))
    return PLACE_STARTS[(turn * 5 + end * 3) % len(PLACE_STARTS)] + PLACE_ENDS[end]
