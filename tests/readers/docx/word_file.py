"""Word files made from snippets of XML, as other programs write them."""

from __future__ import annotations

import io
import re
import zipfile

from policygen.document.wordml import OFFICE, PACKAGE, WORD

_NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{OFFICE}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
#: Styles that a snippet may name without giving them; those of a snippet come on top.
STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
"""
#: Lists that a snippet may name without giving them: 1 is a multilevel number, 2 a bullet.
NUMBERING = """
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/><w:pPr><w:ind w:left="792" w:hanging="432"/></w:pPr></w:lvl><w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/><w:pPr><w:ind w:left="1224" w:hanging="432"/></w:pPr></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/><w:pPr><w:ind w:left="1440" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
"""
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SECTION = re.compile(r"^--- (\w+)$", re.MULTILINE)
_WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def from_text(text: str) -> bytes:
    """Return the file that *text* describes: the body, then other parts after lines such as ``--- styles``.

    Shorthand: ``{{text}}`` is a run of plain text, ``[[text]]`` a paragraph of it.
    """
    text = re.sub(r"\[\[(.*?)\]\]", r"<w:p>{{\1}}</w:p>", text)
    text = re.sub(
        r"\{\{(.*?)\}\}", r'<w:r><w:t xml:space="preserve">\1</w:t></w:r>', text, flags=re.DOTALL
    )
    body, *rest = _SECTION.split(text)
    return package(body, **dict(zip(rest[::2], rest[1::2], strict=True)))


def package(body: str, **parts: str) -> bytes:
    """Return a file with that *body*; *parts*: styles, numbering, footnotes, endnotes, comments, header,
    footer, relations (rows of the main part's), core (rows of the core properties)."""
    related = {
        "styles": ("styles", STYLES + parts.get("styles", "")),
        "numbering": ("numbering", NUMBERING + parts.get("numbering", "")),
        "footnotes": ("footnotes", parts.get("footnotes", "")),
        "endnotes": ("endnotes", parts.get("endnotes", "")),
        "comments": ("comments", parts.get("comments", "")),
        "header": ("hdr", parts.get("header", "")),
        "footer": ("ftr", parts.get("footer", "")),
    }
    files = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml"'
            f' ContentType="{_WORDML}.document.main+xml"/></Types>'
        ),
        "_rels/.rels": _relations(
            f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties"'
            ' Target="docProps/core.xml"/>'
        ),
        "docProps/core.xml": (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
            f"{parts.get('core', '')}</cp:coreProperties>"
        ),
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    rows = parts.get("relations", "")
    for kind, (root, content) in related.items():
        if content.strip():
            files[f"word/{kind}.xml"] = f"<w:{root} {_NAMESPACES}>{content}</w:{root}>"
            rows += f'<Relationship Id="p{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
    files["word/_rels/document.xml.rels"] = _relations(rows)
    return zipped({name: _DECLARATION + content for name, content in files.items()})


def _relations(rows: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def zipped(files: dict[str, str] | dict[str, bytes]) -> bytes:
    """Return a zip of *files*."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return stream.getvalue()
