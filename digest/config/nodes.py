"""YAML to plain values, with the line of every key. Read :func:`read`.

Scalars follow the YAML 1.2 core schema, so that ``NO`` stays Norway and 12:30:45 a string; tags that would build
objects, duplicate keys, further documents and alias bombs are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from digest.errors import Mistake

Path = tuple[str | int, ...]
_MAX_VALUES = 200_000
_MAX_DEPTH = 40
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_PLAIN_TAGS = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:int",
               "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null", "tag:yaml.org,2002:timestamp",
               "tag:yaml.org,2002:merge", "tag:yaml.org,2002:value")  # fmt: skip


@dataclass(slots=True)
class Tree:
    """The value of a file, the line of each path in it, and the mistakes met on the way."""

    file: str
    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    count: int = 0

    def line(self, path: Path) -> int:
        """The line of the innermost known part of a path; steps that are not in the file are passed over."""
        known: Path = ()
        for step in path:
            if (*known, step) in self.lines:
                known = (*known, step)
        return self.lines.get(known, 1)

    def mistake(self, path: Path, message: str) -> None:
        """Note a mistake at a path."""
        where = ".".join(str(s) for s in path)
        self.mistakes.append(Mistake(self.file, self.line(path), where, message))


class _Loader(yaml.SafeLoader):
    """SafeLoader, named only to keep its resolvers apart from everybody else's."""


def read(text: str, file: str) -> Tree:
    """Parse one YAML document; mistakes are collected in the tree, nothing is raised."""
    tree = Tree(file)
    try:
        documents = list(yaml.compose_all(text.removeprefix("\ufeff"), _Loader))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        tree.mistakes.append(_syntax(error, file))
        return tree
    if len(documents) != 1 or documents[0] is None:
        what = (
            "the file is empty"
            if not documents or documents[0] is None
            else f"the file holds {len(documents)} documents"
        )
        tree.mistakes.append(Mistake(file, 1, "", f"{what}; one YAML mapping is expected"))
        return tree
    tree.value = _build(tree, documents[0], (), 0)
    if not isinstance(tree.value, dict) and not tree.mistakes:
        tree.mistakes.append(Mistake(file, 1, "", "a mapping (key: value) is expected at the top of the file"))
    return tree


def _syntax(error: Exception, file: str) -> Mistake:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    return Mistake(file, mark.line + 1 if mark else 1, "", f"not valid YAML: {problem}")


def _build(tree: Tree, node: yaml.Node, path: Path, depth: int) -> Any:
    tree.count += 1
    tree.lines.setdefault(path, node.start_mark.line + 1)
    if tree.count > _MAX_VALUES or depth > _MAX_DEPTH:
        if tree.count != _MAX_VALUES + 2:
            tree.count = _MAX_VALUES + 2
            tree.mistake(path, "the file unfolds to too many or too deeply nested values (aliases of aliases?)")
        return None
    if node.tag not in _PLAIN_TAGS:
        tree.mistake(
            path, f"the tag {node.tag.removeprefix('tag:yaml.org,2002:')!r} is not allowed; write plain values"
        )
        return None
    if isinstance(node, yaml.MappingNode):
        return _mapping(tree, node, path, depth)
    if isinstance(node, yaml.SequenceNode):
        return [_build(tree, child, (*path, n), depth + 1) for n, child in enumerate(node.value)]
    return _scalar(node)


def _mapping(tree: Tree, node: yaml.MappingNode, path: Path, depth: int) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    own: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            tree.mistake(path, "a key must be a plain word")
            continue
        key = key_node.value
        if key == "<<":
            for one in value_node.value if isinstance(value_node, yaml.SequenceNode) else [value_node]:
                value = _build(tree, one, path, depth + 1)
                merged |= value if isinstance(value, dict) else {}
            continue
        tree.lines[(*path, key)] = key_node.start_mark.line + 1
        if key in own:
            tree.mistake((*path, key), "the key stands here twice")
        own[key] = _build(tree, value_node, (*path, key), depth + 1)
    return merged | own


def _scalar(node: yaml.Node) -> Any:
    text: str = node.value
    if not isinstance(node, yaml.ScalarNode) or node.style is not None:
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text[0] in "tT"
    if (
        _INT.fullmatch(text)
        and len(text) < 19
        and not (text.lstrip("+-").startswith("0") and len(text.lstrip("+-")) > 1)
    ):
        return int(text)
    if _FLOAT.fullmatch(text) and not _INT.fullmatch(text):
        return float(text)
    return text
