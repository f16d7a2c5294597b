"""sources.yaml to a Config. Read :func:`load`: parse, check against the types, check what types cannot say."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Any
from zoneinfo import ZoneInfo

import soupsieve
from pydantic import TypeAdapter

from digest import cron, plugins, urls
from digest.config import nodes
from digest.config.parse import text_of, validate
from digest.config.schema import file_type
from digest.config.topics import load_topic
from digest.config.types import DEFAULT_WEIGHTS, Config, Delivery, Layout, Schedule, WeightsFile
from digest.errors import ConfigError, DeliveryError
from digest.model import Policy, Source, Topic
from digest.senders.message import bare


def load(path: Path) -> Config:
    """Read sources.yaml and the topic it names; ConfigError carries every mistake found in both."""
    tree = nodes.read(text_of(path, "`digest init` writes one to start from"), str(path))
    if tree.mistakes:
        raise ConfigError(tuple(tree.mistakes))
    parsed = validate(tree, file_type())
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


def _check(tree: nodes.Tree) -> None:
    """What types cannot say: unique ids, real addresses, a cron line and a zone that exist, known signals.

    It works on the plain values and passes over what is of the wrong type, so that its findings stand beside those of
    the types.
    """
    _check_sources(tree, tree.value.get("sources"))
    schedule = tree.value.get("schedule")
    if isinstance(schedule, dict):
        cron_, zone, between = (
            str(schedule.get(n, getattr(Schedule(), n)) or "") for n in ("cron", "timezone", "collect")
        )
        _check_schedule(tree, {"cron": cron_} | ({"collect": between} if between else {}), zone)
    _check_weights(tree, tree.value.get("weights"))
    _check_house(tree, tree.value.get("house"))
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


def load_weights(path: Path) -> dict[str, float]:
    """Read the ``weights`` of a file, which may be a whole sources.yaml; ConfigError carries every mistake in them."""
    tree = nodes.read(text_of(path, "give a file with `weights: {relevance: 0.4, …}`"), str(path))
    found = None if tree.mistakes else validate(tree, TypeAdapter(WeightsFile))
    if found:
        _check_weights(tree, tree.value["weights"])
    if tree.mistakes or found is None:
        raise ConfigError(tuple(tree.mistakes))
    return found.weights or dict(DEFAULT_WEIGHTS)


def _check_weights(tree: nodes.Tree, weights: Any) -> None:
    if isinstance(weights, dict) and weights:
        for name in sorted(set(weights) - set(plugins.signals()), key=str):
            tree.mistake(("weights", name), f"no such signal; allowed: {', '.join(plugins.signals())}")
        numbers = [w for w in weights.values() if isinstance(w, int | float)]
        if len(numbers) == len(weights) and not sum(numbers) > 0:
            tree.mistake(("weights",), "the weights sum to nothing; give at least one a value above 0")


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


def _check_house(tree: nodes.Tree, house: Any) -> None:
    link = house.get("unsubscribe") if isinstance(house, dict) else None
    if isinstance(link, str) and link and not urls.is_web(link):
        tree.mistake(
            ("house", "unsubscribe"), f"{link!r} is no address of a page; readers need one that begins with https://"
        )


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


def _check_schedule(tree: nodes.Tree, lines: Mapping[str, str], zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (KeyError, OSError, ValueError):
        tree.mistake(("schedule", "timezone"), f"there is no time zone {zone!r}; give an IANA name such as Asia/Seoul")
    for key, line in lines.items():
        try:
            never = not cron.upcoming(cron.trigger(line, ZoneInfo("UTC")), datetime(2024, 1, 1, tzinfo=UTC), 1)
        except ValueError as error:
            tree.mistake(("schedule", key), str(error))
        else:
            if never:
                tree.mistake(("schedule", key), f"{line!r} names a day that never comes")


def _topic(tree: nodes.Tree, name: str, folder: Path) -> Topic | None:
    try:
        return load_topic(name, folder)
    except ConfigError as error:
        if error.mistakes[0].file == name:
            tree.mistake(("digest", "topic"), f"{name!r}: {error.mistakes[0].message}")
        else:
            tree.mistakes.extend(error.mistakes)
        return None


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
        policy=Policy(**{n: getattr(entry, n) for n in Policy.__dataclass_fields__}),
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
