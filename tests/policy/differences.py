"""What one version of a policy, or one set of seeds, says otherwise than another: the published comparison, run here."""

from __future__ import annotations

import subprocess
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path

import duckdb
import polars as pl

from tests.policy.cells import SeedText, read_seed
from tests.policy.scratch import CHANGES, WORDS, Compiled, facts_of, make, open_scratch
from tests.transform.warehouse import TRANSFORM, current_file

_BEFORE, _AFTER = date(1, 1, 1), date(1, 1, 2)


@dataclass(frozen=True)
class Difference:
    """Two things compared, and the sentences that tell them apart."""

    title: str
    sentences: list[str]


def _compare(compiled: Compiled, facts: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Run the published comparison over any facts and any pairs of versions."""
    with open_scratch([]) as connection:
        for name, rows in (("fct_policy_facts", facts), ("int_policy_version_pairs", pairs)):
            connection.register("given", rows)
            connection.execute(f"create table {compiled.relation(name)} as from given")
        make(connection, compiled, [CHANGES])
        return connection.execute(
            f"from {compiled.relation(CHANGES)} order by policy_id, from_version, sort_order"
        ).pl()


def _sentences(found: pl.DataFrame) -> list[str]:
    """What changed, and after it which rules now ask for something else in the same words."""
    changed = found.filter(pl.col("change_code") == "changed", pl.col("rule_id").is_not_null())
    reworded = changed.filter(pl.col("fact_code") == "rule")["rule_id"]
    beside = changed.filter(~pl.col("fact_code").is_in(["clause", "reading", "needs", "notice"]))
    same = beside.filter(~pl.col("rule_id").is_in(reworded.implode()))
    return found["sentence"].to_list() + [
        f"The words of {rule_id} in rules.csv stayed as they were: see that they still say it."
        for rule_id in same["rule_id"].unique(maintain_order=True)
    ]


def _pairs(rows: list[tuple[str, date, date]]) -> pl.DataFrame:
    schema = {"policy_id": pl.String, "from_version": pl.Date, "to_version": pl.Date}
    return pl.DataFrame(rows, schema=schema, orient="row")


def say_day(day: date) -> str:
    """1 September 2027."""
    return f"{day.day} {day:%B %Y}"


def between_versions(
    compiled: Compiled, facts: pl.DataFrame, pairs: list[tuple[str, date, date]]
) -> Iterator[Difference]:
    """The differences between pairs of versions of one set of seeds."""
    found = _compare(compiled, facts, _pairs(pairs))
    for policy, before, after in pairs:
        mine = found.filter(
            pl.col("policy_id") == policy,
            pl.col("from_version") == before,
            pl.col("to_version") == after,
        )
        title = f"{policy}: from {say_day(before)} to {say_day(after)}"
        yield Difference(title, _sentences(mine))


def between_seeds(
    compiled: Compiled, before: pl.DataFrame, after: pl.DataFrame
) -> Iterator[Difference]:
    """What each version says now and did not before; a version that is new, or gone, is named as such."""

    def versions(facts: pl.DataFrame) -> set[tuple[str, date]]:
        return set(facts.select("policy_id", "valid_from").unique().iter_rows())

    def tagged(facts: pl.DataFrame, day: date) -> pl.DataFrame:
        key = pl.concat_str("policy_id", pl.lit(" "), pl.col("valid_from").cast(pl.String))
        return facts.with_columns(policy_id=key, valid_from=pl.lit(day, pl.Date))

    both = sorted(versions(before) & versions(after))
    pairs = _pairs([(f"{policy} {day}", _BEFORE, _AFTER) for policy, day in both])
    facts = pl.concat([tagged(before, _BEFORE), tagged(after, _AFTER)])
    found = _compare(compiled, facts, pairs)
    for policy, day in both:
        sentences = _sentences(found.filter(pl.col("policy_id") == f"{policy} {day}"))
        if sentences:
            yield Difference(f"{policy}, the version from {say_day(day)}", sentences)
    for policy, day in sorted(versions(after) - versions(before)):
        yield Difference(f"{policy}, the version from {say_day(day)}", ["This version is new."])
    for policy, day in sorted(versions(before) - versions(after)):
        yield Difference(f"{policy}, the version from {say_day(day)}", ["This version is gone."])


def facts_of_seeds(folder: Path, compiled: Compiled, now: list[SeedText]) -> pl.DataFrame:
    """The facts of the policy seeds in a folder, in the words of now: what the vocabulary calls a
    thing is no part of a policy, and a file that is not there is taken as it is now.
    """
    found = {path.name: path for path in folder.rglob("*.csv") if path.parent.name == "policy"}
    found = found or {path.name: path for path in folder.glob("*.csv")}
    texts = []
    for text in now:
        path = found.get(text.file.path.name)
        is_policy = text.file.path.parent.name == "policy"
        texts.append(read_seed(replace(text.file, path=path)) if path and is_policy else text)
    with open_scratch(texts) as connection:
        make(connection, compiled, WORDS)
        return facts_of(connection, compiled)


def facts_published(data: Path) -> pl.DataFrame:
    """The facts of the policies as a data folder has them published."""
    with duckdb.connect(str(current_file(data)), read_only=True) as connection:
        return connection.execute("from marts.fct_policy_facts").pl()


def committed_seeds(folder: Path) -> Path | None:
    """The seeds as last committed, laid out in a folder; None where there is no git to ask."""
    try:
        asked = subprocess.run(
            ["git", "archive", "HEAD", "seeds"], cwd=TRANSFORM, capture_output=True, check=False
        )
    except FileNotFoundError:
        return None
    if asked.returncode:
        return None
    with tarfile.open(fileobj=BytesIO(asked.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder / "seeds"
