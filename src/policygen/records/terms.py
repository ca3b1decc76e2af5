"""The words that differ from school to school, and what they are when a school does not say."""

from __future__ import annotations

from collections.abc import Mapping

#: Term -> its form in the middle of a sentence. A trust's ``defaults`` and a profile say otherwise.
DEFAULT_TERMS: Mapping[str, str] = {
    "pupils": "pupils",
    "school": "school",
    "headteacher": "headteacher",
    "deputy_headteacher": "deputy headteacher",
    "governing_body": "governing body",
    "governors": "governors",
    "chair_of_governors": "chair of governors",
    "clerk": "clerk to the governors",
    "parents": "parents and carers",
    "parent": "parent or carer",
    "senior_team": "senior leadership team",
    "class_teacher": "class teacher",
    "senco": "special educational needs co-ordinator",
    "dsl": "designated safeguarding lead",
    "dpo": "data protection officer",
    "lado": "local authority designated officer",
    "local_authority": "local authority",
}
_IRREGULAR = {"children": "child", "young people": "young person"}


def all_terms(given: Mapping[str, str]) -> dict[str, str]:
    """Return the terms of a school: those *given*, the defaults, and ``pupil`` derived from ``pupils``.

    ``pupil`` is the plural without its last *s* (``students``: ``student``), the known singular
    (``children``: ``child``), or absent when neither helps. When only ``parents`` is given, ``parent``
    is derived in the same way where that gives one word for one, and else keeps its default.
    """
    terms = {**DEFAULT_TERMS, **given}
    for plural, singular in (("pupils", "pupil"), ("parents", "parent")):
        word = singular_of(terms[plural])
        if singular not in given and word and (plural in given or singular not in DEFAULT_TERMS):
            terms[singular] = word
    return terms


def singular_of(plural: str) -> str:
    """Return the singular of a plural term, or ``""`` when it cannot be told.

    >>> singular_of("students"), singular_of("school children"), singular_of("parents and carers")
    ('student', 'school child', '')
    """
    words = plural.casefold()
    for many, one in _IRREGULAR.items():
        if words == many or words.endswith(" " + many):
            start = len(plural) - len(many)
            return plural[:start] + (one.capitalize() if plural[start].isupper() else one)
    if " and " in words or "/" in words or not words.endswith("s") or words.endswith("ss"):
        return ""
    return plural[:-3] + "y" if words.endswith("ies") else plural[:-1]
