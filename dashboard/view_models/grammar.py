"""Nouns and verbs that agree with a number written elsewhere in the sentence."""


def noun(number: int, one: str, many: str | None = None) -> str:
    """'person' beside 1, 'people' beside any other number; `say_count` writes the number too."""
    return one if number == 1 else (many or one + "s")


def verb(part: int, whole: int, one: str = "is", many: str = "are") -> str:
    """'1 of 8 NQSWs is', '0 of 1 NQSW is', '3 of 8 NQSWs are'."""
    return one if 1 in (part, whole) else many
