"""What is worked out once: never for other rows, never for another reader."""

from dashboard.once import once


def test_the_same_rows_are_worded_once() -> None:
    asked = []

    @once
    def worded(rows: list[dict[str, int]], reader: str) -> list[str]:
        asked.append(reader)
        return [f"{reader} {row['n']}" for row in rows]

    rows = [{"n": 1}]
    assert worded(rows, "a") is worded(rows, "a")
    assert asked == ["a"]


def test_another_reader_or_other_rows_never_get_what_was_made_for_these() -> None:
    @once
    def worded(rows: list[dict[str, int]], *, reader: str) -> list[str]:
        return [f"{reader} {row['n']}" for row in rows]

    rows = [{"n": 1}]
    assert worded(rows, reader="a") == ["a 1"]
    assert worded(rows, reader="b") == ["b 1"]
    # Rows that are gone by now may have stood where new ones come to stand.
    assert [worded([{"n": n}], reader="a") for n in range(2000)] == [
        [f"a {n}"] for n in range(2000)
    ]


def test_a_yes_is_not_a_one() -> None:
    @once
    def said(value: object) -> str:
        return repr(value)

    assert [said(True), said(1), said(1.0), said(0), said(False)] == [
        "True",
        "1",
        "1.0",
        "0",
        "False",
    ]
