"""The head of a page: what a browser, a search engine and a records officer need to know."""

from __future__ import annotations

from collections.abc import Iterator

from ...properties import Properties
from .escape import attribute, text
from .theme import Style, own_style, palettes, shared_style


def head(properties: Properties, title: str) -> str:
    """Return the ``head`` element. *title* is the name of the document, never empty.

    The policy of the page (CSP 3) lets nothing in but these two styles and pictures inside the page:
    no script, no form, no request.
    """
    shared, own = shared_style(), own_style(properties)
    day, night = palettes(properties.theme.colour)
    lines = [
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(shared, own)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{text(_title(properties, title))}</title>",
        '<meta name="color-scheme" content="light dark">',
        f'<meta name="theme-color" content="{day.band}" media="(prefers-color-scheme: light)">',
        f'<meta name="theme-color" content="{night.band}" media="(prefers-color-scheme: dark)">',
    ]
    lines += (
        f'<meta name="{attribute(name)}" content="{attribute(value)}">'
        for name, value in _metadata(properties, title)
        if value
    )
    lines += (f"<style>{style.text}</style>" for style in (shared, own))
    return "<head>\n" + "\n".join(lines) + "\n</head>\n"


def _policy(*styles: Style) -> str:
    hashes = " ".join(f"'{style.hash}'" for style in styles)
    return f"default-src 'none'; style-src {hashes}; img-src data:; base-uri 'none'; form-action 'none'"


def _title(properties: Properties, title: str) -> str:
    parts = [title]
    if properties.publisher and properties.publisher not in title:
        parts.append(properties.publisher)
    if properties.draft:
        parts.insert(0, "DRAFT")
    return " – ".join(parts).replace("\n", " ")


def _metadata(properties: Properties, title: str) -> Iterator[tuple[str, str]]:
    described = properties.subject or " – ".join(t for t in (title, properties.publisher) if t)
    yield "description", described
    yield "author", properties.publisher
    yield "dcterms.identifier", properties.identifier
    yield "dcterms.issued", properties.issued
    if properties.draft:
        yield "robots", "noindex"
    for name, value in properties.record:
        yield f"policygen:{name}", value
