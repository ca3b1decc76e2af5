"""The words that unfinished text is made of: what people are asked to do, and what they are asked for."""

from __future__ import annotations

import re

from ...english import fold_key

#: Verbs that ask for words, at the beginning of a slot.
ASKING = (
    r"(?:please\s+)?(?:insert|enter|add|type(?:\s+in)?|state|specify|give|fill\s+in|complete|provide"
    r"|name\s+(?=your|the\s+person)|write(?:\s+in)?|put|include|confirm|supply|input|set\s+out"
    r"|click(?:\s+or\s+tap)?(?:\s+here)?\s+to\s+(?:enter|add|insert)|choose\s+an?\b|select)"
)
#: Who is told to do so: "Setting to insert both the purposes…".
WHO = (
    r"(?:your\s+|the\s+|each\s+|all\s+|individual\s+)?(?:settings?|schools?|academ(?:y|ies)|trusts?|colleges?"
    r"|nurser(?:y|ies)|providers?|governors|headteachers?|institutions?)"
    r"\s+(?:to|should|must|may|need\s+to|needs\s+to|will\s+need\s+to)\s+"
)
_NOUNS = """
    name names date dates day month year time period term school academy trust setting college nursery address
    addresses email e-mail telephone phone tel fax number numbers title titles role roles post position person
    contact contacts details location place room website link url page logo crest motto amount sum figure fee
    price cost percentage frequency headteacher principal governor governors body chair board committee dsl
    senco sendco dpo sbm lado lead leader officer manager coordinator co-ordinator authority council diocese
    provider organisation company department version reference ref signature responsibilities arrangements
    procedure procedures information description system software town county city postcode teacher group
    subject range age ages deadline initials surname forename owner approver author reviewer hours
"""
NOUNS = frozenset(_NOUNS.split())
_FREQUENCIES = """
    quarterly annual annually termly monthly weekly biennially biennial yearly half-termly fortnightly daily
"""
FREQUENCIES = frozenset(_FREQUENCIES.split())
_WORD = re.compile(r"[A-Za-z][\w'’-]*")

#: What stands in brackets in finished text: quotations, citations, check boxes.
_IN_FINISHED = """
    sic recte ibid ibid. op. cit. et al. online accessed available x emphasis original nd n.d. ed. eds. trans. s
    es ren important confidential warning closed redacted signed footnote note
"""
_FINISHED = frozenset(_IN_FINISHED.split())
_CITATION = re.compile(
    r"(?:[\d\s,;.:/–-]+[a-z]?|[ivxlc]{1,6}|\W*"
    r"|(?:p|pp|para|paras|s|ss|c|v|vol|no|art|fig|ch)\.?\s*\d.*|[A-Z]{2,8}\s*\d.*|.*\b(?:1[6-9]|20)\d\d\)?"
    r"|(?:accessed|available|retrieved|online|last accessed)\b.*|(?:my|our|own|with)?\s*(?:emphasis|italics)\b.*"
    r"|[a-z]\)?|\d+(?:st|nd|rd|th))",
    re.IGNORECASE,
)


def is_finished(inside: str) -> bool:
    """Say whether the *inside* of square brackets is what finished text holds: ``[sic]``, ``[2019]``."""
    bare = inside.strip()
    return fold_key(bare) in _FINISHED or _CITATION.fullmatch(bare) is not None


def words_of(text: str) -> list[str]:
    """Return the words of *text* in lower case."""
    return [word.casefold() for word in _WORD.findall(text)]


def names_something(text: str) -> bool:
    """Say whether *text* holds a word for what slots ask for."""
    return any(word in NOUNS or word.removesuffix("s") in NOUNS for word in words_of(text))
