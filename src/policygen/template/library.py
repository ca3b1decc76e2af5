"""The templates of a workspace: checked and compiled once, then expanded for every school.

``Library(shared, vocabulary).template(Source(file, text)).expand(names)`` gives the *skeleton* (the text
with a hole for each printed value), the printed values and, for each line of the skeleton, the place in
the source that it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import nodes

from ..errors import Diagnostic, InputError, Place
from .allowed import Checker
from .environment import LanguageEnvironment
from .expansion import Expression, Template
from .names import Vocabulary
from .source import Sites, Source, Tree, make_ready, parse, too_deep

MAX_INCLUDES = 1_000
_USUAL_COMMENT = re.compile(r"\{#(?!#)[^{}]*(?<!#)#\}")
_DEEPEST_INCLUDE = 20


class Library:
    """Compiles templates and expressions against one vocabulary and one set of shared texts."""

    def __init__(self, shared: Mapping[str, str], vocabulary: Vocabulary) -> None:
        """*shared* maps the name used in ``include`` to its text; *vocabulary*: see :data:`Vocabulary`."""
        self._shared = shared
        self.vocabulary = vocabulary
        self._sites = Sites()
        self._environment = LanguageEnvironment(self._load)
        self._included: dict[str, tuple[tuple[Diagnostic, ...], int]] = {}
        self._includes: dict[str, set[str]] = {}

    def template(self, source: Source) -> Template:
        """Return the template *source*, compiled.

        :raises InputError: with every error of the template and of the texts that it includes.
        """
        problems, tree = self._check(source)
        included, count = self._check_includes(tree, source, ()) if tree else ((), 0)
        if count > MAX_INCLUDES:
            message = f"the template includes {count:,} texts, more than {MAX_INCLUDES:,}"
            included = (
                *included,
                Diagnostic(source.place(1), "include", message, "include each text once"),
            )
        if problems or included or tree is None:
            raise InputError(*dict.fromkeys((*problems, *included)))
        return self._compiled(source, tree)

    def text(self, text: str, place: Place) -> Template:
        """Return the one-line template *text* (a label, say), which stands at *place*.

        :raises InputError: with every error of it.
        """
        source = Source(place.file, text, place.line, place)
        problems, tree = self._check(source)
        if problems or tree is None:
            raise InputError(*problems)
        return self._compiled(source, tree)

    def expression(self, text: str, place: Place) -> Expression:
        """Return the expression *text*, which stands at *place*.

        :raises InputError: when it is not one expression of the language.
        """
        source = Source(place.file, "{{" + text.replace("\n", " ") + "}}", place.line, place)
        problems, tree = self._check(source)
        if not problems and not _is_one_expression(tree):
            problems = (Diagnostic(place, "expression", f"“{text}” is not one expression"),)
        if problems or tree is None:
            raise InputError(*problems)
        return Expression(text, place, self._compiled(source, tree))

    def included(self, file: str) -> frozenset[str]:
        """Return the names of all shared texts that *file*, compiled before, includes directly or through others.

        Also of those that are not there. Of a text that cannot be parsed nothing is known.
        """
        found: set[str] = set()
        new = [file]
        while new:
            names = self._includes.get(new.pop(), set()) - found
            found |= names
            new += [f"templates/{name}" for name in names]
        return frozenset(found)

    def _check(self, source: Source) -> tuple[tuple[Diagnostic, ...], Tree | None]:
        """Return all that is wrong with *source*, and its syntax tree.

        There is no tree when it cannot be parsed, or is nested too deeply to go through.
        """
        try:
            tree = parse(self._environment, source)
        except InputError as error:
            return error.diagnostics, None
        checker = Checker(self.vocabulary, self._shared, source)
        checker.problems.extend(_stray_comments(source))
        try:
            checker.check(tree.root, {})
            if not checker.too_deep:
                self._note_includes(tree, source.file)
        except RecursionError:
            checker.problems.append(too_deep(source))
            checker.too_deep = True
        return tuple(dict.fromkeys(checker.problems)), None if checker.too_deep else tree

    def _note_includes(self, tree: Tree, file: str) -> None:
        names = (getattr(node.template, "value", None) for node in tree.includes)
        known = self._includes.setdefault(file, set())
        known.update(name for name in names if isinstance(name, str))

    def _check_includes(
        self, tree: Tree, source: Source, chain: tuple[str, ...]
    ) -> tuple[tuple[Diagnostic, ...], int]:
        """Return all that is wrong with what *tree* includes, and how many texts it brings in."""
        problems: list[Diagnostic] = []
        total = 0
        for node in tree.includes:
            name = getattr(node.template, "value", None)
            if not isinstance(name, str) or name not in self._shared:
                continue
            if name in chain or len(chain) >= _DEEPEST_INCLUDE:
                message = f"“{name}” includes itself"
                problems.append(
                    Diagnostic(
                        source.place(node.lineno),
                        "include",
                        message,
                        "take one of the includes out",
                    )
                )
                continue
            if name not in self._included:
                self._included[name] = self._check_shared(name, chain)
            found, count = self._included[name]
            problems.extend(found)
            total += count
        return tuple(problems), total

    def _check_shared(
        self, name: str, chain: tuple[str, ...]
    ) -> tuple[tuple[Diagnostic, ...], int]:
        source = self._shared_source(name)
        problems, tree = self._check(source)
        if tree is None:
            return problems, 1
        inner, count = self._check_includes(tree, source, (*chain, name))
        return (*problems, *inner), count + 1

    def _shared_source(self, name: str) -> Source:
        """Return a shared text; a line feed behind its name keeps its last line end."""
        text = self._shared[name.rstrip("\n")].rstrip("\n")
        return Source(f"templates/{name.rstrip()}", text + ("\n" if name.endswith("\n") else ""))

    def _load(self, name: str) -> Any:
        source = self._shared_source(name)
        problems, tree = self._check(source)
        if problems or tree is None:
            raise InputError(*problems)
        return self._compiled(source, tree).compiled

    def _compiled(self, source: Source, tree: Tree) -> Template:
        try:
            for output, places in make_ready(self._environment, tree, source, self._sites):
                if not source.fixed:
                    self._environment.prose.gather(output, places, self.vocabulary)
            code = self._environment.compile(tree.root, source.file, source.file)
        except (RecursionError, SyntaxError, MemoryError):  # of Python's own compiler, too
            raise InputError(too_deep(source)) from None
        compiled = self._environment.template_class.from_code(
            self._environment, code, self._environment.make_globals(None), None
        )
        return Template(source, compiled, self._sites)


def _stray_comments(source: Source) -> Iterator[Diagnostic]:
    """Yield an error for each of Jinja's usual comments, which the language would print."""
    for number, line in enumerate(source.text.split("\n"), 1):
        if _USUAL_COMMENT.search(line):
            message = "“{# … #}” is no comment here, and would be printed"
            yield Diagnostic(source.place(number, "{#"), "comment", message, "write {## … ##}")


def _is_one_expression(tree: Tree | None) -> bool:
    body = tree.root.body if tree else []
    return (
        len(body) == 1
        and isinstance(body[0], nodes.Output)
        and len(body[0].nodes) == 1
        and not isinstance(body[0].nodes[0], nodes.TemplateData)
    )
