"""What templates can put out, branch by branch, and what their expressions name. Read :meth:`Walker.variants`.

Before every ``<`` of a template stands a mark with its file and line, so that whatever comes out of whichever includes knows
where it was written. What an expression gives is a single :data:`HOLE`; its names and attributes are checked by the types
of the values that templates are given.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
import types
import typing
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.runtime import LoopContext
from markupsafe import Markup

from digest.errors import Mistake
from digest.render.environment import environment, variable_types

HOLE = "\x04"
"""Stands for what an expression gives."""
BARE = "\x05"
"""Stands for what an expression gives that did not go through ``attr``, so that it is not fit for an attribute."""
MARK = re.compile("\x02([^\x02\x03]*)\x03")
"""Stands before a ``<``: "file:line"."""
_JINJA = re.compile(r"{{.*?}}|{%.*?%}|{#.*?#}", re.DOTALL)
_MOST_VARIANTS = 200
_CLOSED = frozenset(["if", "for", "with", "block", "macro", "filter", "call", "raw", "autoescape"])

Scope = dict[str, Any]
"""Name to type; None where the type is not known."""


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
    """Walks templates; ``mistakes`` are those of their expressions, ``reached`` the templates it has come to."""

    def __init__(self, templates: Mapping[str, str]) -> None:
        self.mistakes: set[Mistake] = set()
        self.reached: set[str] = set()
        self._environment = environment(templates)
        self._templates = templates
        self._trees: dict[str, nodes.Template | None] = {}
        self._taken: set[tuple[int, int]] = set()
        self._macros: dict[str, nodes.Macro] = {}
        self._overrides: dict[str, nodes.Block] = {}
        self._file = ""

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
                self.mistakes.add(Mistake(name, line, "", str(error.message)))
        return self._trees[name]

    def _template(self, name: str, scope: Scope, above: tuple[str, ...]) -> Iterator[str]:
        tree = self._tree(name)
        if tree is None:
            return
        outer, self._file = self._file, name
        extends = next(tree.find_all(nodes.Extends), None)
        # Of a template that extends another, nothing but its blocks is put out.
        yield from self._body([extends] if extends else tree.body, scope, (*above, name))
        self._file = outer

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
                        yield from self._called(part, self._type(part, scope), scope, above)
            case nodes.If():
                yield from self._branches(node, scope, above)
            case nodes.AssignBlock():
                self._bind(node.target, Markup, scope)
                for _ in self._body(node.body, dict(scope), above):
                    pass
            case nodes.CallBlock():
                given = {a.name: None for a in node.args if isinstance(a, nodes.Name)}
                inner = scope | {"caller": _Body(tuple(node.body), scope | given)}
                yield from self._called(node.call, self._type(node.call, scope), inner, above)
            case nodes.Extends():
                yield from self._extended(node, scope, above)
            case nodes.Block():
                taken = self._overrides.get(node.name, node)
                yield from self._body(taken.body, scope | {"super": None, "self": None}, above)
            case nodes.For():
                inner = scope | {"loop": LoopContext}
                self._bind(node.target, _element(self._type(node.iter, scope)), inner)
                yield from self._body(node.body, inner, above)
            case nodes.With():
                inner = dict(scope)
                for target, value in zip(node.targets, node.values, strict=True):
                    self._bind(target, self._type(value, scope), inner)
                yield from self._body(node.body, inner, above)
            case nodes.Assign():
                self._bind(node.target, self._type(node.node, scope), scope)
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
                        self._type(inner_node, scope)

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
        given = [self._type(a, scope) for a in part.args] if isinstance(part, nodes.Call) else []
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
        name, own = _constant(node.template), self._tree(self._file)
        if name in above or name not in self._templates or own is None:
            if name and name not in self._templates:
                self._mistake(node, f"there is no template {name!r}{_close(name, self._templates)}")
            return
        before = self._overrides
        self._overrides = {**{b.name: b for b in own.find_all(nodes.Block)}, **before}
        yield from self._template(name, scope, above)
        self._overrides = before

    # branches

    def _branches(self, node: nodes.If, scope: Scope, above: tuple[str, ...]) -> Iterator[str]:
        """One branch of a condition: one not taken yet, else one that holds such a one, else the first."""
        asked = {
            t.node.name
            for t in node.test.find_all(nodes.Test)
            if t.name == "defined" and isinstance(t.node, nodes.Name)
        }
        if isinstance(node.test, nodes.Test) and node.test.name == "defined" and isinstance(node.test.node, nodes.Name):
            asked.add(node.test.node.name)
        scope = dict.fromkeys(asked) | scope
        self._type(node.test, scope)
        for other in node.elif_:
            self._type(other.test, scope)
        bodies: list[Sequence[nodes.Node]] = [node.body, *(e.body for e in node.elif_), node.else_]
        keys = [(id(node), n) for n in range(len(bodies))]
        fresh = (n for n, key in enumerate(keys) if key not in self._taken)
        inside = (n for n, body in enumerate(bodies) if self._holds_untaken(body, frozenset(above)))
        taken = next(chain(fresh, inside), 0)
        self._taken.add(keys[taken])
        yield from self._body(bodies[taken], scope, above)

    def _holds_untaken(self, body: Iterable[nodes.Node], above: Collection[str]) -> bool:
        for node in body:
            for inner in (node, *node.find_all((nodes.If, nodes.Include))):
                if isinstance(inner, nodes.If):
                    if any((id(inner), n) not in self._taken for n in range(len(inner.elif_) + 2)):
                        return True
                elif isinstance(inner, nodes.Include) and (name := _constant(inner.template)) in self._templates:
                    tree = None if name in above else self._tree(name)
                    if tree and self._holds_untaken(tree.body, {*above, name}):
                        return True
        return False

    # other templates

    def _include(self, node: nodes.Include, scope: Scope, above: tuple[str, ...]) -> Iterator[str]:
        name = _constant(node.template)
        if not name:
            self._type(node.template, scope)
            return
        if name in above:
            self._mistake(node, f"{name!r} includes itself")
        elif name not in self._templates:
            if not node.ignore_missing:
                self._mistake(node, f"there is no template {name!r}{_close(name, self._templates)}")
        else:
            yield from self._template(name, scope if node.with_context else {}, above)

    def _import(self, node: nodes.Import | nodes.FromImport, scope: Scope, above: tuple[str, ...]) -> None:
        name = _constant(node.template)
        tree = self._tree(name) if name in self._templates and name not in above else None
        if name and name not in self._templates:
            self._mistake(node, f"there is no template {name!r}{_close(name, self._templates)}")
        macros = {m.name: m for m in tree.find_all(nodes.Macro)} if tree else {}
        if isinstance(node, nodes.Import):
            scope[node.target] = _Module(macros)
            return
        for one in node.names:
            own, known = (one, one) if isinstance(one, str) else one
            scope[known] = None
            if own in macros:
                self._macros[known] = macros[own]

    # expressions

    def _type(self, node: nodes.Node, scope: Scope) -> Any:  # noqa: C901, PLR0912
        """The type of what an expression gives; None where it is not known. Its mistakes are noted."""
        match node:
            case nodes.Name():
                if node.name in scope or node.name in DEFAULT_NAMESPACE:
                    return _plain(scope.get(node.name))
                self._mistake(node, f"{node.name!r} is undefined{_close(node.name, scope)}")
            case nodes.Getattr():
                return self._attribute(node, self._type(node.node, scope), node.attr)
            case nodes.Getitem():
                base = self._type(node.node, scope)
                key = _constant(node.arg)
                if key and dataclasses.is_dataclass(base):
                    return self._attribute(node, base, key)
                self._type(node.arg, scope)
                return _element(base)
            case nodes.Filter():
                return self._filter(node, scope)
            case nodes.Test():
                if node.name not in self._environment.tests:
                    self._mistake(node, f"there is no test {node.name!r}{_close(node.name, self._environment.tests)}")
                if node.name not in ("defined", "undefined"):
                    self._children(node, scope)
                return bool
            case nodes.Call():
                self._children(node, scope)
                named = isinstance(node.node, nodes.Getattr) and node.node.attr in ("split", "splitlines")
                return tuple[str, ...] if named else None
            case nodes.Const():
                return type(node.value)
            case nodes.Concat():
                self._children(node, scope)
                return str
            case _:
                self._children(node, scope)
        return None

    def _children(self, node: nodes.Node, scope: Scope) -> None:
        for inner in node.iter_child_nodes():
            self._type(inner, scope)

    def _filter(self, node: nodes.Filter, scope: Scope) -> Any:
        if node.name in ("default", "d") and isinstance(node.node, nodes.Name):
            scope = {node.node.name: None} | scope
        of = [self._type(inner, scope) for inner in node.iter_child_nodes()][:1]
        function = self._environment.filters.get(node.name)
        if function is None:
            self._mistake(node, f"there is no filter {node.name!r}{_close(node.name, self._environment.filters)}")
            return None
        if not getattr(function, "__module__", "").startswith("digest."):
            return _element(of[0]) if of and node.name in ("first", "last") else None
        return _plain(typing.get_type_hints(function).get("return"))

    def _attribute(self, node: nodes.Node, base: Any, name: str) -> Any:
        if base is None or isinstance(base, _Module | _Body):
            return None
        fields = _fields(base) if isinstance(base, type) and dataclasses.is_dataclass(base) else {}
        if name in fields:
            return _plain(fields[name])
        origin = typing.get_origin(base) or base
        if not fields and hasattr(origin, name):
            return None
        of = getattr(origin, "__name__", str(origin))
        self._mistake(node, f"{of} has no {name!r}{_close(name, fields or dir(origin))}")
        return None

    def _bind(self, target: nodes.Node, of: Any, scope: Scope) -> None:
        """Names on the left of ``for``, ``with`` and ``set``."""
        if isinstance(target, nodes.Name):
            scope[target.name] = of
        elif isinstance(target, nodes.Tuple):
            parts = typing.get_args(of) if typing.get_origin(of) is tuple else ()
            for n, item in enumerate(target.items):
                fits = len(parts) == len(target.items) and Ellipsis not in parts
                self._bind(item, _plain(parts[n]) if fits else None, scope)

    def _mistake(self, node: nodes.Node, says: str) -> None:
        self.mistakes.add(Mistake(self._file, node.lineno, "", says))


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


def _constant(node: nodes.Node) -> str:
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else ""


def _element(of: Any) -> Any:
    """What one gets by going through a value, or by its key."""
    if of is str:
        return str
    parts = typing.get_args(of)
    origin = typing.get_origin(of)
    if origin in (tuple, list) and parts:
        return _plain(parts[0])
    if isinstance(origin, type) and issubclass(origin, Mapping) and len(parts) == 2:
        return _plain(parts[1])
    return None


def _plain(of: Any) -> Any:
    """A type without "or nothing"; None where it may be one of several."""
    if typing.get_origin(of) in (typing.Union, types.UnionType):
        parts = [a for a in typing.get_args(of) if a is not type(None)]
        return parts[0] if len(parts) == 1 else None
    if typing.get_origin(of) is typing.Literal:
        return str
    return of


@cache
def _fields(of: Any) -> Mapping[str, Any]:
    """The fields and properties of a dataclass, with their types."""
    hints = typing.get_type_hints(of)
    found = {f.name: hints[f.name] for f in dataclasses.fields(of)}
    return found | {n: _returned(p) for n, p in vars(of).items() if isinstance(p, property)}


def _returned(of: property) -> Any:
    return typing.get_type_hints(of.fget).get("return") if of.fget else None


def _close(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, [k for k in known if not k.startswith("_")], n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""
