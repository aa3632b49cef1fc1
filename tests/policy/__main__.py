"""`python -m tests.policy`: check the seeds, and say in words what changed in them.

Nothing of a council is needed. Every problem is told at once, with its file, row and column and what to do.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import date
from pathlib import Path

import polars as pl

from tests.policy.cells import Problem, SeedText, check_cells, read_seed, seed_files
from tests.policy.differences import (
    Difference,
    between_seeds,
    between_versions,
    committed_seeds,
    facts_of_seeds,
    facts_published,
)
from tests.policy.examples import hold_examples
from tests.policy.restate import restate
from tests.policy.scratch import (
    WORDS,
    Compiled,
    CompileError,
    facts_of,
    find_problems,
    make,
    open_scratch,
)
from tests.transform.warehouse import TRANSFORM

Pair = tuple[str, date, date]


def _arguments(given: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make policy", description=__doc__)
    parser.add_argument("--policy", default="", help="one policy_id; all where it is not given")
    parser.add_argument("--from", dest="since", default="", help="the day a version begins")
    parser.add_argument("--to", dest="until", default="", help="the day a later version begins")
    parser.add_argument("--against", default="", help="a folder of seeds, or a data folder")
    parser.add_argument("--project", type=Path, default=TRANSFORM, help="another dbt project")
    parser.add_argument("--restate", default="", help="the day a new version begins: copy the last")
    parser.add_argument("--label", default="A new version", help="what to call it")
    parser.add_argument("--examples", action="store_true", help="run the worked examples too")
    return parser.parse_args(given)


def _versions(facts: pl.DataFrame, policy: str) -> dict[str, list[date]]:
    """Each policy's versions in order."""
    mine = facts.filter(pl.col("policy_id") == policy) if policy else facts
    found = mine.group_by("policy_id").agg(pl.col("valid_from").unique().sort())
    return dict(sorted(found.iter_rows()))


def _chosen_pairs(facts: pl.DataFrame, asked: argparse.Namespace) -> list[Pair]:
    """The pairs of versions asked for; without a day, the last two of every policy that has two.

    Raises ValueError, saying what there is, where what is asked for is not there.
    """
    versions = _versions(facts, asked.policy)
    if asked.policy and not versions:
        known = ", ".join(_versions(facts, ""))
        raise ValueError(f"There is no policy {asked.policy}. There are: {known}.")
    pairs = []
    for policy, days in versions.items():
        told = {str(day): day for day in days}
        missing = [day for day in (asked.since, asked.until) if day and day not in told]
        if missing and asked.policy:
            raise ValueError(
                f"{policy} has no version from {missing[0]}. It has: {', '.join(told)}."
            )
        if missing or (len(days) < 2 and not asked.since):
            continue
        until = told[asked.until] if asked.until else days[-1]
        earlier = [day for day in days if day < until]
        since = told[asked.since] if asked.since else (earlier[-1] if earlier else None)
        if since is not None and since != until:
            pairs.append((policy, since, until))
    if not pairs and (asked.since or asked.until):
        raise ValueError("No policy has two such versions. A day is written as 2027-09-01.")
    return pairs


def _print_problems(problems: list[Problem]) -> None:
    for problem in sorted(set(problems)):
        print(problem.sentence())
    count = len(set(problems))
    print(f"\n{count} {'problem' if count == 1 else 'problems'} in the seeds.")


def _print_differences(heading: str, found: list[Difference], none: str) -> None:
    print(f"\n{heading}")
    for difference in found:
        print(f"  {difference.title}")
        for sentence in difference.sentences or ["Nothing is different."]:
            print(f"    - {sentence}")
    if not found:
        print(f"  {none}")


def _say_what_changed(
    compiled: Compiled, facts: pl.DataFrame, texts: list[SeedText], asked: argparse.Namespace
) -> None:
    """Against the folder asked for, or else what was last committed."""
    with tempfile.TemporaryDirectory() as name:
        if asked.against:
            folder, what = Path(asked.against), asked.against
        else:
            committed = committed_seeds(Path(name))
            if committed is None:
                return
            folder, what = committed, "what was last committed"
        if not folder.exists():
            raise ValueError(f"There is no folder {folder}.")
        if (folder / "warehouse" / "current.json").exists():
            before = facts_published(folder)
        else:
            before = facts_of_seeds(folder, compiled, texts)
    found = list(between_seeds(compiled, before, facts))
    _print_differences(f"Different from {what}:", found, "Nothing.")


def _restate(asked: argparse.Namespace) -> int:
    """Begin a new version of a policy as a copy of the one before it."""
    try:
        added = restate(asked.project / "seeds", asked.policy, asked.restate, asked.label)
    except ValueError as error:
        print(f"{error} A day is written as 2027-09-01.")
        return 2
    for file, rows in added.items():
        print(f"{rows:4} {'row' if rows == 1 else 'rows'} added at the end of {file}")
    print("Now change what is different in those rows, and run make policy.")
    return 0


def main(given: list[str] | None = None) -> int:
    """0 when the seeds hang together."""
    asked = _arguments(given)
    if asked.restate:
        return _restate(asked)
    texts = [read_seed(seed) for seed in seed_files(asked.project / "seeds")]
    problems = [problem for text in texts for problem in check_cells(text)]
    try:
        compiled = Compiled(asked.project)
    except CompileError as error:
        print(error)
        return 1
    with open_scratch(texts) as connection:
        make(connection, compiled, WORDS)
        problems += find_problems(connection, compiled, texts)
        facts = facts_of(connection, compiled)
    if problems:
        _print_problems(problems)
        return 1
    rules = facts["rule_id"].n_unique() - 1
    print(f"The seeds hang together: {facts['policy_id'].n_unique()} policies, {rules} rules.")
    try:
        pairs = _chosen_pairs(facts, asked)
        found = list(between_versions(compiled, facts, pairs))
        _print_differences("Between versions:", found, "No policy has two versions.")
        _say_what_changed(compiled, facts, texts, asked)
    except ValueError as error:
        print(error)
        return 2
    return hold_examples(asked.project) if asked.examples else 0


if __name__ == "__main__":
    sys.exit(main())
