"""Files that are no plain files, names that paint or climb, pictures and house styles that would harm; no network."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from ..workspaces import ROOT, write
from .child import FRONT, GOOD, TRUST, build, good

_TEXT = f"{FRONT}# Aim {{#aim}}\n\nText.\n"
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def _png(width: int, height: int) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return _SIGNATURE + head + _chunk(b"IDAT", zlib.compress(b"\0" * 16)) + _chunk(b"IEND", b"")


_KINDS = ("fifo", "link-out", "link-to-device", "link-to-folder", "link-to-itself")
_PLACES = (
    "templates/policy.md",
    "templates/_shared.md",
    "templates/_images/x.png",
    "templates/_style/base.docx",
    "schools/ash",
    "schools/ash/profile.yaml",
    "schools/ash/register.yaml",
    "schools/ash/crest.png",
    "schools/ash/local",
    "schools/ash/local/policy.md",
)


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither FIFOs nor these devices")
@pytest.mark.parametrize("kind", _KINDS)
@pytest.mark.parametrize("place", _PLACES)
def test_only_plain_files_are_read(place: str, kind: str, tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", {"secret.md": "a secret", "in/policy.md": "a secret"})
    root = tmp_path / "trust"
    files = {"templates/policy.md": _TEXT, "schools/ash/profile.yaml": "name: Ash\n"}
    kept = {name: text for name, text in files.items() if not name.startswith(place)}
    path = root / place
    path.parent.mkdir(parents=True)
    if kind == "fifo":
        os.mkfifo(path)
    else:
        target = {
            "link-out": outside / "secret.md",
            "link-to-device": Path("/dev/zero"),
            "link-to-folder": outside / "in",
            "link-to-itself": Path(path.name),
        }[kind]
        path.symlink_to(target)
    built = build(root, kept)
    assert f"{place}: unreadable" in built.errors, built.said
    assert built.code == 3
    rest = good("oak", "ash") if place.startswith("templates") else good("oak")
    assert {
        e for e in rest if "base.docx" not in place or not e.endswith(".docx")
    } <= built.editions
    assert not any(b"a secret" in p.read_bytes() for p in (root / "build").rglob("*.md"))


@pytest.mark.parametrize(
    "name",
    [
        "\x1b[31mred",
        "a\nschools",
        "Oak",
        "OAK",
        "aux",
        "con",
        "oak.",
        "o\u0301ak",
        "óak",
        "a b",
        "\u202eoak",
        "x" * 200,
        "oak\\x",
    ],
)
def test_names_are_refused_and_cannot_paint(name: str, tmp_path: Path) -> None:
    if os.name == "nt" and not name.isascii():
        pytest.skip("Windows has no such names")
    built = build(
        tmp_path, {f"schools/{name}/profile.yaml": "name: S\n", f"templates/{name}.md": GOOD}
    )
    assert built.code == 3
    assert [e.rpartition(": ")[2] for e in built.errors] == ["bad-id", "bad-id"]
    assert not {"\x1b", "\u202e"} & set(built.said)
    assert all(
        line.startswith(("schools/", "templates/", "  hint", "not built"))
        for line in built.said.splitlines()
    )
    assert built.editions == good()


_PICTURES: Mapping[str, bytes] = {
    "60000": _png(60_000, 60_000),
    "nothing": _png(0, 5),
    "header-only": _png(5, 5)[:40],
    "no-end": _png(5, 5)[:-12] + b"x" * 2_000,
    "gif": b"GIF89a" + b"x" * 50,
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
    "empty": b"",
    "large": _png(5, 5) + b"x" * 11_000_000,
    "jpeg-without-frame": b"\xff\xd8\xff\xe0\x00\x02\xff\xd9",
    "jpeg-without-end": b"\xff\xd8" + b"\xff" * 3_000_000 + b"\xff\xd9",
}


def test_pictures_that_are_none_or_too_large(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {}
    for name, content in _PICTURES.items():
        files[f"templates/_images/{name}.png"] = content
        files[f"templates/{name}.md"] = f"{FRONT}![a](_images/{name}.png)\n"
        files[f"schools/crest-{name}/profile.yaml"] = "name: Crest\n"
        files[f"schools/crest-{name}/crest.png"] = content
    built = build(tmp_path, files, "-p", "*")
    for name in _PICTURES:
        assert f"templates/{name}.md:5:6: picture" in built.errors
        crest = [e for e in built.errors if e.startswith(f"schools/crest-{name}/crest.png: ")]
        assert crest, name
    assert built.editions == good()


def _zip(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


_ENTITIES = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb">' + b"".join(
    b'<!ENTITY b%d "%s">' % (n, b"&b%d;" % (n - 1) * 10 if n else b"&b;" * 10) for n in range(10)
)
_STYLES: Mapping[str, bytes] = {
    "not a zip": b"PK\x03\x04 and nothing more",
    "a doctype": _zip({"[Content_Types].xml": b"<Types/>", "_rels/.rels": b"<!DOCTYPE a><a/>"}),
    "entities": _zip(
        {"[Content_Types].xml": b"<Types/>", "_rels/.rels": _ENTITIES + b"]><a>&b9;</a>"}
    ),
    "300 MB": _zip({"[Content_Types].xml": b"<Types/>", "_rels/.rels": b" " * 300_000_000}),
    "10,000 entries": _zip({f"word/{n}.xml": b"" for n in range(10_000)}),
}


@pytest.mark.parametrize("name", _STYLES)
def test_a_house_style_that_would_harm_is_refused(name: str, tmp_path: Path) -> None:
    built = build(tmp_path, {"templates/_style/base.docx": _STYLES[name]})
    assert built.errors == ["templates/_style/base.docx: house-style"], built.said
    assert built.code == 3
    assert built.editions == {e for e in good() if not e.endswith(".docx")}


_NO_NETWORK = """\
import sys
def hook(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "smtplib.", "ftplib.")):
        raise SystemExit(f"the network: {event}")
sys.addaudithook(hook)
from policygen.cli import main
main(sys.argv[1:])
"""


def test_nothing_opens_a_socket(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for command in (["build", "--out", str(out)], ["status"], ["slots"]):
        arguments = [sys.executable, "-c", _NO_NETWORK, "-C", str(ROOT), *command]
        done = subprocess.run(arguments, capture_output=True, text=True, check=False)  # noqa: S603
        assert "the network" not in done.stderr
        assert done.returncode in (0, 1), done.stderr
    assert list(out.rglob("*.docx"))


def test_the_network_would_be_seen() -> None:
    program = _NO_NETWORK.replace(
        "from policygen.cli import main\nmain(sys.argv[1:])", "import socket; socket.socket()"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "the network: socket" in done.stderr


def test_the_usual_files_are_built(tmp_path: Path) -> None:
    assert build(tmp_path, {"trust.yaml": TRUST}).editions == good()
