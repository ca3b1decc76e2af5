"""What a template may hold, checked on its syntax tree before anything of it runs.

An allow-list: a node, filter or name that is not on it is an error with its line, and all errors of a
template are found in one pass.
"""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import nodes

from ..errors import Diagnostic, did_you_mean, is_forbidden, visible
from .filters import ARGUMENTS, FILTERS
from .names import Vocabulary
from .source import Source, children_of, written

_STRUCTURE = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Include)
_EXPRESSIONS = (
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Filter,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.CondExpr,
    nodes.List,
    nodes.Tuple,
    nodes.Keyword,
)
_LOOP_NAMES: Vocabulary = {"first": None, "last": None, "index": None, "length": None}
_INSTEAD = {
    nodes.Call: ("a call", "names, attributes and filters are all that an expression holds"),
    nodes.Assign: ("an assignment", "put the text into trust.yaml or the profile, under facts"),
    nodes.Macro: ("a macro", "put shared text into a file whose name starts with _ and include it"),
    nodes.Test: ("a test with “is”", "a name without a value is false by itself: {% if name %}"),
    nodes.Concat: ("“~”", "write the texts side by side, each in its own {{ }}"),
    nodes.Dict: ("a map", "put it into trust.yaml or the profile, under facts"),
    nodes.Slice: ("a slice", "use the filters first and last, or a loop"),
    nodes.BinExpr: ("arithmetic", "put the result into the profile, under facts"),
    nodes.UnaryExpr: ("arithmetic", "put the result into the profile, under facts"),
}
_DEPTH_LIMIT = 50
_LARGEST_NUMBER = 10**15
#: Python compiles at most 20 blocks in each other, and Jinja uses some of them.
_LOOP_LIMIT = 8


