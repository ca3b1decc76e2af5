"""A finished policy becomes a model: names of the school and the trust, people and contacts are taken out."""

from __future__ import annotations

import re
from collections import Counter

from ..document.flat import flat_text, replaced
from ..document.tree import Block, Inlines, Slot
from ..english import sentence
from .decisions import Question
from .names import Mention, NameFinder, core_of, expressions_for
from .naming import plain_words
from .sequences import map_sequences, sections, sequences
from .state import Import, Names

_POSSESSIVE = re.compile(r"['’]s\b")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(r"(?<![\w@./])(?:https?://|www\.)[^\s<>()\"”’]+[^\s<>()\"”’.,;:]")


def settle_names(work: Import) -> None:
    """Take the names of the school and the trust, of people and the contacts out of *work*."""
    for scope, names in (("trust", work.trust), ("school", work.school)):
        if names:
            _settle(scope, names, work)
    if work.school:
        _contacts(work, work.school)
    _people(work)


def _settle(scope: str, names: Names, work: Import) -> None:
    finder = NameFinder(names.name, names.known)
    texts = [flat_text(part) for part, _line in sequences(work.blocks)]
    abbreviation = finder.learn(texts)
    found = [mention for text in texts for mention in finder.mentions(text)]
    spellings = Counter(mention.spelling for mention in found)
    made = expressions_for(names.name, spellings, names.short_name or abbreviation)
    record = work.learned.school if scope == "school" else work.learned.trust
    record["name"] = names.name
    if names.short_name:
        record["short_name"] = names.short_name
    for spelling, expression in made.items():
        if expression == "short_name":
            record["short_name"] = spelling
    if scope == "trust":
        work.learned.names_trust = bool(spellings)
    else:
        work.learned.spellings += [s for s in spellings if s not in made]
    certain = _certain(found)
    done: list[Block] = []
    for heading, blocks in sections(work.blocks):
        where = title_without_names(flat_text(heading.children), work) if heading else ""

        def change(part: Inlines, line: int, where: str = where) -> Inlines:
            text = flat_text(part)
            pieces = [
                _piece(mention, text, line, scope, made, where, work)
                for mention in finder.mentions(text)
                if mention.sure or certain or _asked(mention, text, line, work)
            ]
            return replaced(part, pieces) if pieces else part

        done += map_sequences(blocks, change)
    work.blocks = tuple(done)


def _certain(found: list[Mention]) -> bool:
    """Say whether a name of one word is clearly used as a name: inside sentences, more than once."""
    return sum(mention.sure for mention in found if len(mention.spelling.split()) == 1) > 1


def _asked(mention: Mention, text: str, line: int, work: Import) -> bool:
    around = text[max(0, mention.start - 30) : mention.stop + 30]
    question = Question(
        "name", line, f"…{around}…", f"Is “{mention.spelling}” the name of the school here?",
        "an expression for the name", "left as it is",
    )  # fmt: skip
    return work.notebook.ask(question, around)


def _piece(
    mention: Mention,
    text: str,
    line: int,
    scope: str,
    made: dict[str, str],
    where: str,
    work: Import,
) -> tuple[int, int, Inlines]:
    """Return what takes the place of one *mention*; a possessive behind it asks for a slot."""
    expression = made.get(mention.spelling)
    possessive = _POSSESSIVE.match(text, mention.stop) is not None
    new: Inlines
    if expression in ("name", "short_name") and possessive and scope == "school":
        wording = (
            "[insert school name]" if expression == "name" else "[insert short name of the school]"
        )
        new, became = (Slot(wording, line=line),), wording
    elif expression:
        new, became = (work.expression(f"{scope}.{expression}"),), f"{{{{ {scope}.{expression} }}}}"
    else:
        name = _slot_name(mention, scope, where, work)
        new, became = (Slot(f"[insert {name}]", line=line),), f"[insert {name}]"
    work.notebook.note("name", line, mention.spelling, became)
    return mention.start, mention.stop, new


def _slot_name(mention: Mention, scope: str, where: str, work: Import) -> str:
    """Return the name of a slot for a spelling that no expression gives, and learn its answer."""
    place = " ".join(plain_words(re.sub("[:/,]", " ", where)).split()) or "the masthead"
    shouted = place.isupper() and len(place) > 5
    place = place.lower() if shouted else place[:1].lower() + place[1:]
    base = f"{scope} name in “{place}”"
    name, number = base, 1
    while work.learned.answers.get(name, mention.spelling) != mention.spelling:
        number += 1
        name = f"{base} ({number})"
    work.learned.answers[name] = mention.spelling
    work.slots[name] = f"{scope}.short_name"
    return name


def _contacts(work: Import, names: Names) -> None:
    """Take out the email address and the website of the school: those whose host has its name in it."""
    core = re.sub(r"[^a-z]", "", "".join(core_of(names.name)[-2:]).casefold())
    if len(core) < 4:
        return

    def change(part: Inlines, line: int) -> Inlines:
        text = flat_text(part)
        pieces: list[tuple[int, int, Inlines]] = []
        for field, pattern in (("email", _EMAIL), ("website", _WEB)):
            for match in pattern.finditer(text):
                host = match.group().rpartition("@")[2].casefold()
                known = work.learned.school.get(field)
                if core not in re.sub(r"[^a-z]", "", host) or known not in (None, match.group()):
                    continue
                if any(
                    start < match.end() and match.start() < stop for start, stop, _new in pieces
                ):
                    continue
                if field == "website" and not match.group().startswith("http"):
                    continue
                work.learned.school[field] = match.group()
                pieces.append((*match.span(), (work.expression(f"school.{field}"),)))
                work.notebook.note("name", line, match.group(), f"{{{{ school.{field} }}}}")
        return replaced(part, pieces) if pieces else part

    work.blocks = map_sequences(work.blocks, change)


def _people(work: Import) -> None:
    """Take out the names of people that document control or a table has told."""
    known = {
        fields["name"]: role
        for role, fields in work.learned.people.items()
        if len(fields.get("name", "").split()) > 1
    }
    if not known:
        return
    names = sorted(known, key=lambda name: (-len(name), name))
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names))

    def change(part: Inlines, line: int) -> Inlines:
        pieces: list[tuple[int, int, Inlines]] = []
        for match in pattern.finditer(flat_text(part)):
            expression = f"people.{known[match.group()]}.name"
            pieces.append((*match.span(), (work.expression(expression),)))
            work.notebook.note("person", line, match.group(), f"{{{{ {expression} }}}}")
        return replaced(part, pieces) if pieces else part

    work.blocks = map_sequences(work.blocks, change)


def title_without_names(title: str, work: Import) -> str:
    """Return the *title* for the front matter, where no expression can stand: without the school's name."""
    for names in (work.school, work.trust):
        if names:
            for mention in reversed(NameFinder(names.name, names.known).mentions(title)):
                title = title[: mention.start] + title[mention.stop :]
    title = re.sub(r"\[[^\]]*\]|<[^>]*>|\{[^}]*\}", "", title)
    return sentence(" ".join(re.sub(r"\s+['’]s\b", "", title).split()).strip(" :–-,"))
