"""Roles: the words that policies have for who does what, and the roles of a profile that they mean."""

from __future__ import annotations

import re

from ..english import fold_key
from ..records.names import suggest_word
from ..records.terms import DEFAULT_TERMS

#: Other words for the roles and terms of a profile.
_SAME = {
    "head": "headteacher",
    "head teacher": "headteacher",
    "principal": "headteacher",
    "executive headteacher": "headteacher",
    "head of school": "headteacher",
    "chair": "chair_of_governors",
    "chair of the governing body": "chair_of_governors",
    "chair of governing body": "chair_of_governors",
    "chair of the governors": "chair_of_governors",
    "chair of trustees": "chair_of_governors",
    "chair of the local governing body": "chair_of_governors",
    "designated safeguarding lead (dsl)": "dsl",
    "designated safeguarding lead": "dsl",
    "deputy designated safeguarding lead": "deputy_dsl",
    "deputy dsl": "deputy_dsl",
    "data protection officer (dpo)": "dpo",
    "sendco": "senco",
    "senco": "senco",
    "deputy head": "deputy_headteacher",
    "clerk": "clerk",
}


def role_of(title: str) -> str:
    """Return the role of a profile that *title* names: a usual one, or one made of its words."""
    bare = fold_key(re.sub(r"^(?:the|our)\s+", "", title.strip(" :.*"), flags=re.IGNORECASE))
    if bare in _SAME:
        return _SAME[bare]
    for role, term in DEFAULT_TERMS.items():
        if bare in (fold_key(term), role.replace("_", " ")):
            return role
    return suggest_word(re.sub(r"\(.*?\)", "", bare)[:60])


def is_usual(role: str) -> bool:
    """Say whether *role* is one that profiles usually have."""
    return role in DEFAULT_TERMS or role in _SAME.values()
