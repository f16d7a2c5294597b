"""What templates can put out, branch by branch, and what their expressions name. Read :meth:`Walker.variants`.

Before every ``<`` of a template stands a mark with its file and line, so that whatever comes out of whichever includes knows
where it was written. What an expression gives is a single :data:`HOLE`; what it names is looked at in :mod:`.expressions`.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.runtime import LoopContext
from markupsafe import Markup

from digest import words
from digest.errors import Mistake
from digest.render.environment import environment, variable_types
from digest.render.lint.expressions import Expressions, Scope, constant, element

HOLE = "\x04"
"""Stands for what an expression gives."""
BARE = "\x05"
"""Stands for what an expression gives that did not go through ``attr``, so that it is not fit for an attribute."""
MARK = re.compile("\x02([^\x02\x03]*)\x03")
"""Stands before a ``<``: "file:line"."""
_JINJA = re.compile(r"{{.*?}}|{%.*?%}|{#.*?#}", re.DOTALL)
_MOST_VARIANTS = 200
_CLOSED = frozenset(["if", "for", "with", "block", "macro", "filter", "call", "raw", "autoescape"])


@dataclasses.dataclass(frozen=True)
class _Body:
    """What stands between ``call`` and ``endcall``, put out where the macro calls its caller."""

    nodes: tuple[nodes.Node, ...]
    scope: Scope


@dataclasses.dataclass(frozen=True)
class _Module:
    """An imported template: its macros by name."""

    macros: Mapping[str, nodes.Macro]


class Walker:
    """Walks templates; ``reached`` are those it has come to."""

    def __init__(self, templates: Mapping[str, str]) -> None:
        self.reached: set[str] = set()
        self._environment = environment(templates)
        self._expressions = Expressions(self._environment)
        self._templates = templates
        self._trees: dict[str, nodes.Template | None] = {}
        self._taken: set[tuple[int, int]] = set()
        self._macros: dict[str, nodes.Macro] = {}
        self._overrides: dict[str, nodes.Block] = {}

    @property
    def mistakes(self) -> set[Mistake]:
        """Those in expressions, and those of templates that cannot be parsed or are not there."""
        return self._expressions.mistakes

    def variants(self, name: str) -> Iterator[str]:
        """What a template can put out: so many texts that every branch is in one of them."""
        for _ in range(_MOST_VARIANTS):
            before = len(self._taken)
            yield "".join(self._template(name, dict(variable_types(name)), ()))
            if len(self._taken) == before:
                return

    def _tree(self, name: str) -> nodes.Template | None:
        """A template's tree, its ``<`` marked; None where it cannot be parsed, which is a mistake."""
        if name not in self._trees:
            self.reached.add(name)
            try:
                self._trees[name] = self._environment.parse(_marked(self._templates[name], name), name)
            except TemplateSyntaxError as error:
                self._trees[name] = None
                line = _left_open(self._templates[name]) if "end of template" in str(error.message) else error.lineno
                self._expressions.mistakes.add(Mistake(name, line, "", str(error.message)))
        return self._trees[name]

    def _template(self, name: str, scope: Scope, above: tuple[str, ...]) -> Iterator[str]:
        tree = self._tree(name)
        if tree is None:
            return
        outer, self._expressions.file = self._expressions.file, name
        extends = next(tree.find_all(nodes.Extends), None)
        # Of a template that extends another, nothing but its blocks is put out.
        yield from self._body([extends] if extends else tree.body, scope, (*above, name))
        self._expressions.file = outer

    def _body(self, body: Iterable[nodes.Node], scope: Scope, above: tuple[str, ...]) -> Iterator[str]:
        for node in body:
            yield from self._node(node, scope, above)

    def _node(self, node: nodes.Node, scope: Scope, above: tuple[str, ...]) -> Iterator[str]:  # noqa: C901, PLR0912
        match node:
            case nodes.Output():
                for part in node.nodes:
                    if isinstance(part, nodes.TemplateData):
                        yield part.data
                    else:
                        yield from self._called(part, self._expressions.type_of(part, scope), scope, above)
            case nodes.If():
                yield from self._branches(node, scope, above)
            case nodes.AssignBlock():
                self._expressions.bind(node.target, Markup, scope)
                for _ in self._body(node.body, dict(scope), above):
                    pass
            case nodes.CallBlock():
                given = {a.name: None for a in node.args if isinstance(a, nodes.Name)}
                inner = scope | {"caller": _Body(tuple(node.body), scope | given)}
                yield from self._called(node.call, self._expressions.type_of(node.call, scope), inner, above)
            case nodes.Extends():
                yield from self._extended(node, scope, above)
            case nodes.Block():
                taken = self._overrides.get(node.name, node)
                yield from self._body(taken.body, scope | {"super": None, "self": None}, above)
            case nodes.For():
                inner = scope | {"loop": LoopContext}
                self._expressions.bind(node.target, element(self._expressions.type_of(node.iter, scope)), inner)
                yield from self._body(node.body, inner, above)
            case nodes.With():
                inner = dict(scope)
                for target, value in zip(node.targets, node.values, strict=True):
                    self._expressions.bind(target, self._expressions.type_of(value, scope), inner)
                yield from self._body(node.body, inner, above)
            case nodes.Assign():
                self._expressions.bind(node.target, self._expressions.type_of(node.node, scope), scope)
            case nodes.Include():
                yield from self._include(node, scope, above)
            case nodes.Macro():
                scope[node.name] = None
                self._macros[node.name] = node
            case nodes.Import() | nodes.FromImport():
                self._import(node, scope, above)
            case nodes.FilterBlock() | nodes.ScopedEvalContextModifier() | nodes.Scope():
                yield from self._body(node.body, dict(scope), above)
            case _:
                for inner_node in node.iter_child_nodes():
                    if isinstance(inner_node, nodes.Expr):
                        self._expressions.type_of(inner_node, scope)

    def _called(self, part: nodes.Node, of: Any, scope: Scope, above: tuple[str, ...]) -> Iterator[str]:
        """What an expression puts out: the body of a macro or of a caller that it calls, else a hole."""
        function = part.node if isinstance(part, nodes.Call) else None
        if isinstance(function, nodes.Name) and isinstance(body := scope.get(function.name), _Body):
            yield from self._body(body.nodes, body.scope, above)
            return
        macro = self._macro(function, scope)
        if macro is None or macro.name in above:
            fit = _goes_through(part, "attr") or of in (int, float, bool)
            yield HOLE if fit else BARE
            return
        given = [self._expressions.type_of(a, scope) for a in part.args] if isinstance(part, nodes.Call) else []
        arguments = {a.name: given[n] if n < len(given) else None for n, a in enumerate(macro.args)}
        inner = {"caller": None} | scope | {"varargs": None, "kwargs": None} | arguments
        yield from self._body(macro.body, inner, (*above, macro.name))

    def _macro(self, function: nodes.Node | None, scope: Scope) -> nodes.Macro | None:
        """The macro that is called: of this template, imported by name, or of an imported template."""
        if isinstance(function, nodes.Name):
            return self._macros.get(function.name)
        if isinstance(function, nodes.Getattr) and isinstance(function.node, nodes.Name):
            home = scope.get(function.node.name)
            return home.macros.get(function.attr) if isinstance(home, _Module) else None
        return None

    def _extended(self, node: nodes.Extends, scope: Scope, above: tuple[str, ...]) -> Iterator[str]:
        """The template that is extended, with the blocks of the one that extends it."""
        name, own = constant(node.template), self._tree(self._expressions.file)
        if not self._is_there(node, name) or name in above or own is None:
            return
        before = self._overrides
        self._overrides = {**{b.name: b for b in own.find_all(nodes.Block)}, **before}
        yield from self._template(name, scope, above)
        self._overrides = before

    # branches

    def _branches(self, node: nodes.If, scope: Scope, above: tuple[str, ...]) -> Iterator[str]:
        """One branch of a condition: one not taken yet, else one that holds such a one, else the first."""
        tests = (t for t in (node.test, *node.test.find_all(nodes.Test)) if isinstance(t, nodes.Test))
        asked = [t.node.name for t in tests if t.name == "defined" and isinstance(t.node, nodes.Name)]
        scope = dict.fromkeys(asked) | scope
        self._expressions.type_of(node.test, scope)
        for other in node.elif_:
            self._expressions.type_of(other.test, scope)
        bodies: list[Sequence[nodes.Node]] = [node.body, *(e.body for e in node.elif_), node.else_]
        keys = [(id(node), n) for n in range(len(bodies))]
        fresh = (n for n, key in enumerate(keys) if key not in self._taken)
        inside = (n for n, body in enumerate(bodies) if self._holds_untaken(body, frozenset(above)))
        taken = next(chain(fresh, inside), 0)
        self._taken.add(keys[taken])
        yield from self._body(bodies[taken], scope, above)

    def _holds_untaken(self, body: Iterable[nodes.Node], above: Collection[str]) -> bool:
        for node in body:
            every = (node, *node.find_all((nodes.If, nodes.Include)))
            # An "elif" is one of the branches of its "if".
            branches = {id(e) for inner in every if isinstance(inner, nodes.If) for e in inner.elif_}
            for inner in every:
                if id(inner) in branches:
                    continue
                if isinstance(inner, nodes.If):
                    if any((id(inner), n) not in self._taken for n in range(len(inner.elif_) + 2)):
                        return True
                elif isinstance(inner, nodes.Include) and (name := constant(inner.template)) in self._templates:
                    tree = None if name in above else self._tree(name)
                    if tree and self._holds_untaken(tree.body, {*above, name}):
                        return True
        return False

    # other templates

    def _is_there(self, node: nodes.Node, name: str) -> bool:
        """Whether there is a template of that name; it is a mistake to name one that is not there."""
        if name and name not in self._templates:
            self._expressions.mistake(node, f"there is no template {name!r}{words.suggestion(name, self._templates)}")
        return name in self._templates

    def _include(self, node: nodes.Include, scope: Scope, above: tuple[str, ...]) -> Iterator[str]:
        name = constant(node.template)
        if not name:
            self._expressions.type_of(node.template, scope)
            return
        if name in above:
            self._expressions.mistake(node, f"{name!r} includes itself")
        elif name in self._templates if node.ignore_missing else self._is_there(node, name):
            yield from self._template(name, scope if node.with_context else {}, above)

    def _import(self, node: nodes.Import | nodes.FromImport, scope: Scope, above: tuple[str, ...]) -> None:
        name = constant(node.template)
        tree = self._tree(name) if self._is_there(node, name) and name not in above else None
        macros = {m.name: m for m in tree.find_all(nodes.Macro)} if tree else {}
        if isinstance(node, nodes.Import):
            scope[node.target] = _Module(macros)
            return
        for one in node.names:
            own, known = (one, one) if isinstance(one, str) else one
            scope[known] = None
            if own in macros:
                self._macros[known] = macros[own]


