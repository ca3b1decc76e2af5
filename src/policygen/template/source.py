"""A template's text and where it stands; parsing it, and making its syntax tree ready to print holes."""

from __future__ import annotations

import functools
import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateSyntaxError

from ..errors import Diagnostic, InputError, Place
from ..keeping import keep
from .lines import close_up, last_mark, mark, marked, openings, openings_on, site_mark, unmark

#: Compiling takes time with their number; the longest policies have some hundreds.
MAX_TAGS = 5_000


@dataclass(frozen=True, slots=True)
class Source:
    """Text of the language that begins on *first_line* of *file*.

    A *fixed* source is one value of the front matter: all that is said about it is said of that place,
    and it prints no marks.
    """

    file: str
    text: str
    first_line: int = 1
    fixed: Place | None = None

    def place(self, line: int, needle: str = "") -> Place:
        """Return the place of *needle* (or of no column) on *line*, which counts from 1 in the text."""
        if self.fixed:
            return self.fixed
        lines = _lines(self.text)
        column = lines[line - 1].find(needle) + 1 if needle and line <= len(lines) else 0
        return Place(self.file, line + self.first_line - 1, column)


@functools.lru_cache(maxsize=8)
def _lines(text: str) -> list[str]:
    return text.split("\n")


#: So many expanded texts are kept, each known by its parts if these are no more than so many.
_TEXTS, _PARTS = 64, 1_000


@dataclass(frozen=True, slots=True)
class LaidOut:
    """An expanded text without its marks, the places of its lines, and what printed each of its holes."""

    skeleton: str
    places: tuple[Place, ...]
    sites: tuple[tuple[str, Place], ...]


@dataclass(slots=True)
class Sites:
    """Where values are printed: the number in a mark of a compiled template -> expression and place."""

    files: list[str] = field(default_factory=list)
    sites: list[tuple[str, Place]] = field(default_factory=list)
    _laid_out: OrderedDict[tuple[str, ...], LaidOut] = field(default_factory=OrderedDict)

    def add(self, expression: str, place: Place) -> int:
        """Return the number of a new site."""
        self.sites.append((expression, place))
        return len(self.sites) - 1

    def last_place(self, part: str) -> Place | None:
        """Return where the last line of a *part* of an expanded text comes from, if a mark in it tells."""
        found = last_mark(part)
        return Place(self.files[found[0]], found[1]) if found else None

    def laid_out(self, parts: tuple[str, ...]) -> LaidOut:
        """Return an expanded text, given in *parts*, laid out.

        Most schools get a text that another had before, and most of its parts are the same objects.
        """
        if len(parts) > _PARTS:  # of long loops, which would take more memory than the text does
            parts = ("".join(parts),)
        found = self._laid_out.get(parts)
        if found is None:
            skeleton, origins, numbers = unmark("".join(parts))
            places = {mark: Place(self.files[mark[0]], mark[1]) for mark in set(origins)}
            sites = tuple(self.sites[number] for number in numbers)
            found = LaidOut(skeleton, tuple(places[mark] for mark in origins), sites)
            keep(self._laid_out, parts, found, _TEXTS)
        return found


@dataclass(frozen=True, slots=True)
class Tree:
    """A syntax tree, the lines of its text that hold tags alone, and those of its nodes that are sought."""

    root: nodes.Template
    alone: frozenset[int]
    outputs: list[nodes.Output]
    includes: list[nodes.Include]
    loops: list[nodes.For]
    comparisons: list[nodes.Compare]

    @classmethod
    def of(cls, root: nodes.Template, alone: frozenset[int]) -> Tree:
        """Return *root* after one walk over it, in the order in which its nodes are written."""
        tree = cls(root, alone, [], [], [], [])
        kept: dict[type, list[Any]] = {
            nodes.Output: tree.outputs,
            nodes.Include: tree.includes,
            nodes.For: tree.loops,
            nodes.Compare: tree.comparisons,
        }
        waiting: list[nodes.Node] = [root]
        while waiting:
            node = waiting.pop()
            if type(node) in kept:
                kept[type(node)].append(node)
            waiting.extend(reversed(children_of(node)))
        return tree


def children_of(node: nodes.Node) -> list[nodes.Node]:
    """Return what ``node.iter_child_nodes`` yields, for less: a policy has thousands of nodes."""
    found: list[nodes.Node] = []
    for name in node.fields:
        value = getattr(node, name, None)
        if isinstance(value, nodes.Node):
            found.append(value)
        elif type(value) is list:
            found += [one for one in value if isinstance(one, nodes.Node)]
    return found


def parse(environment: Environment, source: Source) -> Tree:
    """Return the syntax tree of *source*.

    :raises InputError: when it is not Jinja.
    """
    tags = sum(map(source.text.count, ("{{", "{%")))
    if tags > MAX_TAGS:
        message = f"there are {tags:,} tags and expressions, more than {MAX_TAGS:,}"
        hint = "split the policy, or go through a list with {% for %}"
        raise InputError(Diagnostic(source.place(1), "template-size", message, hint))
    text, alone = close_up(source.text)
    try:
        return Tree.of(environment.parse(text, None, source.file), alone)
    except TemplateSyntaxError as error:
        raise InputError(_syntax(error, source.place(error.lineno))) from None
    except RecursionError:
        raise InputError(too_deep(source)) from None
    except ValueError:  # of Python, for a number with thousands of digits
        hint = "write it in quotes, as a text"
        wrong = Diagnostic(source.place(1), "number", "a number is too large", hint)
        raise InputError(wrong) from None


