"""A topic file to a Topic. Read :func:`load_topic`."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from pydantic import TypeAdapter

from digest import words
from digest.config import nodes
from digest.config.parse import text_of, validate
from digest.config.types import ANY, Names, TopicFile
from digest.errors import ConfigError, Mistake
from digest.group import rarity
from digest.model import Alias, Side, Topic

# The shares of feed items from which a word, or a capitalised one, is suspicious as an alias. Counted are English and Polish.
_USUAL_WORD, _USUAL_NAME = 1 / 1000, 1 / 50
_COUNTED = ("en", "pl", "")


def load_topic(name: str, folder: Path) -> Topic:
    """Read a built-in topic or a topic file; ConfigError carries every mistake in it."""
    path = _path(name, folder)
    if path is None:
        raise ConfigError(
            (Mistake(name, 1, "", f"no such topic; built in: {', '.join(built_in_topics())}, or give a path"),)
        )
    tree = nodes.read(text_of(path, "give a built-in topic or an existing file"), str(path))
    found = None if tree.mistakes else validate(tree, TypeAdapter(TopicFile))
    names = [side.name for side in found.sides] if found else []
    for n, side in enumerate(names):
        if side in names[:n]:
            tree.mistake(("sides", n, "name"), f"{side!r} is the name of another side already")
    if found is None or tree.mistakes:
        raise ConfigError(tuple(tree.mistakes))
    return Topic(
        id=found.id,
        name=found.name,
        sides=tuple(
            Side(name=s.name, aliases=tuple(_aliases(s.aliases)), hints=tuple(_aliases(s.hints))) for s in found.sides
        ),
        ties=tuple(_aliases(found.ties)),
        others=tuple(_aliases(found.others)),
        exclusions=tuple(_aliases(found.exclusions)),
        penalties=tuple(_aliases(found.penalties)),
        threshold=found.threshold,
    )


def built_in_topics() -> tuple[str, ...]:
    """Names of the topics that come with digest."""
    home = resources.files("digest.topics")
    return tuple(sorted(f.name.removesuffix(".yaml") for f in home.iterdir() if f.name.endswith(".yaml")))


def doubts(topic: Topic) -> tuple[str, ...]:
    """What is allowed but probably not meant, in words: aliases that are common words, a threshold of 0."""
    found = []
    if not topic.threshold:
        found.append("threshold is 0, so that every text is on topic")
    for side in topic.sides:
        for alias in side.aliases:
            word = words.fold(alias.text.rstrip("*"))
            share = rarity.share(word) if alias.language in _COUNTED else 0.0
            if share >= (_USUAL_NAME if alias.text[:1].isupper() else _USUAL_WORD):
                found.append(
                    f"{side.name}: {alias.text!r} is a common word, in about 1 of {1 / share:.0f} feed items; put it under hints, "
                    f"or give it with the words around it"
                )
    return tuple(found)


def _path(name: str, folder: Path) -> Path | None:
    if name.endswith((".yaml", ".yml")):
        return folder / name
    return Path(str(resources.files("digest.topics") / f"{name}.yaml")) if name in built_in_topics() else None


def _aliases(names: Names) -> Iterator[Alias]:
    """The names of all languages, each once."""
    of = {Alias(text.strip(), "" if code == ANY else code): None for code, texts in names.items() for text in texts}
    yield from of