class Checker:
    """One pass over one template: ``problems`` afterwards holds all that is wrong with it."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        includes: Mapping[str, str],
        source: Source,
    ) -> None:
        self.vocabulary = vocabulary
        self.includes = includes
        self.source = source
        self.problems: list[Diagnostic] = []
        self.too_deep = False
        self._loops = 0

    def check(
        self, node: nodes.Node, loops: Mapping[str, Vocabulary | None], depth: int = 0
    ) -> None:
        """Check *node* and all inside it; *loops* are the loop variables in reach."""
        if depth > _DEPTH_LIMIT:
            self._say_too_deep(node, f"nested deeper than {_DEPTH_LIMIT} levels")
            return
        if not self._is_allowed(node):
            return
        if isinstance(node, nodes.For):
            self._check_loop(node, loops, depth)
            return
        if isinstance(node, nodes.Name):
            if node.ctx == "load" and node.name not in loops and node.name not in self.vocabulary:
                known = [*self.vocabulary, *loops]
                hint = did_you_mean(node.name, known, f"the names are {', '.join(sorted(known))}")
                self._say(node, "unknown-name", f"there is no “{node.name}”", hint)
            return
        if isinstance(node, nodes.Const):
            self._check_constant(node)
        elif isinstance(node, nodes.Getattr | nodes.Getitem):
            self._inside(node, loops)
        elif isinstance(node, nodes.Filter):
            self._check_filter(node)
        elif isinstance(node, nodes.CondExpr) and node.expr2 is None:
            message = "an “if” inside an expression has no “else”"
            self._say(node, "not-allowed", message, "such as {{ a if b else c }}")
        elif isinstance(node, nodes.Include):
            self._check_include(node)
            return
        for child in children_of(node):
            self.check(child, loops, depth + 1)

    def _is_allowed(self, node: nodes.Node) -> bool:
        allowed = _EXPRESSIONS + (_STRUCTURE if not self.source.fixed else _STRUCTURE[:3])
        if isinstance(node, allowed) and not (isinstance(node, nodes.For) and node.recursive):
            return True
        for kind, (what, hint) in _INSTEAD.items():
            if isinstance(node, kind):
                self._say(node, "not-allowed", f"{what} is not part of the template language", hint)
                return False
        what = type(node).__name__.lower()
        self._say(
            node,
            "not-allowed",
            f"“{what}” is not part of the template language",
            "the statements are if, for and include",
        )
        return False

    def _check_constant(self, node: nodes.Const) -> None:
        """Refuse what no text may hold, though it is written with a backslash, and numbers without end."""
        value = node.value
        if isinstance(value, str):
            wrong = next((c for c in value if is_forbidden(c)), "")
            if wrong:
                message = f"“{visible(wrong)}” is a character that no text may hold"
                self._say(node, "forbidden-character", message, "leave it out")
        elif isinstance(value, int | float) and abs(value) > _LARGEST_NUMBER:
            self._say(node, "number", "this number is too large", "write it in quotes, as a text")

    def _check_filter(self, node: nodes.Filter) -> None:
        if node.name not in FILTERS:
            hint = did_you_mean(node.name, FILTERS, f"the filters are {', '.join(sorted(FILTERS))}")
            self._say(node, "unknown-filter", f"there is no filter “{node.name}”", hint)
            return
        takes = ARGUMENTS.get(node.name)
        named = [argument.key for argument in node.kwargs]
        many = len(node.args) + len(named) > (1 if takes else 0)
        if many or any(n != takes for n in named) or node.dyn_args or node.dyn_kwargs:
            after = f"one thing in brackets, the {takes}" if takes else "nothing in brackets"
            message = f"the filter “{node.name}” takes {after}"
            self._say(node, "not-allowed", message, f"such as {{{{ name | {node.name} }}}}")

    def _check_loop(
        self, node: nodes.For, loops: Mapping[str, Vocabulary | None], depth: int
    ) -> None:
        self.check(node.iter, loops, depth + 1)
        if self._loops == _LOOP_LIMIT:
            self._say_too_deep(node, f"more than {_LOOP_LIMIT} loops stand in each other")
            return
        self._loops += 1
        inner = dict(loops) | {"loop": _LOOP_NAMES}
        name = node.target
        for target in [name] if isinstance(name, nodes.Name) else name.find_all(nodes.Name):
            if target.name in self.vocabulary:
                self._say(
                    target,
                    "name-taken",
                    f"“{target.name}” already has a meaning",
                    "give the loop variable another name",
                )
            inner[target.name] = None
        if node.test is not None:
            self.check(node.test, inner, depth + 1)
        for child in [*node.body, *node.else_]:
            self.check(child, inner, depth + 1)
        self._loops -= 1

    def _check_include(self, node: nodes.Include) -> None:
        name = node.template.value if isinstance(node.template, nodes.Const) else None
        if not isinstance(name, str):
            self._say(
                node,
                "include",
                "include needs the name of a file in quotes",
                'such as {% include "_shared/complaints.md" %}',
            )
        elif node.ignore_missing:
            self._say(
                node,
                "include",
                "“ignore missing” is not part of the template language",
                "leave it out: a missing file must be seen",
            )
        elif not node.with_context:
            self._say(
                node,
                "include",
                "“without context” is not part of the template language",
                "leave it out: a shared text sees the same names",
            )
        elif name not in self.includes:
            self._say(
                node,
                "include",
                f"there is no shared text “{name}” in templates/",
                did_you_mean(name, self.includes, "shared files or folders start with _"),
            )

    def _inside(
        self, node: nodes.Getattr | nodes.Getitem, loops: Mapping[str, Vocabulary | None]
    ) -> Vocabulary | None:
        """Check one step of a path such as ``school.address.town``; return what is inside it."""
        name: object = (
            node.attr if isinstance(node, nodes.Getattr) else getattr(node.arg, "value", None)
        )
        holder = node.node
        if isinstance(holder, nodes.Name):
            names = loops.get(holder.name, self.vocabulary.get(holder.name))
            path = holder.name
        elif isinstance(holder, nodes.Getattr | nodes.Getitem):
            quiet, self.problems = self.problems, []
            names, path = self._inside(holder, loops), written(holder)
            self.problems = quiet
        else:
            return None
        if names is None or not isinstance(name, str):
            return None
        if name not in names:
            self._say(
                node,
                "unknown-name",
                f"{path} has no “{name}”",
                did_you_mean(name, names, f"it has {', '.join(sorted(names))}"),
            )
            return None
        return names[name]

    def _say_too_deep(self, node: nodes.Node, message: str) -> None:
        self.too_deep = True
        self._say(node, "template-depth", message, "make it flatter")

    def _say(self, node: nodes.Node, code: str, message: str, hint: str) -> None:
        needle = getattr(node, "name", "") or getattr(node, "attr", "")
        line = node.lineno
        if not line:  # Jinja gives some nodes none
            inside = (inner.lineno for inner in node.find_all(nodes.Node))
            line = next(filter(None, inside), 1)
        place = self.source.place(line, needle if isinstance(needle, str) else "")
        self.problems.append(Diagnostic(place, code, message, hint))
