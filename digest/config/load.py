"""sources.yaml to a Config. Read :func:`load`: parse, check against the types, check what types cannot say."""

from __future__ import annotations

import dataclasses
import difflib
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path, PurePath
from typing import Any
from zoneinfo import ZoneInfo

import soupsieve
from pydantic import TypeAdapter, ValidationError

from digest import cron, plugins, urls
from digest.config import nodes
from digest.config.schema import allowed_keys, file_type
from digest.config.types import DEFAULT_WEIGHTS, Config, Delivery, Layout, Schedule, TopicFile
from digest.errors import ConfigError, DeliveryError, Mistake
from digest.model import Aliases, Policy, Source, Topic
from digest.senders.message import bare

_MAX_BYTES = 2_000_000


def load(path: Path) -> Config:
    """Read sources.yaml and the topic it names; ConfigError carries every mistake found in both."""
    tree = nodes.read(_text(path, "`digest init` writes one to start from"), str(path))
    if tree.mistakes:
        raise ConfigError(tuple(tree.mistakes))
    parsed = _validate(tree, file_type())
    _check(tree)
    about = tree.value.get("digest")
    named = about.get("topic") if isinstance(about, dict) else None
    topic = _topic(tree, named, path.parent) if isinstance(named, str) else None
    if tree.mistakes or parsed is None or topic is None:
        raise ConfigError(tuple(sorted(tree.mistakes, key=lambda m: (m.file, m.line))))
    sources = tuple(_source(s) for s in parsed.sources if s.enabled)
    return Config(
        file=path.resolve(),
        digest=parsed.digest,
        house=parsed.house,
        topic=topic,
        schedule=parsed.schedule,
        layout=parsed.layout,
        weights=parsed.weights or dict(DEFAULT_WEIGHTS),
        fetch=parsed.fetch,
        delivery=_delivery(parsed.delivery),
        store=parsed.store,
        sources=sources,
    )


def load_topic(name: str, folder: Path) -> Topic:
    """Read a built-in topic or a topic file; ConfigError carries every mistake in it."""
    path = _topic_path(name, folder)
    if path is None:
        raise ConfigError(
            (Mistake(name, 1, "", f"no such topic; built in: {', '.join(built_in_topics())}, or give a path"),)
        )
    tree = nodes.read(_text(path, "give a built-in topic or an existing file"), str(path))
    found = None if tree.mistakes else _validate(tree, TypeAdapter(TopicFile))
    if found is None:
        raise ConfigError(tuple(tree.mistakes))
    sides = tuple(Aliases(name=s.name, words=s.words) for s in found.sides)
    return Topic(id=found.id, name=found.name, sides=sides, ties=found.ties, exclusions=found.exclusions,
                 penalties=found.penalties, threshold=found.threshold)  # fmt: skip


def built_in_topics() -> tuple[str, ...]:
    """Names of the topics that come with digest."""
    home = resources.files("digest.topics")
    return tuple(sorted(f.name.removesuffix(".yaml") for f in home.iterdir() if f.name.endswith(".yaml")))