def too_deep(source: Source) -> Diagnostic:
    """Return the words for a template that is nested too deeply."""
    return Diagnostic(
        source.place(1), "template-depth", "the template is nested too deeply", "make it flatter"
    )


def _syntax(error: TemplateSyntaxError, place: Place) -> Diagnostic:
    message = (error.message or "").rstrip(".")
    open_tag = re.search(r"needs to be closed is '(\w+)'", message)
    if open_tag and "end of template" in message:
        tag = open_tag.group(1)
        said, hint = f"a {{% {tag} %}} is never closed", f"write {{% end{tag} %}} where it ends"
    elif "unknown tag" in message:
        said = message.partition(". ")[0].replace("Encountered", "there is an")
        hint = "the statements are if, elif, else, endif, for, endfor and include"
    elif "end of comment" in message:
        said, hint = "a comment is never closed", "a comment ends with ##}"
    else:
        said = message[:1].lower() + message[1:]
        hint = "look for a missing quote, bracket, }} or %}"
    return Diagnostic(place, "template-syntax", said, hint)


def make_ready(
    environment: Environment, tree: Tree, source: Source, sites: Sites
) -> list[tuple[nodes.Output, list[Place]]]:
    """Change *tree* so that what it prints says where it came from; return where that is.

    Marks stand at the beginning of each line and before each value that is printed. What the tree does is
    charged to the budget of the edition (see :mod:`policygen.template.budget`), and a text that is included
    on a line of its own keeps its last line end.
    """
    sites.files.append(source.file)
    number = len(sites.files) - 1
    printing = sum(not isinstance(n, nodes.TemplateData) for one in tree.outputs for n in one.nodes)
    opened = iter(_openings(environment, source, printing))
    printed: list[tuple[nodes.Output, list[Place]]] = []
    for output in tree.outputs:
        made: list[nodes.Expr] = []
        places: list[Place] = []
        for child in output.nodes:
            if isinstance(child, nodes.TemplateData):
                if not source.fixed:
                    child.data = marked(child.data, number, child.lineno + source.first_line - 1)
                made.append(child)
                continue
            line, column = next(opened, (child.lineno, 0))
            place = source.fixed or Place(source.file, line + source.first_line - 1, column)
            places.append(place)
            here = "" if source.fixed else mark(number, place.line)
            here += site_mark(sites.add(written(child), place))
            if made and isinstance(text := made[-1], nodes.TemplateData):
                text.data += here
                made.append(child)
            else:
                made += (nodes.TemplateData(here, lineno=child.lineno), child)
        output.nodes = made
        printed.append((output, places))
    for include in tree.includes:
        if include.lineno in tree.alone and isinstance(include.template, nodes.Const):
            include.template.value += "\n"
    _charge(tree, fixed=source.fixed is not None)
    return printed


def _openings(environment: Environment, source: Source, printing: int) -> list[tuple[int, int]]:
    """Return (line, column) of the ``{{`` in *source*, which prints so many values.

    Where more of them are seen than print, some stand in quotes, and Jinja's lexer tells which.
    """
    seen = openings(source.text)
    if len(seen) == printing:
        return seen
    tokens = environment.lexer.tokeniter(source.text, None)
    return openings_on(source.text, [n for n, kind, _ in tokens if kind == "variable_begin"])


def _charge(tree: Tree, *, fixed: bool) -> None:
    """Let *tree* charge what it does: all its parts once, those of a loop for each round, comparisons.

    A fixed text, which has neither loops nor includes, costs too little to count but for comparisons.
    """
    if not fixed:
        body = tree.root.body
        parts = nodes.Const(_parts(body), lineno=1)
        body.insert(0, nodes.ExprStmt(_filter(parts, "_run"), lineno=1))
    for loop in tree.loops:
        tests = [loop.test] if loop.test is not None else []
        parts = nodes.Const(_parts([*tests, *loop.body, *loop.else_]) + 1, lineno=loop.lineno)
        loop.iter = _filter(loop.iter, "_rounds", parts)
    for compare in tree.comparisons:
        compare.expr = _compared(compare.expr)
        for operand in compare.ops:
            operand.expr = _compared(operand.expr)


def _compared(side: nodes.Expr) -> nodes.Expr:
    return side if isinstance(side, nodes.Const) else _filter(side, "_compared")


def _parts(inside: Sequence[nodes.Node]) -> int:
    """Return how many nodes run when *inside* does, those in its loops not counted."""
    number, waiting = 0, list(inside)
    while waiting:
        node = waiting.pop()
        number += 1
        if isinstance(node, nodes.For):
            waiting.append(node.iter)
        elif isinstance(node, nodes.Const) and isinstance(node.value, str):
            number += len(node.value) // 100
        else:
            waiting += children_of(node)
    return number


def _filter(node: nodes.Node, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, name, list(arguments), [], None, None, lineno=node.lineno)


def written(node: nodes.Node) -> str:
    """Return *node* as an author would write it, as far as it is names, keys and filters."""
    if isinstance(node, nodes.Filter) and node.node is not None:
        return f"{written(node.node)} | {node.name}"
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{written(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        key = getattr(node.arg, "value", "…")
        return (
            f'{written(node.node)}["{key}"]'
            if isinstance(key, str)
            else f"{written(node.node)}[{key}]"
        )
    if isinstance(node, nodes.Const):
        return repr(node.value)
    return "…"
