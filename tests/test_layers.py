"""Imports point downward: values ← tools ← stages and adapters ← assembly ← edges."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "digest"
LAYERS = {
    0: ("model", "errors"),
    1: (
        "interfaces",
        "codec",
        "words",
        "urls",
        "dates",
        "names",
        "languages",
        "charset",
        "cron",
        "clock",
        "weight",
        "marking",
        "places",
    ),
    2: ("extract", "clean", "split", "normalise", "group", "rank", "choose", "compose", "render", "preflight"),
    3: ("sources", "senders", "fetch", "store", "engines", "shipped", "links", "spool"),
    4: (
        "plugins",
        "config",
        "editing",
        "notices",
        "replay",
        "rank_lines",
        "pipeline",
        "reading",
        "proof",
        "delivery",
        "batch",
        "given",
        "relate",
        "compare",
        "explain",
        "cases",
        "topics",
        "demo",
    ),
    5: ("cli", "schedule", "web", "__main__", "__init__"),
}
LAYER = {name: layer for layer, names in LAYERS.items() for name in names}
# The assembly builds on its own lower half.
WITHIN = {"pipeline": {"plugins", "config", "editing", "reading"}, "editing": {"notices", "plugins"}, "config": {"plugins"}, "delivery": {"plugins", "config"}, "batch": {"plugins", "reading"}, "given": {"batch"}, "relate": {"batch", "given"}, "replay": {"editing"}, "proof": {"config", "delivery", "editing", "pipeline", "plugins"}, "rank_lines": {"batch", "config", "plugins"},
          "web": {"schedule"}, "schedule": set(), "cli": {"schedule", "web"}, "__main__": {"cli"}}  # fmt: skip
IMPURE = {"time", "socket", "pathlib", "sqlite3", "random", "os", "asyncio", "sqlalchemy", "aiohttp"}


def modules():
    return sorted(p for p in PACKAGE.rglob("*.py") if "migrations" not in p.parts)


def home(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (a.name for a in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ([f"digest.{a.name}" for a in node.names] if node.module == "digest" else [node.module])


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_no_arrow_points_up_or_sideways(path):
    own = home(path)
    assert own in LAYER, f"{own} has no layer: add it to LAYERS"
    for name in imports(path):
        if not name.startswith("digest.") or name.split(".")[1] == "__version__":
            continue
        other = name.split(".")[1]
        if other == own:
            continue
        tool = LAYER[own] in (0, 1) and LAYER[other] <= LAYER[own]
        assert tool or LAYER[other] < LAYER[own] or other in WITHIN.get(own, ()), f"{own} imports {name}"


@pytest.mark.parametrize(
    "path", [p for p in modules() if LAYER.get(home(p)) == 2], ids=lambda p: p.relative_to(PACKAGE).as_posix()
)
def test_stages_touch_no_world(path):
    touched = {name.split(".")[0] for name in imports(path)} & IMPURE
    assert not touched


def test_values_need_only_the_standard_library():
    allowed = {"collections", "dataclasses", "datetime", "typing", "__future__", "digest"}
    for path in (PACKAGE / "errors.py", *(PACKAGE / "model").glob("*.py")):
        assert {n.split(".")[0] for n in imports(path)} <= allowed
