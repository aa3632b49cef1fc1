"""How a policy stands against the national floor for NQSWs, ask by ask."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_count
from dashboard.view_models.grammar import noun
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells
from dashboard.view_models.tones import badge
from dashboard.view_models.vocabulary import Vocabulary, Word

Row = Mapping[str, Any]


def _standing(word: Word, count: int) -> str:
    """The word after its number: one says nothing, two say nothing."""
    told = word.label.lower()
    return told.replace("says", "say") if count > 1 else told


def say_standing(asks: Sequence[Row], words: Vocabulary) -> str:
    """How many of the floor's asks stand how, and how many NQSWs are held to the policy."""
    counts = Counter(row["standing_code"] for row in asks)
    told = ", ".join(
        f"{counts[word.code]} {_standing(word, counts[word.code])}"
        for word in words.words("floor_standing")
        if counts[word.code]
    )
    told = f"Of {say_count(len(asks), 'thing')} the floor asks for: {told}."
    nqsw_count = asks[0]["nqsw_count"]
    if not nqsw_count:
        return f"{told} No NQSW is held to this policy here."
    return (
        f"{told} **{say_count(nqsw_count, 'NQSW')}** {noun(nqsw_count, 'is', 'are')} held to this "
        f"policy here, and the floor is owed to {noun(nqsw_count, 'them', 'each of them')} "
        "whatever the policy says."
    )


@once
def ask_rows(asks: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """One thing the floor asks a row: what it says, what this policy says, how the two stand."""
    listed = []
    for row in asks:
        floor = links.to("policy", policy=row["floor_policy_id"], rule=row["floor_rule_id"])
        own = links.to("policy", policy=row["policy_id"], rule=row["rule_id"])
        said = plain(row["policy_words"]) if row["policy_words"] else "nothing"
        listed.append(
            {
                "The floor asks": link(plain(row["ask_label"]), floor)
                + f"  \n:small[{plain(row['floor_clause'] or '')}]",
                "It says": plain(row["floor_words"] or "–"),
                "This policy says": (link(said, own) if row["rule_id"] else said)
                + (f"  \n:small[{plain(row['clause'])}]" if row["clause"] else ""),
                "So it is": badge(words.word("floor_standing", row["standing_code"])),
            }
        )
    return listed
