"""The package: parts, relationships, content types, ids, and the same bytes every time."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace

import pytest

from policygen.document.writers.docx import write

from .sample import ALL, headings
from .word import RELATIONS, Package, W, all_relations, referenced, story_parts, unpack, val


@pytest.fixture(scope="module", params=sorted(ALL))
def package(request: pytest.FixtureRequest) -> Package:
    return unpack(write(ALL[request.param]()))


def test_zip_is_fixed() -> None:
    with zipfile.ZipFile(io.BytesIO(write(headings()))) as archive:
        infos = archive.infolist()
    assert infos[0].filename == "[Content_Types].xml"
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.external_attr >> 16 for info in infos} == {0o100644}
    assert not any(info.extra or info.comment for info in infos)
    assert len({info.filename.lower() for info in infos}) == len(infos)


@pytest.mark.parametrize("name", sorted(ALL))
def test_same_document_same_bytes(name: str) -> None:
    assert write(ALL[name]()) == write(ALL[name]())


def test_same_bytes_in_another_process() -> None:
    program = (
        "import hashlib,sys;from tests.writers.docx.sample import headings;"
        "from policygen.document.writers.docx import write;"
        "sys.stdout.write(hashlib.sha256(write(headings())).hexdigest())"
    )
    made = [
        subprocess.run(  # noqa: S603
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join([".", *sys.path]), "TZ": zone},
            capture_output=True, check=True, text=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]  # fmt: skip
    assert made[0] == made[1] != ""


def test_every_part_has_a_content_type(package: Package) -> None:
    types = package.roots["[Content_Types].xml"]
    defaults = {e.get("Extension") for e in types if e.get("Extension")}
    overrides = {(e.get("PartName") or "").lstrip("/") for e in types if e.get("PartName")}
    for name in package.names[1:]:
        assert name in overrides or name.rpartition(".")[2] in defaults
    assert overrides <= set(package.names)


def test_relationships_resolve(package: Package) -> None:
    for name in package.names:
        if name.endswith(".rels"):
            part = name.replace("_rels/", "").removesuffix(".rels")
            assert set(referenced(package, part).values()) <= set(package.names)
    for name, root in story_parts(package):
        known = all_relations(package, name)
        used = {v for e in root.iter() for k, v in e.attrib.items() if RELATIONS in str(k)}
        assert used <= known


def test_ids_are_unique(package: Package) -> None:
    marks = [e for _, r in story_parts(package) for e in r.iter(f"{W}bookmarkStart")]
    names = [val(e, "name") for e in marks]
    assert len({val(e, "id") for e in marks}) == len(marks) == len({n.lower() for n in names})
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", n) for n in names)
    ends = [val(e, "id") for _, r in story_parts(package) for e in r.iter(f"{W}bookmarkEnd")]
    assert sorted(ends) == sorted(val(e, "id") for e in marks)
    for tag in ("docPr", "cNvPr"):
        ids = [e.get("id") for _, r in story_parts(package) for e in r.iter(f"{{*}}{tag}")]
        assert len(set(ids)) == len(ids)
    controls = [val(e) for e in package.body.iterfind(f".//{W}sdtPr/{W}id")]
    assert len(set(controls)) == len(controls)


def test_names_of_styles_numbers_and_marks_exist(package: Package) -> None:
    styles = {val(e, "styleId") for e in package.roots["word/styles.xml"].iter(f"{W}style")}
    nums = {val(e, "numId") for e in package.roots["word/numbering.xml"].iter(f"{W}num")}
    marks = {val(e, "name") for e in package.body.iter(f"{W}bookmarkStart")}
    for _, root in story_parts(package):
        for tag in ("pStyle", "rStyle", "tblStyle"):
            assert {val(e) for e in root.iter(f"{W}{tag}")} <= styles
        assert {val(e) for e in root.iter(f"{W}numId")} <= nums
        assert {val(e, "anchor") for e in root.iter(f"{W}hyperlink")} - {""} <= marks


def test_cells_end_with_a_paragraph_and_grids_add_up(package: Package) -> None:
    for table in package.body.iter(f"{W}tbl"):
        widths = [int(val(e, "w")) for e in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        assert sum(widths) == int(val(table.find(f"{W}tblPr/{W}tblW"), "w"))
        assert min(widths) > 200
        for row in table.iterfind(f"{W}tr"):
            cells = row.findall(f"{W}tc")
            assert [int(val(c.find(f"{W}tcPr/{W}tcW"), "w")) for c in cells] == widths
            assert all(cell[-1].tag == f"{W}p" for cell in cells)
    for table in package.body.iter(f"{W}tbl"):
        after = table.getnext()
        assert after is not None
        assert after.tag in (f"{W}p", f"{W}sdt")  # two tables side by side would become one


def test_properties_carry_the_record() -> None:
    package = unpack(write(headings()))
    core = package.roots["docProps/core.xml"]
    found = {str(e.tag).rpartition("}")[2]: e.text for e in core}
    assert found == {
        "title": "Social media policy",
        "subject": "Policy for staff, governors and volunteers",
        "creator": "Oakfield Church of England Primary School",
        "identifier": "oakfield/social-media",
        "language": "en-GB",
        "version": "1.10",
        "created": "2019-03-01T00:00:00Z",
        "modified": "2019-03-01T00:00:00Z",
    }
    custom = {e.get("name"): e[0].text for e in package.roots["docProps/custom.xml"]}
    assert custom["version"] == "1.10"
    assert custom["identifier"] == "oakfield/social-media"
    assert "school" in custom


@pytest.mark.parametrize(
    ("issued", "full"),
    [("2019-03-12", "2019-03-12T00:00:00Z"), ("2019", "2019-01-01T00:00:00Z"), ("", None)],
)
def test_dates_are_written_out(issued: str, full: str | None) -> None:
    document = headings()
    changed = replace(document, properties=replace(document.properties, issued=issued))
    core = unpack(write(changed)).roots["docProps/core.xml"]
    assert core.findtext("{http://purl.org/dc/terms/}created") == full
