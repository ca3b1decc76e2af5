"""The making of one edition: values into the skeleton, records into blocks, numbers, properties."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from .answering import Answering
from .approved_text import is_live
from .assembling import Material, assemble
from .control import ControlRow, usual_rows
from .document import filling, numbering, sections
from .document.depth import too_deep
from .document.filling import Filled, FilledBlocks, Filling, Unfilled
from .document.properties import Picture, Properties
from .document.readers import markdown
from .document.tree import (
    Blocks,
    Document,
    Heading,
    Image,
    Inline,
    Inlines,
    Reference,
    Slot,
    Text,
    Title,
    Value,
)
from .document.walk import iter_blocks, iter_inlines, iter_own_inlines, kinds_in, merge
from .document.wording import Wanted, is_well_formed
from .edition import crest_of, properties_of, said_outside
from .english import is_slot_text
from .errors import InputError, Place, did_you_mean
from .findings import Findings, described, open_hint, slot_key
from .model import Model
from .records.review import Review
from .records.school import School, register_path
from .records.trust import Trust
from .skeleton import Skeleton
from .template.budget import BUDGET, TooMuch, too_much
from .template.expansion import Expansion, Expression, Template
from .template.names import Open, Parsed, Printed


@dataclass(frozen=True, slots=True)
class Setting:
    """The records that one edition is made from, and what their workspace lends."""

    trust: Trust
    school: School
    model: Model
    review: Review
    answering: Answering
    usual_row: Callable[[str], Expression]
    find: Callable[[str, str], Place]
    picture: Callable[[str], Picture | str]
    pictures: Iterable[str]

    @property
    def names(self) -> Mapping[str, Any]:
        """The names that the template sees."""
        return self.answering.names


#: In the place of a value that only a drafting note prints.
_NOT_SHOWN = Filled("")


class Composition:
    """One edition in the making; *findings* collects what is wrong on the way."""

    def __init__(
        self, setting: Setting, findings: Findings, live: tuple[str, ...] | None = None
    ) -> None:
        """With *live* the approved form is made: live values as their source, no document control."""
        self.live = live
        self.setting = setting
        self.policy = setting.model.policy
        self.school = setting.school
        self.findings = findings

    def document(self, expansion: Expansion, skeleton: Skeleton) -> Document:
        """Return the finished document; a published one is without notes."""
        findings = self.findings
        findings.report(skeleton.problems)
        text = skeleton.blocks if findings.draft else skeleton.published
        holes = [
            self.filling(printed) if findings.draft or number in skeleton.holes else _NOT_SHOWN
            for number, printed in enumerate(expansion.printed)
        ]
        blocks, problems = filling.fill(text, holes, self.slot)
        findings.report(problems)
        blocks = assemble(blocks, self.material())
        answered = {k for f in holes if isinstance(f, FilledBlocks) for k in f.kinds}
        kinds = skeleton.kinds | answered
        if answered:  # of which the skeleton does not know
            findings.report((*too_deep(blocks), *sections.check_references(blocks)))
        refers = Reference in kinds
        blocks = numbering.number(blocks, self.policy.numbering, refers=refers)  # type: ignore[arg-type]
        pictures = self.pictures(blocks) if Image in kinds else ()
        return Document(blocks, self.properties(pictures))

    # --- values ----------------------------------------------------------------------------------

    def filling(self, printed: Printed) -> Filling:
        """Return what goes into the hole of *printed*."""
        value = printed.value
        if self.live is not None:
            source = value.text.source if isinstance(value, Parsed) else value.source
            if is_live(source, self.live):
                return Filled(f"{{{source}}}", source)
        if isinstance(value, Open):
            wording = f"[insert {described(value.source)}]"
            hint = open_hint(value, self.school.id)
            self.findings.open(printed.place, wording, slot_key(value.source), hint)
            return Unfilled(wording, hint)
        text = value.text if isinstance(value, Parsed) else value
        source = text.source or printed.expression
        if is_slot_text(text):
            self.findings.placeholder(printed.place, text, source)
            return Unfilled(text, "the record still holds this placeholder")
        return (
            self.parsed(text, printed) if isinstance(value, Parsed) else Filled(str(text), source)
        )

    def parsed(self, text: str, printed: Printed) -> FilledBlocks:
        """Return an answer read as Markdown, on its own; it may not hold headings."""
        reading = markdown.read(text)
        blocks = list(iter_blocks(reading.blocks))
        led = (filling.wrong_links(iter_own_inlines(b), b.line) for b in blocks)
        for problem in chain(reading.problems, *led):
            where = f"in the answer for {printed.expression}, line {problem.line}"
            message = f"{where}: {problem.message}"
            self.findings.say(printed.place, problem.code, message, problem.hint, problem.severity)
        if any(isinstance(b, Heading | Title) for b in blocks):
            message = f"the answer for {printed.expression} holds a heading"
            hint = "an answer has paragraphs and lists; headings belong to the model"
            self.findings.say(printed.place, "answer-heading", message, hint)
        return FilledBlocks(reading.blocks, kinds_in(reading.blocks))

    def slot(self, slot: Slot, wanted: Wanted) -> Filled | Unfilled:
        """Return the value of a slot of the text, or why it stays open."""
        if not is_well_formed(slot.wording):  # which is reported already
            return Unfilled(slot.wording)
        place = self.findings.place(slot.line, slot.wording, next_one=True)
        answering = self.setting.answering
        answer = answering.answer(wanted.key)
        if self.live is not None and is_live(answer.value.source, self.live):
            return Filled(f"{{{answer.value.source}}}", answer.value.source)
        if isinstance(answer.value, Open):
            hint = answering.hint(wanted, self.school.id)
            self.findings.open(place, slot.wording, wanted.key, hint)
            return Unfilled(slot.wording, answering.asks(wanted))
        if is_slot_text(answer.value):
            self.findings.placeholder(place, answer.value, answer.source, wanted.key)
            return Unfilled(str(answer.value), answering.asks(wanted))
        chosen = answering.chosen(wanted, answer.value)
        if chosen is None:
            choices = answering.choices(wanted)
            self.findings.not_a_choice(place, slot.wording, wanted.key, answer.value, choices)
            return Unfilled(slot.wording, answering.asks(wanted))
        self.charge(place, len(chosen))
        self.findings.filled(slot.wording, wanted.key, chosen, answer.source, place)
        return Filled(chosen, answer.value.source)

    def material(self) -> Material:
        """Return what the blocks made from records need."""
        review = self.setting.review
        return Material(
            self.policy, self.school.profile, review, self.control_rows, self.open_made, self.made
        )

    def made(self, characters: int, line: int) -> None:
        """Charge a block made from records for *line*, so that a text cannot ask for one without end."""
        self.charge(self.findings.place(line), characters)

    def charge(self, place: Place, characters: int) -> None:
        """Charge what goes into the edition at *place*.

        :raises InputError: when that is more than one edition may be made from.
        """
        try:
            self.setting.names[BUDGET].text(characters)
        except TooMuch:
            raise InputError(too_much(place)) from None

    def open_made(self, made: Slot | Value, line: int) -> None:
        """Report a slot, or a value that still is one, in a block made from records."""
        if isinstance(made, Slot):
            place = self.findings.place(line, "[insert")
            self.findings.open(place, made.wording, made.hint.partition(" ")[0], made.hint)
        else:
            self.placeholder(made.text, made.source)

    def placeholder(self, text: str, source: str) -> None:
        """Report a text of a record that still is a slot, at its place in the record's file."""
        school = self.school.id
        file = {
            "trust": "trust.yaml",
            "policy": self.policy.file,
            "review": register_path(school),
        }.get(source.partition(".")[0], f"schools/{school}/profile.yaml")
        self.findings.placeholder(self.setting.find(file, text), text, source)

    # --- document control ------------------------------------------------------------------------

    def control_rows(self) -> tuple[ControlRow, ...]:
        """Return the rows of document control: the template's own, or the usual ones."""
        if self.live is not None:
            return ()
        own = self.setting.model.rows
        if own is not None:
            return tuple(ControlRow(self.row_label(label), self.row_value(e)) for label, e in own)
        return tuple(
            ControlRow((Text(label),), self.row_value(self.setting.usual_row(text)))
            for label, text in usual_rows(self.setting.review)
        )

    def row_label(self, label: Template) -> Inlines:
        pieces = label.pieces(self.setting.names)
        for piece in pieces:
            if isinstance(piece, str) and is_slot_text(piece):
                message = f"a slot stands in the label “{piece}”, which is printed to the letter"
                hint = "write a value as {{ … }}, such as {{ school.name }}"
                self.findings.say(label.source.place(1), "slot-hidden", message, hint)
        return merge(Text(p) if isinstance(p, str) else self.inline(p) for p in pieces)

    def row_value(self, expression: Expression) -> Inlines:
        value = expression.value(self.setting.names)
        place = expression.place if expression.place.file else self.register_place
        return merge([self.inline(Printed(value, expression.text, place))])

    @property
    def register_place(self) -> Place:
        """Where the school records what document control says."""
        found = self.school.register.places.get(self.policy.id)
        return found or Place(register_path(self.school.id))

    def inline(self, printed: Printed) -> Inline:
        found = self.filling(printed)
        if isinstance(found, Filled):
            return Value(found.text, found.source)
        if isinstance(found, Unfilled):
            return Slot(found.wording, found.hint)
        message = "document control holds lines, not whole paragraphs"
        self.findings.say(printed.place, "markdown-inline", message, "take | markdown away")
        return Text("")

    # --- properties ------------------------------------------------------------------------------

    def properties(self, pictures: tuple[Picture, ...]) -> Properties:
        """Return what the edition says of itself, with its *pictures*."""
        trust, review, draft = self.setting.trust, self.setting.review, self.findings.draft
        properties = properties_of(
            self.policy, self.school, trust, review, pictures, self.crest(), draft=draft
        )
        for source, text in said_outside(properties, trust.name):
            if is_slot_text(text):
                self.placeholder(text, source)
        return properties

    def crest(self) -> Picture | None:
        if self.school.crest is None:
            return None
        try:
            return crest_of(self.school.crest, self.school.profile)
        except ValueError as error:
            place = Place(f"schools/{self.school.id}/crest.png")
            self.findings.say(place, "picture", str(error), "save the crest as PNG again")
            return None

    def pictures(self, blocks: Blocks) -> tuple[Picture, ...]:
        found: dict[str, Picture] = {}
        for block in blocks:
            for image in iter_inlines((block,)):
                if isinstance(image, Image):
                    self.take_picture(image, block.line, found)
        return tuple(found.values())

    def take_picture(self, image: Image, line: int, found: dict[str, Picture]) -> None:
        one = self.setting.picture(image.source)
        if isinstance(one, Picture):
            found[image.source] = one
        else:
            place = self.findings.place(line, image.source)
            there = image.source in self.setting.pictures
            near = did_you_mean(image.source, self.setting.pictures)
            hint = "save it again as PNG or JPEG" if there else near
            self.findings.say(place, "picture", one, hint)
        if not image.alt.strip():
            message = f"the picture “{image.source}” has no text alternative"
            hint = "say in the square brackets what it shows: ![…](…) (WCAG 2.2, 1.1.1)"
            self.findings.say(self.findings.place(line, image.source), "alt-text", message, hint)
