"""What is to be tried: the choices, and the values of a rule in a form that is applied at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard.components.choices import choose, write
from dashboard.scenario import STAFF
from dashboard.view_models import what_if_address as address
from dashboard.view_models.days import say_count
from dashboard.view_models.vocabulary import Vocabulary
from dashboard.view_models.what_if_address import POLICY, RULE, Asked

Row = Mapping[str, Any]
_UNITS = {"day": "days", "week": "weeks", "month": "calendar months"}
_FORGET = (*address.VALUES, *address.LISTS, "of")

#: A format that nobody recognises: no policy could count it.
UNKNOWN = "unmapped"


def choose_what(asked: Asked, policies: Sequence[Row], rules: Sequence[Row]) -> None:
    """What is tried on whom; each choice goes to the address at once."""
    names = {row["policy_id"]: row["policy_label"] for row in policies}
    here = asked.policy["policy_id"] if asked.policy else ""
    left, middle, right = st.columns(3)
    with left:
        choose(
            "Try", "try", address.KINDS, RULE, forget=("instead", "rule", *_FORGET), is_told=True
        )
    with middle:
        label = "Those held to" if asked.kind == POLICY else "Policy"
        choose(label, "policy", names, here, forget=("instead", "rule", *_FORGET), is_told=True)
    with right:
        if asked.kind == POLICY:
            others = {name: label for name, label in names.items() if name != here}
            offered = {"": "Choose a policy", **others}
            choose("As if held to", "instead", offered, "", forget=_FORGET, is_told=True)
            return
        mine = {row["rule_id"]: row["rule_label"] for row in rules if row["policy_id"] == here}
        offered = {**mine, address.WHOLE_POLICY: "The whole policy: tolerance and long absences"}
        choose("Rule", "rule", offered, next(iter(offered)), forget=_FORGET, is_told=True)


def draw_form(asked: Asked, words: Vocabulary) -> None:
    """The values of the rule, or of the policy, as they stand or are being tried."""
    policy, rule = asked.policy or {}, asked.rule
    fields = _Fields(asked.parameters)
    told = rule if rule is not None else policy
    with st.form(f"{fields.key}_form"):
        if rule is not None:
            fields.draw_steps(rule)
        if rule is not None and rule["obligation_type"] == STAFF:
            fields.draw_formats(rule, words)
        left, right = st.columns(2)
        with left:
            label = "Days of tolerance after the due date"
            fields.draw_days(label, "tolerance", told["tolerance_days"])
        if rule is None or rule["obligation_type"] == STAFF:
            with right:
                label = "Days of absence that stop the clock, for the whole policy"
                fields.draw_days(label, "absence", policy["absence_min_days"])
        st.form_submit_button("Apply", on_click=fields.apply)


@dataclass
class _Fields:
    """The fields of the form. `now` is what the address tries; a new address is a new form."""

    now: Mapping[str, str]

    def __post_init__(self) -> None:
        told = "&".join(f"{name}={value}" for name, value in self.now.items())
        self.key = f"what_if_{told}"
        self.drawn: dict[str, tuple[str, ...]] = {}
        self.stands: dict[str, str] = {}
        self.formats: dict[str, str] = {}

    def apply(self) -> None:
        """Put what the form changes in the address; there it is read, and refused if it must be."""
        told: dict[str, str | None] = {name: self.now.get(name) for name in ("policy", "rule")}
        for name, keys in self.drawn.items():
            parts = [st.session_state[key] for key in keys]
            told[name] = "-".join(str(part) for part in parts)
            if name == "counts":
                counted = (self.formats[key] for key in keys if st.session_state[key])
                told[name] = ",".join(sorted(counted))
            if told[name] == self.stands[name]:
                told[name] = None
        write(told, forget=(*address.VALUES, *address.LISTS, "try"))

    def draw_steps(self, rule: Row) -> None:
        """The interval of each step and, from the second on, when it begins."""
        for step in rule["steps"]:
            number = step["step_number"]
            label = "Every" if len(rule["steps"]) == 1 else f"Step {number}: every"
            columns = st.columns(4)
            stands = (step["interval_count"], step["interval_unit"])
            self._draw_span(columns[:2], f"every{number}", label, stands)
            if number > 1:
                stands = (step["step_from_count"], step["step_from_unit"])
                label = f"Step {number} begins after"
                self._draw_span(columns[2:], f"begins{number}", label, stands)

    def _draw_span(
        self, columns: Sequence[Any], name: str, label: str, stands: tuple[int, str]
    ) -> None:
        self.stands[name] = f"{stands[0]}-{stands[1]}"
        told = self.now.get(name, self.stands[name]).split("-")
        self.drawn[name] = (f"{self.key}_{name}", f"{self.key}_{name}_unit")
        help_text = f"As it stands: {say_count(*stands)}."
        most, units = max(address.UNITS.values()), list(_UNITS)
        with columns[0]:
            st.number_input(label, 1, most, int(told[0]), key=self.drawn[name][0], help=help_text)
        with columns[1]:
            st.selectbox(
                f"{label}: unit",
                units,
                units.index(told[1]),
                key=self.drawn[name][1],
                format_func=lambda unit: _UNITS[unit],
            )

    def draw_formats(self, rule: Row, words: Vocabulary) -> None:
        """The kinds of session that count."""
        known = [word for word in words.words("session_format") if word.code != UNKNOWN]
        told = self.now["counts"].split(",") if "counts" in self.now else rule["formats"]
        self.stands["counts"] = ",".join(sorted(rule["formats"]))
        self.formats = {f"{self.key}_counts_{word.code}": word.code for word in known}
        self.drawn["counts"] = tuple(self.formats)
        st.markdown("Sessions that count")
        columns = st.columns(3)
        for place, (key, word) in enumerate(zip(self.formats, known, strict=True)):
            with columns[place % 3]:
                st.checkbox(word.label, word.code in told, key=key)

    def draw_days(self, label: str, name: str, stands: int) -> None:
        """A number of days, of tolerance or of absence."""
        least, most = address.DAYS[name]
        self.drawn[name] = (f"{self.key}_{name}",)
        self.stands[name] = str(stands)
        value, help_text = int(self.now.get(name, stands)), f"As it stands: {stands}."
        st.number_input(label, least, most, value, key=self.drawn[name][0], help=help_text)
