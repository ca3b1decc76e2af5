"""The look that a trust gives to its DOCX editions: a house style, colour and font."""

from __future__ import annotations

from .document.properties import Theme
from .errors import Diagnostic, InputError, Place
from .records.nodes import MapNode, Scalar
from .records.trust import Trust
from .workspace import Workspace

HOUSE_STYLE = "_style/base.docx"


def theme_of_trust(trust: Trust) -> Theme:
    """Return the colour and font that the trust gives to all its schools."""
    theme = trust.defaults.get("theme") if trust.defaults else None
    if not isinstance(theme, MapNode):
        return Theme()
    given = {key.text: value.text for key, value in theme.entries if isinstance(value, Scalar)}
    return Theme(given.get("colour", ""), given.get("font", ""))


def house_style(workspace: Workspace) -> bytes | None:
    """Return the house style of the workspace, None when it keeps none.

    :raises InputError: when it cannot be used.
    """
    from .document.writers import docx

    if HOUSE_STYLE not in workspace.files:
        return None
    try:
        style = workspace.read_picture(HOUSE_STYLE)
        docx.check_house_style(style)
    except ValueError as error:
        place = Place(f"templates/{HOUSE_STYLE}")
        hint = "make a new one with: policygen new style"
        raise InputError(
            Diagnostic(place, "house-style", f"cannot be used: {error}", hint)
        ) from error
    return style
