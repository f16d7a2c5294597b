"""What the expressions of a template name, and of what type it is. Read :meth:`Expressions.type_of`.

The types are those of the values that templates are given, so that a misspelt field is found without an edition that has it.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, nodes
from jinja2.defaults import DEFAULT_NAMESPACE

from digest import words
from digest.errors import Mistake

Scope = dict[str, Any]
"""Name to type; None where the type is not known."""


class Expressions:
    """Looks at expressions of the template ``file``, and notes the ``mistakes`` in them."""

    def __init__(self, environment: Environment) -> None:
        self.mistakes: set[Mistake] = set()
        self.file = ""
        self._environment = environment

    def mistake(self, node: nodes.Node, says: str) -> None:
        """Note a mistake where a node stands."""
        self.mistakes.add(Mistake(self.file, node.lineno, "", says))

    def type_of(self, node: nodes.Node, scope: Scope) -> Any:  # noqa: C901, PLR0912
        """The type of what an expression gives; None where it is not known. Its mistakes are noted."""
        match node:
            case nodes.Name():
                if node.name in scope or node.name in DEFAULT_NAMESPACE:
                    return _plain(scope.get(node.name))
                self.mistake(node, f"{node.name!r} is undefined{words.suggestion(node.name, scope)}")
            case nodes.Getattr():
                return self._attribute(node, self.type_of(node.node, scope), node.attr)
            case nodes.Getitem():
                base = self.type_of(node.node, scope)
                key = constant(node.arg)
                if key and dataclasses.is_dataclass(base):
                    return self._attribute(node, base, key)
                self.type_of(node.arg, scope)
                return element(base)
            case nodes.Filter():
                return self._filter(node, scope)
            case nodes.Test():
                if node.name not in self._environment.tests:
                    self.mistake(
                        node, f"there is no test {node.name!r}{words.suggestion(node.name, self._environment.tests)}"
                    )
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
            self.type_of(inner, scope)

    def _filter(self, node: nodes.Filter, scope: Scope) -> Any:
        if node.name in ("default", "d") and isinstance(node.node, nodes.Name):
            scope = {node.node.name: None} | scope
        of = [self.type_of(inner, scope) for inner in node.iter_child_nodes()][:1]
        function = self._environment.filters.get(node.name)
        if function is None:
            self.mistake(
                node, f"there is no filter {node.name!r}{words.suggestion(node.name, self._environment.filters)}"
            )
            return None
        if not getattr(function, "__module__", "").startswith("digest."):
            return element(of[0]) if of and node.name in ("first", "last") else None
        return _plain(typing.get_type_hints(function).get("return"))

    def _attribute(self, node: nodes.Node, base: Any, name: str) -> Any:
        if not isinstance(base, type) and typing.get_origin(base) is None:
            return None
        fields = _fields(base) if isinstance(base, type) and dataclasses.is_dataclass(base) else {}
        if name in fields:
            return _plain(fields[name])
        origin = typing.get_origin(base) or base
        if not fields and hasattr(origin, name):
            return None
        of = getattr(origin, "__name__", str(origin))
        self.mistake(node, f"{of} has no {name!r}{words.suggestion(name, fields or dir(origin))}")
        return None

    def bind(self, target: nodes.Node, of: Any, scope: Scope) -> None:
        """Names on the left of ``for``, ``with`` and ``set``."""
        if isinstance(target, nodes.Name):
            scope[target.name] = of
        elif isinstance(target, nodes.Tuple):
            parts = typing.get_args(of) if typing.get_origin(of) is tuple else ()
            for n, item in enumerate(target.items):
                fits = len(parts) == len(target.items) and Ellipsis not in parts
                self.bind(item, _plain(parts[n]) if fits else None, scope)


def constant(node: nodes.Node) -> str:
    """The text that a node is; empty for any other."""
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else ""


def element(of: Any) -> Any:
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
