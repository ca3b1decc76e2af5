"""Content controls (ECMA-376 Part 1, §17.5.2): what kind one is, and what an empty one asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policygen.document.ooxml import W
from policygen.document.wordml import REMARK_TAG, control_name

from .fields import prompt
from .markup import WORD_2010, Element, child, child_val, flag, val

#: What Word and LibreOffice show in a control without a prompt of its own.
_STANDARD = re.compile(
    r"(?:click (?:or tap )?(?:here )?to enter (?:text|a date)|click here to enter text|"
    r"(?:click (?:or tap )?(?:here )?to )?enter (?:text|a date)|choose an item|"
    r"click (?:or tap )?to (?:enter|choose) a date|choose a building block)\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Control:
    """A content control: its name, whether it shows a prompt, its choices, what it is of ours."""

    name: str = ""
    tag: str = ""
    empty: bool = False
    choices: tuple[str, ...] = ()
    contents: bool = False
    is_text: bool = False
    box: str = ""


_NONE = Control()


def control(element: Element) -> Control:
    """Return what the properties of ``w:sdt`` say."""
    properties = child(element, "sdtPr")
    if properties is None:
        return _NONE
    gallery = child_val(child(properties, "docPartObj"), "docPartGallery").lower()
    choices: tuple[str, ...] = ()
    for kind in ("dropDownList", "comboBox"):
        listed = child(properties, kind)
        if listed is not None:
            rows = (
                val(i, "displayText") or val(i, "value") for i in listed.findall(f"{W}listItem")
            )
            choices = tuple(row for row in rows if row and not _STANDARD.fullmatch(row.strip()))
    box = properties.find(f"{WORD_2010}checkbox")
    ticked = None if box is None else box.find(f"{WORD_2010}checked")
    is_ticked = ticked is not None and ticked.get(f"{WORD_2010}val") in ("1", "true", "on")
    return Control(
        name=child_val(properties, "alias"),
        tag=child_val(properties, "tag"),
        empty=bool(flag(properties, "showingPlcHdr")),
        choices=choices,
        contents=gallery == "table of contents",
        is_text=child(properties, "text") is not None,
        box="" if box is None else "☒" if is_ticked else "☐",
    )


def is_remark(held: Control) -> bool:
    """Say whether a control is the one that our writer puts around a drafting note in a line."""
    return REMARK_TAG in (held.tag, held.name) and not held.is_text


def is_own_slot(held: Control, shown: str) -> bool:
    """Say whether a control of ours still shows the wording of its slot."""
    return bool(held.is_text and held.name == control_name(shown) and shown.strip())


def wording(held: Control, shown: str) -> str:
    """Return the wording of the slot that an empty control is."""
    name = " ".join((held.name or held.tag).split())
    if held.choices:
        return f"[choose {name or 'one'}: {' / '.join(held.choices)}]"
    text = " ".join(shown.split())
    if not text or _STANDARD.fullmatch(text):
        return f"[insert {name}]" if name else prompt(text)
    return prompt(text)
