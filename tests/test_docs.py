"""The documentation is true: every command, option and key is described, and its commands run."""

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from pydantic import TypeAdapter

from digest.cli import command
from digest.config import json_schema
from digest.config.types import TopicFile

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "reference"


def commands_page():
    """docs/reference/commands.md: the help of every command."""
    parts = ["# Commands\n\nThis page is made from the commands' own `--help`.\n"]
    settings = {"terminal_width": 100, "help_option_names": command.context_settings["help_option_names"]}
    context = click.Context(command, info_name="digest", **settings)
    parts.append(f"## digest\n\n```text\n{command.get_help(context).rstrip()}\n```\n")
    for name, one in every_command():
        inner = click.Context(one, info_name=f"digest {name}", **settings)
        parts.append(f"## digest {name}\n\n```text\n{one.get_help(inner).rstrip()}\n```\n")
    return "\n".join(parts)


def every_command():
    """(name, command) of all commands, those of a group behind it."""
    context = click.Context(command)
    for name in command.list_commands(context):
        one = command.get_command(context, name)
        yield name, one
        if isinstance(one, click.Group):
            yield from ((f"{name} {inner}", two) for inner, two in sorted(one.commands.items()))


def keys_page():
    """docs/reference/sources-yaml.md: every key of the configuration and of a topic file."""
    parts = [
        "# sources.yaml\n\nThis page is made from the types in `digest/config`. Keys without a default are required.\n"
    ]
    for title, schema in (("", json_schema()), ("Topic file", TypeAdapter(TopicFile).json_schema())):
        if title:
            parts.append(f"# {title}\n")
        parts.append(table(schema))
        for name, definition in schema["$defs"].items():
            if "properties" in definition:
                parts.append(f"## {name}\n\n{definition.get('description', '')}\n\n{table(definition)}")
    return "\n".join(parts)


def table(schema):
    rows = ["| key | type | default | meaning |", "|---|---|---|---|"]
    for key, value in schema["properties"].items():
        default = (
            ""
            if key in schema.get("required", ())
            else f"`{value.get('default')!r}`"
            if "default" in value
            else "empty"
        )
        rows.append(f"| `{key}` | {shape(value)} | {default} | {value.get('description', '')} |".replace("  ", " "))
    return "\n".join(rows) + "\n"


def shape(value):
    if "const" in value:
        return f"`{value['const']}`"
    if "enum" in value:
        return ", ".join(f"`{e}`" for e in value["enum"])
    if "$ref" in value:
        return f"[{(name := value['$ref'].rsplit('/', 1)[1])}](#{name.lower()})"
    if "anyOf" in value or "oneOf" in value:
        return " or ".join(shape(v) for v in value.get("anyOf") or value["oneOf"] if v.get("type") != "null")
    if value.get("type") == "array":
        return f"list of {shape(value['items'])}"
    if value.get("type") == "object":
        return f"name: {shape(value['additionalProperties'])}"
    return {"string": "text", "integer": "whole number", "boolean": "true or false"}.get(
        value.get("type"), value.get("type", "any")
    )


@pytest.mark.parametrize(("name", "page"), [("commands.md", commands_page), ("sources-yaml.md", keys_page)])
def test_the_reference_is_up_to_date(name, page, request):
    if request.config.getoption("--update-golden"):
        (REFERENCE / name).write_text(page())
    assert (REFERENCE / name).read_text() == page(), "pytest --update-golden writes it anew"


def test_every_option_is_explained():
    for name, one in every_command():
        assert one.help, name
        for parameter in one.params:
            if isinstance(parameter, click.Option) and parameter.name != "help":
                assert parameter.help, f"digest {name} {parameter.opts[0]} has no help"


def test_every_key_is_explained():
    schema = json_schema()
    for name, definition in [("", schema), *schema["$defs"].items()]:
        for key, value in definition.get("properties", {}).items():
            assert value.get("description") or key == "kind" or "$ref" in value, f"{name}.{key} has no description"


def documents():
    return sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("path", documents(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)|src=\"([^\"]+)\"", path.read_text()):
        assert (path.parent / (target[0] or target[1])).exists(), target


@pytest.mark.parametrize("path", documents(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_commands_named_in_prose_exist(path):
    for line in re.findall(r"(?:^\$ (?:\S*/)?|`)digest ([a-z]+[^`\n]*)", path.read_text(), re.MULTILINE):
        name, *rest = line.split("#")[0].split()
        if name in ("is", "demo`"):
            continue
        commands = dict(every_command())
        assert name in commands, line
        name = f"{name} {rest[0]}" if rest and f"{name} {rest[0]}" in commands else name
        known = {o for p in commands[name].params for o in p.opts} | {"--help"}
        assert {w for w in rest if w.startswith("--")} <= known, line


def test_the_readmes_tour_runs(tmp_path):
    """Every command of the tour that needs neither the network nor a browser, in the order it is told."""
    tour = re.search(r"## A tour in ten lines\n\n```console\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)[1]
    lines = [line[2:].split("#")[0].strip() for line in tour.splitlines()]
    assert len(lines) == 10
    folder = tmp_path
    for line in lines:
        if line.startswith("cd "):
            folder /= line[3:]
            continue
        if any(word in line for word in ("run", "preview", "serve", "send")):
            continue
        arguments = line.split()
        assert arguments[0] == "digest"
        done = subprocess.run(
            [sys.executable, "-m", *arguments], cwd=folder, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, f"{line}: {done.stderr}"
