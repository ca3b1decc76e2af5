"""The laws of the house (ARCHITECTURE.md), held by looking at what the modules import and call."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src"
MODULES = sorted(p.relative_to(SOURCE) for p in SOURCE.rglob("*.py"))

#: Third-party library -> the rooms that may import it.
ROOMS = {
    "jinja2": ("policygen.template",),
    "markdown_it": ("policygen.document.readers.markdown",),
    "mdit_py_plugins": ("policygen.document.readers.markdown",),
    "lxml": (
        "policygen.document.ooxml",
        "policygen.document.readers.docx",
        "policygen.document.readers.html",
        "policygen.document.writers.docx",
    ),
    "docx": ("policygen.document.writers.docx",),
    "ruamel": (
        "policygen.records.yamlio",
        "policygen.records.yaml_events",
        "policygen.records.yaml_hints",
        "policygen.records.editing_layout",
    ),
    "icalendar": ("policygen.status_formats.ics",),
    "pypdf": ("policygen.document.readers.pdf",),
    "openpyxl": ("policygen.status_formats.xlsx",),
    "distributed": ("policygen.cli.cluster",),
    "watchfiles": ("policygen.watching",),
    "click": ("policygen.cli",),
    "rich": ("policygen.cli",),
}
#: What only the command line may know: the clock, the environment, the network, the working folder.
OUTSIDE = {
    "time": (),
    "random": (),
    "socket": (),
    "urllib.request": (),
    "http": (),
    "locale": (),
    "subprocess": (),
    "os.environ": (),
    "os.getcwd": (),
    "os.getenv": (),
}
FORBIDDEN_CALLS = {
    "print",
    "input",
    "eval",
    "exec",
    "now",
    "today",
    "cwd",
    "utcnow",
    "getcwd",
    "getenv",
}
LONGEST = 300
#: The tree is one table of node types, best read in one piece.
LONGER = {"policygen.document.tree": 380}


def name_of(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse((SOURCE / path).read_text(encoding="utf-8"))


def imports_of(path: Path) -> Iterator[str]:
    """Yield the full names of the modules, or names in modules, that a file imports."""
    package = name_of(path).split(".")
    if path.name != "__init__.py":
        package = package[:-1]
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{start}.{alias.name}" for alias in node.names)


def own_imports(path: Path) -> set[str]:
    """Return the modules of the package that a file imports."""
    known = {name_of(p) for p in MODULES}
    found = set()
    for name in imports_of(path):
        candidate = name
        while candidate and candidate not in known:
            candidate = candidate.rpartition(".")[0]
        if candidate.startswith("policygen") and candidate != name_of(path):
            found.add(candidate)
    return found


def inside(name: str, *rooms: str) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


every_module = pytest.mark.parametrize("path", MODULES, ids=[name_of(p) for p in MODULES])


@every_module
def test_the_document_wing_has_never_heard_of_schools(path: Path) -> None:
    if inside(name_of(path), "policygen.document"):
        allowed = (
            "policygen.document",
            "policygen.errors",
            "policygen.english",
            "policygen.assets",
        )
        assert [n for n in own_imports(path) if not inside(n, *allowed)] == []


@every_module
def test_the_records_wing_has_never_heard_of_formats(path: Path) -> None:
    if inside(name_of(path), "policygen.records"):
        allowed = ("policygen.records", "policygen.errors", "policygen.english")
        assert [n for n in own_imports(path) if not inside(n, *allowed)] == []


@every_module
def test_a_writer_knows_no_reader_and_no_other_writer(path: Path) -> None:
    name = name_of(path)
    if inside(name, "policygen.document.writers"):
        # template Markdown is another dialect of the language of the Markdown editions
        shared = ("policygen.document.writers.markdown",) if name.endswith(".source") else ()
        own = ".".join(name.split(".")[:4])
        for imported in own_imports(path):
            assert not inside(imported, "policygen.document.readers"), imported
            if inside(imported, "policygen.document.writers") and imported.count(".") > 2:
                assert inside(imported, own, *shared), imported


@every_module
def test_nobody_imports_the_command_line(path: Path) -> None:
    if not inside(name_of(path), "policygen.cli", "policygen.__main__"):
        assert [n for n in own_imports(path) if inside(n, "policygen.cli")] == []


@every_module
def test_each_library_lives_in_its_room(path: Path) -> None:
    name = name_of(path)
    for imported in imports_of(path):
        library = imported.partition(".")[0]
        if library in sys.stdlib_module_names or library in ("policygen", "__future__"):
            continue
        assert library in ROOMS, f"{name} imports {library}, which has no room"
        assert inside(name, *ROOMS[library]), f"{name} imports {library}"


@every_module
def test_below_the_command_line_there_is_no_outside_world(path: Path) -> None:
    name = name_of(path)
    if inside(name, "policygen.cli", "policygen.__main__"):
        return
    for imported in imports_of(path):
        assert not inside(imported, *OUTSIDE), f"{name} imports {imported}"
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "stdout", "stderr", "argv"):
            pytest.fail(f"{name} uses {node.attr} on line {node.lineno}")
        if isinstance(node, ast.Call):
            called = node.func
            word = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            assert word not in FORBIDDEN_CALLS, f"{name} calls {word} on line {node.lineno}"


def test_imports_only_run_downward() -> None:
    try:
        TopologicalSorter({name_of(p): own_imports(p) for p in MODULES}).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


@every_module
def test_rooms_are_small(path: Path) -> None:
    lines = (SOURCE / path).read_text(encoding="utf-8").count("\n")
    assert lines <= LONGER.get(name_of(path), LONGEST), f"{name_of(path)} has {lines} lines"


@every_module
def test_every_module_and_public_thing_says_what_it_is(path: Path) -> None:
    tree = tree_of(path)
    if not tree.body:
        return
    assert ast.get_docstring(tree), f"{name_of(path)} has no docstring"
    small = ("policygen.document.tree", "policygen.template.names")
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
            continue
        if not is_overload(node) and name_of(path) not in small:
            assert ast.get_docstring(node), f"{name_of(path)}: {node.name}"


def test_names_say_what_a_thing_is() -> None:
    vague = {"manager", "helper", "helpers", "util", "utils", "handler", "processor", "engine"}
    for path in MODULES:
        assert not vague & set(path.stem.lower().split("_")), path


def is_overload(node: ast.AST) -> bool:
    decorators = getattr(node, "decorator_list", [])
    return any(getattr(d, "id", "") == "overload" for d in decorators)
