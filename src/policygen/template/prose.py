"""Prose: a run of text and printed names without a tag in it, expanded as a whole.

A policy prints a hundred names, most of them in long runs of text. Jinja would compile each into code of
its own; here one filter looks them all up. The text between them, with its holes, is the same each time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from jinja2 import nodes
from jinja2.runtime import Context

from ..document.holes import hole
from ..errors import InputError, Place
from .budget import BUDGET, PRINTED_VALUE, Budget
from .filters import FILTERS
from .names import LONGEST_NAME, Known, Scope
from .printing import PRINTED, Finished, Values, cost_of, printable

#: The filter that expands the run with a number.
PROSE = "_prose"
#: So many characters of expanded runs are kept: those of some twenty policies.
_KEPT = 1_000_000


class StoppedError(Exception):
    """What an expression of a run met, and the place of that expression."""

    def __init__(self, place: Place, error: Exception) -> None:
        super().__init__(place, error)
        self.place, self.error = place, error


class Name(NamedTuple):
    """A name as it is printed: where it begins, the names inside, filters without anything in brackets."""

    root: str
    path: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """A run: names with their places, and the texts around them, of which there is one more."""

    texts: tuple[str, ...]
    names: tuple[Name, ...]
    places: tuple[Place, ...]

    def print_names(self, context: Context) -> None:
        """Let the values of the names join those that are printed, and charge them.

        :raises StoppedError: with what one of the expressions met.
        """
        known = context.parent
        printed: Values = known[PRINTED]
        budget: Budget = known[BUDGET]
        first = len(printed)
        getitem = context.environment.getitem
        try:
            for root, path, filters in self.names:
                value: Any = known[root] if root in known else context.resolve(root)
                for inside in path:
                    found = value.peek(inside) if type(value) is Scope else None
                    value = getitem(value, inside) if found is None else found
                for one in filters:
                    value = FILTERS[one](context, value)
                if type(value) is Known:  # as nearly all are, a hundred times in a policy
                    budget.text(len(value) + PRINTED_VALUE)
                else:
                    value = printable(value)
                    budget.text(cost_of(value))
                printed.append(value)
        except InputError:
            raise
        except Exception as error:
            raise StoppedError(self.places[len(printed) - first], error) from error

    def with_holes(self, first: int) -> Finished:
        """Return the run, whose first hole has this number."""
        pieces = [self.texts[0]]
        for number, text in enumerate(self.texts[1:], first):
            pieces += (hole(number), text)
        return Finished("".join(pieces))


#: A piece of a run: text, or a name with its place and its line of the text that Jinja reads.
_Piece: TypeAlias = "nodes.TemplateData | tuple[Name, Place, int]"


@dataclass(slots=True)
class Runs:
    """The runs of one environment; a template says which by their numbers.

    Expanded ones are kept by the number of the run and that of its first hole.
    """

    _runs: list[Prose] = field(default_factory=list)
    _expanded: OrderedDict[tuple[int, int], Finished] = field(default_factory=OrderedDict)
    _size: int = 0

    def expand(self, number: int, context: Context) -> Finished:
        """Return the run with this *number*, with a hole for each name; the values join those that are printed.

        :raises StoppedError: with what one of the expressions met.
        """
        key = number, len(context.parent[PRINTED])
        self._runs[number].print_names(context)
        return self._expanded.get(key) or self._kept(key)

    def _kept(self, key: tuple[int, int]) -> Finished:
        number, first = key
        made = self._expanded[key] = self._runs[number].with_holes(first)
        self._size += len(made.text)
        while self._size > _KEPT:
            _, oldest = self._expanded.popitem(last=False)
            self._size -= len(oldest.text)
        return made

    def gather(self, output: nodes.Output, places: list[Place], names: Container[str]) -> None:
        """Put runs in the place of what *output* prints, whose expressions stand at *places*.

        *names* are those that every template sees, and no loop has for itself.
        """
        made: list[nodes.Expr] = []
        run: list[_Piece] = []
        at = iter(places)
        for node in output.nodes:
            if isinstance(node, nodes.TemplateData):
                run.append(node)
                continue
            place, name = next(at), _name_of(node, names)
            if name is not None:
                run.append((name, place, node.lineno))
                continue
            made += self._made(run)
            made.append(node)
            run = []
        output.nodes = [*made, *self._made(run)]

    def _made(self, run: list[_Piece]) -> Iterator[nodes.Expr]:
        """Yield what prints *run*."""
        named = [piece for piece in run if isinstance(piece, tuple)]
        if not named:
            yield from (piece for piece in run if isinstance(piece, nodes.TemplateData))
            return
        texts = [""]
        for piece in run:
            if isinstance(piece, tuple):
                texts.append("")
            else:
                texts[-1] += piece.data
        names, places, lines = zip(*named, strict=True)
        self._runs.append(Prose(tuple(texts), names, places))
        number = nodes.Const(len(self._runs) - 1, lineno=lines[0])
        yield nodes.Filter(number, PROSE, [], [], None, None, lineno=lines[0])


def _name_of(node: nodes.Expr, names: Container[str]) -> Name | None:
    """Return *node* as a name: None when it is something else."""
    filters: list[str] = []
    while isinstance(node, nodes.Filter):
        if node.args or node.kwargs or node.name not in FILTERS or node.node is None:
            return None
        filters.insert(0, node.name)
        node = node.node
    path: list[str] = []
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        inside = node.attr if isinstance(node, nodes.Getattr) else _text_of(node.arg)
        if inside is None or len(inside) > LONGEST_NAME:
            return None
        path.insert(0, inside)
        node = node.node
    if not isinstance(node, nodes.Name) or node.name not in names:
        return None
    return Name(node.name, tuple(path), tuple(filters))


def _text_of(node: nodes.Node) -> str | None:
    value = node.value if isinstance(node, nodes.Const) else None
    return value if isinstance(value, str) else None
