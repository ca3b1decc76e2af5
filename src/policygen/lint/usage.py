"""Rules over what records hold and models ask for: what nobody answers, and what nobody asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..errors import did_you_mean
from ..findings import SlotUse
from ..records.school import register_path
from ..records.terms import DEFAULT_TERMS
from ..root import MARK
from .rule import Said, survey_rule
from .survey import Survey

#: What open expressions are called; a slot has words.
_EXPRESSIONS = ("review.", "people.", "school.", "trust.", "terms.", "facts.")


@survey_rule("slot-unanswered")
def slot_unanswered(survey: Survey) -> Iterator[Said]:
    """No school answers a slot.

    Several schools have the policy and all of them leave the same slot open. Perhaps it belongs in the
    trust's defaults, has another name in the records, or is no longer wanted.
    """
    if not survey.whole:
        return
    by_key: dict[tuple[str, str], list[tuple[str, SlotUse]]] = defaultdict(list)
    for (school, policy), uses in survey.slots.items():
        for key in dict.fromkeys(use.key for use in uses):
            first = next(use for use in uses if use.key == key)
            by_key[policy, key].append((school, first))
    for (policy, key), asked in by_key.items():
        first = asked[0][1]
        is_slot = first.wording.lower().startswith(("[insert", "[choose"))
        if len(asked) < 2 or not is_slot or key.startswith(_EXPRESSIONS):
            continue
        if all(use.open and not use.value for _school, use in asked):
            file = survey.policies[policy].file
            message = f"none of the {len(asked)} schools answers “{key}”"
            hint = f"answer it under defaults: answers: in {MARK}, or take the slot out of {file}"
            yield Said(first.place, message, hint, policy=policy)


@survey_rule("answer-unused")
def answer_unused(survey: Survey) -> Iterator[Said]:
    """A record answers a slot that no model asks.

    The slot was renamed or taken out, or the answer is misspelt and the slot is open: the hint gives the
    nearest slot.
    """
    if not survey.whole:
        return
    everywhere = sorted({key for keys in survey.asked.slots.values() for key in keys})
    for file, path in _answers(survey):
        for entry in survey.places.keys(file, *path):
            if not survey.asked.slot_anywhere(entry.text):
                message = f"no model asks for “{entry.text}”"
                hint = did_you_mean(entry.text, everywhere, "take it out, or correct its key")
                yield Said(entry.place, message, hint, _school_of(file))
    for school in survey.schools.values():
        file = register_path(school.id)
        for policy in school.register.policies:
            known = survey.asked.slots.get(policy, frozenset())
            for entry in survey.places.keys(file, policy, "answers"):
                if " ".join(entry.text.replace("’", "'").casefold().split()) not in known:
                    message = f"the model “{policy}” does not ask for “{entry.text}”"
                    hint = did_you_mean(entry.text, known, "take it out, or correct its key")
                    yield Said(entry.place, message, hint, school.id, policy)


def _answers(survey: Survey) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield MARK, ("defaults", "answers")
    for school in survey.schools:
        yield f"schools/{school}/profile.yaml", ("answers",)


def _school_of(file: str) -> str:
    return file.split("/")[1] if file.startswith("schools/") else ""


@survey_rule("key-unused")
def key_unused(survey: Survey) -> Iterator[Said]:
    """A fact, term or person that no model uses.

    It was meant for a template that spells it in another way, or it can go. A usual term (`headteacher`,
    `dsl`…) may be given without being used: checks go by it.
    """
    if not survey.whole:
        return
    files = [(MARK, ("defaults",)), *((f"schools/{s}/profile.yaml", ()) for s in survey.schools)]
    for file, path in files:
        for scope in ("facts", "terms", "people"):
            for entry in survey.places.keys(file, *path, scope):
                if _is_used(survey, scope, entry.text):
                    continue
                known = [
                    n.partition(".")[2] for n in survey.asked.names if n.startswith(f"{scope}.")
                ]
                hint = did_you_mean(entry.text, known, "take it out, or use it in a model")
                message = f"no model uses {scope}.{entry.text}"
                yield Said(entry.place, message, hint, _school_of(file))


def _is_used(survey: Survey, scope: str, key: str) -> bool:
    if survey.asked.has(scope, key):
        return True
    if scope == "terms":
        derived = {"pupils": "pupil", "parents": "parent"}.get(key, "")
        return key in DEFAULT_TERMS or (bool(derived) and survey.asked.has(scope, derived))
    return False
