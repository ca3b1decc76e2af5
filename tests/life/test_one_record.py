"""The control record is one record: every place that tells version, approval and next review tells the same.

Each edition is parsed with other means than it was written with; what every format says is compared with
what ``status`` says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from ..writers.docx.word import Package, W, text_of, unpack
from .desk import change, done
from .trusts import DAY, oak_alone

CORE = "{http://purl.org/dc/terms/}"
PROPERTIES = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
MODEL = """\
---
title: Dogs
audience: staff
control: {layout: LAYOUT}
review_period: annual
history: [{version: "7", date: 2020, action: Written}, {version: "8.1", date: 2021, action: Shortened}]
---
# Text {#text}

Version {{ review.version }}, approved on {{ review.approved }} by {{ review.by }}; next {{ review.next }}.

# The model {#model}

[insert version table: model]

# Our versions {#ours}

[insert version table]
"""


@dataclass(frozen=True)
class Record:
    """What one place says."""

    version: str
    approved: str
    by: str
    due: str


#: A policy's life: what was done, and the record after it.
STEPS = (
    (
        ["approve", "--version", "1.9", "--date", DAY, "--by", "Full & <Local> Board"],
        Record("1.9", "9 January 2025", "Full & <Local> Board", "9 January 2026"),
    ),
    (
        ["approve", "--version", "1.10", "--date", "Spring Term 2026", "--by", 'A "b" c'],
        Record("1.10", "Spring Term 2026", 'A "b" c', "Spring Term 2027"),
    ),
    (
        ["review", "--date", "May 2027", "--by", "Committee"],
        Record("1.10", "Spring Term 2026", 'A "b" c', "May 2028"),
    ),
    (
        ["review", "--date", "2028-04-30", "--by", "Committee", "--next-review", "2031"],
        Record("1.10", "Spring Term 2026", 'A "b" c', "2031"),
    ),
    (
        ["approve", "--version", "2", "--date", "2029", "--by", "X", "--action", "Anew | all"],
        Record("2", "2029", "X", "2030"),
    ),
)


@pytest.mark.parametrize("layout", ["cover", "footer"])
def test_one_record(layout: str, tmp_path: Path) -> None:
    root = oak_alone(tmp_path, MODEL.replace("LAYOUT", layout))
    for (command, *options), expected in STEPS:
        done(root, command, "oak", "dogs", *options)
        check(root, layout, expected)


def test_a_period_that_is_changed_later(tmp_path: Path) -> None:
    root = oak_alone(tmp_path, MODEL.replace("LAYOUT", "table"))
    done(root, "approve", "oak", "dogs", "--version", "1", "--date", DAY, "--by", "Board")
    change(root / "templates/dogs.md", "review_period: annual", "review_period: 3 years")
    done(root, "build", "-s", "oak")
    check(root, "table", Record("1", "9 January 2025", "Board", "9 January 2028"))


def check(root: Path, layout: str, expected: Record) -> None:
    found = {**word(root), **page(root), **source(root)}
    assert {place: record for place, record in found.items() if record != expected} == {}
    tables = ("versions",) if layout == "footer" else ("versions", "control")
    places = {f"{name} {table}" for name in ("docx", "html", "md") for table in tables}
    assert set(found) == places | {"custom", "meta", "front matter"}
    (row,) = done(root, "status", "-s", "oak", "--as-of", "2025", "--json").rows
    assert (row["version"], row["approved_by"]) == (expected.version, expected.by)
    for lines in (markdown(root), list(texts(unpack(docx(root))))):
        text = "\n".join(" ".join(line.split()) for line in lines)
        said = (
            f"Version {expected.version}, approved on {expected.approved} by {expected.by};"
            f" next {expected.due}."
        )
        assert said in text
        if layout == "footer":
            for label, value in (("Version", expected.version), ("Next review", expected.due)):
                assert f"{label} {value}" in text


# --- DOCX ----------------------------------------------------------------------------------------


def docx(root: Path) -> bytes:
    return (root / "build/oak/dogs.docx").read_bytes()


def texts(package: Package) -> list[str]:
    return [text_of(p) for p in package.body.iter(f"{W}p")]


def word(root: Path) -> dict[str, Record]:
    """Return what the parts of the DOCX say: core and custom properties, footer, version table."""
    package = unpack(docx(root))
    custom = {
        str(item.get("name")): "".join(str(t) for t in item.itertext())
        for item in package.roots["docProps/custom.xml"]
    }
    own = record_of(custom)
    core = package.roots["docProps/core.xml"]
    assert core.findtext(f"{PROPERTIES}version") == own.version
    issued = core.findtext(f"{CORE}created") or ""
    assert issued == core.findtext(f"{CORE}modified")
    assert issued[:4] == own.approved[-4:]
    parts = {n: text_of(r) for n, r in package.roots.items() if re.match("word/(head|foot)er", n)}
    feet = [text for name, text in parts.items() if "footer" in name and text.strip()]
    assert feet
    for text in feet:
        assert f"Version {own.version}" in text
        assert f"Next review: {own.due}" in text
    assert any("Oak School" in text and "Dogs" in text for text in parts.values())
    tables = [
        [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        for table in package.body.iter(f"{W}tbl")
    ]
    return {"custom": own, **{f"docx {k}": v for k, v in from_tables(tables, own).items()}}


def from_tables(tables: list[list[list[str]]], own: Record) -> dict[str, Record]:
    """Return what document control and the school's version table say; the model's stays apart."""
    found = {}
    versions = [table for table in tables if table[0][:1] == ["Version"] and len(table[0]) == 3]
    model, school = versions
    assert [row[0] for row in model[1:]] == ["Version 7", "Version 8.1"]
    rows = [row for row in school if row[0].startswith("Version ")]
    assert school[-1][:2] == ["Review Date", own.due]  # the last row
    assert rows[-1][0] == f"Version {own.version}"  # oldest first
    assert len(rows) == len(school) - 2
    version = rows[-1][0].removeprefix("Version ")
    found["versions"] = Record(version, rows[-1][1], own.by, school[-1][1])
    for table in tables:
        cells = {row[0]: row[-1] for row in table if len(row) == 2}
        if "Approved on" in cells:
            names = ("Version", "Approved on", "Approved by", "Next review")
            found["control"] = Record(*(cells[name] for name in names))
    return found


def record_of(pairs: dict[str, str]) -> Record:
    return Record(*(pairs[name] for name in ("version", "approved", "approved_by", "next_review")))


# --- HTML ----------------------------------------------------------------------------------------


class Page(HTMLParser):
    """The meta elements of a page, and the cells of its tables."""

    def __init__(self) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.tables: list[list[list[str]]] = []
        self.cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "meta" and given.get("name"):
            self.meta[str(given["name"])] = given["content"] or ""
        elif tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self.cell = True

    def handle_endtag(self, tag: str) -> None:
        self.cell = self.cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.cell:
            self.tables[-1][-1][-1] += data


def page(root: Path) -> dict[str, Record]:
    """Return what the page says: meta, document control, version table."""
    parser = Page()
    parser.feed((root / "build/oak/dogs.html").read_text("utf-8"))
    prefix = "policygen:"
    meta = {k.removeprefix(prefix): v for k, v in parser.meta.items() if k.startswith(prefix)}
    own = record_of(meta)
    assert parser.meta["dcterms.issued"][:4] == own.approved[-4:]
    tables = [[[" ".join(c.split()) for c in row] for row in table] for table in parser.tables]
    return {"meta": own, **{f"html {k}": v for k, v in from_tables(tables, own).items()}}


# --- Markdown ------------------------------------------------------------------------------------


def markdown(root: Path) -> list[str]:
    text = (root / "build/oak/dogs.md").read_text("utf-8")
    return [re.sub(r"\\(.)", r"\1", line) for line in text.split("\n")]


def source(root: Path) -> dict[str, Record]:
    """Return what the front matter, document control and version table of the Markdown say."""
    text = (root / "build/oak/dogs.md").read_text("utf-8")
    own = record_of(YAML(typ="base").load(text.split("---\n")[1]))
    tables: list[list[list[str]]] = [[]]
    for line in text.split("\n"):
        if line.startswith("|"):
            cells = [c.strip() for c in re.split(r"(?<!\\)\|", line)[1:-1]]
            if any(cell.strip("-") for cell in cells):
                tables[-1].append([re.sub(r"\\(.)", r"\1", cell) for cell in cells])
        elif tables[-1]:
            tables.append([])
    found = from_tables([table for table in tables if table], own)
    return {"front matter": own, **{f"md {k}": v for k, v in found.items()}}