def _text(path: Path, remedy: str) -> str:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ConfigError(
                (Mistake(str(path), 1, "", f"larger than {_MAX_BYTES:,} bytes; is this the right file?"),)
            )
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ConfigError((Mistake(str(path), 1, "", f"there is no such file; {remedy}"),)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError((Mistake(str(path), 1, "", f"cannot be read: {error}"),)) from error


def _validate(tree: nodes.Tree, adapter: TypeAdapter[Any]) -> Any:
    try:
        return adapter.validate_python(tree.value)
    except ValidationError as error:
        schema = adapter.json_schema()
        for one in error.errors(include_url=False):
            if one["type"] == "too_short" and one["input"]:
                continue  # its items are there but wrong, and each is reported by itself
            loc = tuple(one["loc"])
            tree.mistake(_in_file(tree, loc), _message(one, allowed_keys(schema, loc[:-1])))
        return None


def _in_file(tree: nodes.Tree, loc: nodes.Path) -> nodes.Path:
    """A location as the file has it: the name of the kind, which the union puts in, is left out."""
    path: nodes.Path = ()
    for n, step in enumerate(loc):
        if (*path, step) in tree.lines or n == len(loc) - 1:
            path = (*path, step)
    return path


def _message(error: Any, allowed: list[str]) -> str:
    kind, given, context = error["type"], error.get("input"), error.get("ctx", {})
    if kind == "unexpected_keyword_argument":
        return _unknown_key(str(error["loc"][-1]), allowed)
    if kind in ("missing", "missing_keyword_only_argument"):
        return "missing; this key is required"
    if kind == "literal_error":
        return f"{given!r} is not allowed; allowed: {context.get('expected')}"
    if kind == "union_tag_invalid":
        return f"kind {context.get('tag')!r} is not known; allowed: {context.get('expected_tags')}"
    if kind == "union_tag_not_found":
        return "kind is missing; this key is required"
    if kind == "string_pattern_mismatch":
        return f"{given!r} does not fit; allowed: {context.get('pattern')}"
    shown = "nothing" if given is None else repr(given)
    return f"{error['msg'][0].lower()}{error['msg'][1:]}; given: {shown if len(shown) < 80 else shown[:77] + '…'}"


def _unknown_key(key: str, allowed: list[str]) -> str:
    """Name the key that was probably meant, and the others that may stand there."""
    close = difflib.get_close_matches(key, allowed, n=1)
    hint = f"; did you mean {close[0]!r}?" if close else ";"
    return f"unknown key {key!r}{hint} allowed: {', '.join(sorted(allowed))}"


def _check(tree: nodes.Tree) -> None:
    """What types cannot say: unique ids, real addresses, a cron line and a zone that exist, known signals.

    It works on the plain values and passes over what is of the wrong type, so that its findings stand beside those of
    the types.
    """
    _check_sources(tree, tree.value.get("sources"))
    schedule = tree.value.get("schedule")
    if isinstance(schedule, dict):
        _check_schedule(
            tree, str(schedule.get("cron", Schedule().cron)), str(schedule.get("timezone", Schedule().timezone))
        )
    weights = tree.value.get("weights")
    if isinstance(weights, dict) and weights:
        for name in set(weights) - set(plugins.signals()):
            tree.mistake(("weights", name), f"no such signal; allowed: {', '.join(plugins.signals())}")
        numbers = [w for w in weights.values() if isinstance(w, int | float)]
        if len(numbers) == len(weights) and not sum(numbers) > 0:
            tree.mistake(("weights",), "the weights sum to nothing; give at least one a value above 0")
    _check_delivery(tree, tree.value.get("delivery"))
    store = tree.value.get("store")
    if isinstance(store, str) and "://" in store and not store.startswith("sqlite:"):
        tree.mistake(("store",), "only SQLite is supported so far: give a path, or sqlite:///PATH")
    layout = tree.value.get("layout")
    least, most = (
        (layout.get(k, getattr(Layout(), k)) for k in ("min_items", "max_items"))
        if isinstance(layout, dict)
        else (0, 0)
    )
    if isinstance(least, int) and isinstance(most, int) and least > most:
        tree.mistake(("layout", "min_items"), "more than max_items, so there would never be an edition")


def _check_sources(tree: nodes.Tree, sources: Any) -> None:
    seen: dict[str, int] = {}
    for n, source in enumerate(sources if isinstance(sources, list) else []):
        if not isinstance(source, dict):
            continue
        own = source.get("id")
        if isinstance(own, str) and own in seen:
            tree.mistake(
                ("sources", n, "id"), f"{own!r} is taken by the source in line {tree.line(('sources', seen[own]))}"
            )
        elif isinstance(own, str):
            seen[own] = n
        url = source.get("url")
        if isinstance(url, str) and not urls.is_web(url):
            tree.mistake(("sources", n, "url"), f"{url!r} is no http or https address")
        for key in ("item", "link", "title", "date", "summary"):
            selector = source.get(key)
            if source.get("kind") == "page" and isinstance(selector, str) and selector:
                _check_selector(tree, ("sources", n, key), selector)
        pattern = source.get("pattern")
        if isinstance(pattern, str) and PurePath(pattern).is_absolute():
            tree.mistake(("sources", n, "pattern"), "the pattern is relative to path; put the folder there")


def _check_selector(tree: nodes.Tree, path: nodes.Path, selector: str) -> None:
    try:
        soupsieve.compile(selector)
    except soupsieve.SelectorSyntaxError as error:
        tree.mistake(path, f"{selector!r} is not a CSS selector: {str(error).splitlines()[0]}")


def _check_delivery(tree: nodes.Tree, delivery: Any) -> None:
    if not isinstance(delivery, dict):
        return
    to = delivery.get("to")
    written = [("sender", delivery.get("sender")), ("reply_to", delivery.get("reply_to"))]
    written += [("to", one) for one in (to if isinstance(to, list) else [])]
    for key, address in written:
        if isinstance(address, str) and address:
            try:
                bare(address)
            except DeliveryError as error:
                tree.mistake(("delivery", key), str(error))


def _check_schedule(tree: nodes.Tree, line: str, zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (KeyError, OSError, ValueError):
        tree.mistake(("schedule", "timezone"), f"there is no time zone {zone!r}; give an IANA name such as Asia/Seoul")
    try:
        never = not cron.upcoming(cron.trigger(line, ZoneInfo("UTC")), datetime(2024, 1, 1, tzinfo=UTC), 1)
    except ValueError as error:
        tree.mistake(("schedule", "cron"), str(error))
    else:
        if never:
            tree.mistake(("schedule", "cron"), f"{line!r} names a day that never comes")


def _topic(tree: nodes.Tree, name: str, folder: Path) -> Topic | None:
    try:
        return load_topic(name, folder)
    except ConfigError as error:
        if error.mistakes[0].file == name:
            tree.mistake(("digest", "topic"), f"{name!r}: {error.mistakes[0].message}")
        else:
            tree.mistakes.extend(error.mistakes)
        return None


def _topic_path(name: str, folder: Path) -> Path | None:
    beside = folder / name
    if name.endswith((".yaml", ".yml")):
        return beside
    return Path(str(resources.files("digest.topics") / f"{name}.yaml")) if name in built_in_topics() else None


def _source(entry: Any) -> Source:
    options = plugins.kinds()[entry.kind].OPTIONS
    return Source(
        id=entry.id,
        name=entry.name,
        kind=entry.kind,
        url=getattr(entry, "url", ""),
        publisher=entry.publisher,
        language=entry.language,
        genre=entry.genre,
        authority=entry.authority,
        on_topic=entry.on_topic,
        policy=Policy(excerpt_paragraphs=entry.excerpt_paragraphs, fetch_pages=entry.fetch_pages, notes=entry.notes),
        options=options(**{f.name: getattr(entry, f.name) for f in dataclasses.fields(options)}),
    )


def _delivery(entry: Any) -> Delivery | None:
    if entry is None:
        return None
    options = plugins.senders()[entry.kind].OPTIONS
    return Delivery(
        kind=entry.kind,
        sender=entry.sender,
        reply_to=entry.reply_to,
        to=tuple(entry.to),
        automatically=entry.automatically,
        options=options(**{f.name: getattr(entry, f.name) for f in dataclasses.fields(options)}),
    )