def _marked(source: str, name: str) -> str:
    """A template with a mark before each ``<`` that stands outside of Jinja's own."""
    out, at, line = [], 0, 1
    for hole in chain(_JINJA.finditer(source), (None,)):
        end = hole.start() if hole else len(source)
        for part in re.split("(<)", source[at:end]):
            out.append(f"\x02{name}:{line}\x03<" if part == "<" else part)
            line += part.count("\n")
        if hole:
            out.append(hole[0])
            line += hole[0].count("\n")
            at = hole.end()
    return "".join(out)


def _left_open(source: str) -> int:
    """The line of the innermost Jinja block that is never closed; the parser only knows where the template ends."""
    open_: list[tuple[str, int]] = []
    for block in re.finditer(r"{%[-+]?\s*(\w+)", source):
        name, line = block[1], source.count("\n", 0, block.start()) + 1
        if name.startswith("end"):
            while open_ and open_.pop()[0] != name.removeprefix("end"):
                pass
        elif name in _CLOSED:
            open_.append((name, line))
    return open_[-1][1] if open_ else source.count("\n") + 1


def _goes_through(node: nodes.Node, name: str) -> bool:
    """Whether what an expression gives has gone through a filter, or is written in the template, in each of its cases."""
    match node:
        case nodes.Filter():
            return node.name == name
        case nodes.CondExpr():
            return all(n is None or _goes_through(n, name) for n in (node.expr1, node.expr2))
        case nodes.Const():
            return True
    return False
