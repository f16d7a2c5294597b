"""A name in a copy that stands for another one, though no line of a table has both. Read :func:`renamed`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from digest import words
from digest.group.facts.beside import ENOUGH, Beside, neighbours
from digest.group.facts.lexicon import LOCAL, REGION, phrases
from digest.group.facts.mention import Mention, Pair, outermost
from digest.group.facts.mentions import SPEAKERS
from digest.group.facts.named import ACRONYM, BODIES, tells_what
from digest.group.facts.rivals import TELLING, beginnings, comparable, is_acronym_of
from digest.group.facts.said import Said
from digest.group.rarity import key, weight

# Of a sentence with hundreds of names, so many are looked at.
_RIVALS = 32
# A first and a last name.
_FULL = 2
_NAMES = ("name", "place")
_GROUPS = frozenset(_NAMES)
_WHERE = frozenset(["in", "at", "near", "outside"])
_TITLES = frozenset(
    ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "lord", "lady", "rev", "fr", "sr", "st", "hon"]
)


def renamed(
    own: Sequence[Mention],
    core: Sequence[Mention],
    new: Sequence[Mention],
    gone: Sequence[Mention],
    found: Sequence[Pair],
    at: Beside,
) -> list[Pair]:
    """Names that ``own``, a sentence of the copy, has for those of ``core``, its place; ``new`` and ``gone`` are what only one of them has.

    What is ``found`` already is left out.
    """
    pairs: list[Pair] = []
    finders = (
        (new, gone, _of_two_tables),
        (own, core, _of_one_name),
        (new, core, _of_strangers),
        (own, core, _of_known),
    )
    for these, those, find in finders:
        taken = {id(m) for pair in (*found, *pairs) for m in pair}
        left, missing = ([m for m in some if id(m) not in taken] for some in (these, those))
        pairs += find(left, missing, at)
    return pairs


def _of_two_tables(new: Sequence[Mention], gone: Sequence[Mention], at: Beside) -> list[Pair]:
    """The only name that is new with one of another table that is gone: "BRICS" with "NATO", "Belgorod" with "Kursk"."""
    named, missing = list(filter(_is_proper, new)), list(filter(_is_proper, gone))
    if not any(_are_of_one_sort(old, one, at) for one in named for old in missing[:_RIVALS]):
        return []
    strange = [m for m in named if not at.said.has(m)]
    if len(list(outermost({(m.end - len(_bare(m)), m.end) for m in strange}))) != 1:
        return []
    one = max(strange, key=lambda m: m.end - m.start)
    pairs = ((old, one) for old in missing if _are_of_one_sort(old, one, at) and not at.told.has(old))
    # The table knows what it is.
    return [(old, one if one.group == "place" else one._replace(kind=old.kind)) for old, one in islice(pairs, 1)]


def _of_one_name(own: Sequence[Mention], core: Sequence[Mention], at: Beside) -> list[Pair]:
    """Names that share a word and differ in another, neither of which the other text has: "Ana Berg" and "Eva Berg"."""
    ours, theirs = ({m.value for m in some if m.group == "name"} for some in (own, core))
    named, rivals = (
        [m for m in some if m.group == "name" and m.value in alone]
        for some, alone in ((own, ours - theirs), (core, theirs - ours))
    )
    pairs = [(old, one) for one in named for old in rivals if _are_of_one_name(old, one, at.said, at.told)]
    return pairs if len(pairs) == 1 else []


def _of_strangers(new: Sequence[Mention], core: Sequence[Mention], at: Beside) -> list[Pair]:
    """A name or place that the original has nowhere with the only one beside the same words, which the copy may have elsewhere."""
    strange = [m for m in new if m.group in _NAMES and not at.said.has(m)]
    if not strange:
        return []
    places = {m.value for m in at.told.of((at.n,), frozenset(["place"]), ()) if m.group == "place"}
    here = words.words(at.told[at.n].sentence)
    rivals = [
        m for m in core if (m.value not in places if m.group == "place" else set(m.value.split()).isdisjoint(here))
    ]
    pairs = [
        (old, one)
        for one in strange
        for old in rivals
        if old.group == one.group and (old.kind == one.kind or old.group == "place")
        if at.near(old, one) >= ENOUGH and at.can_stand(old, one)
    ]
    return pairs if len(pairs) == 1 else []


def _of_known(own: Sequence[Mention], core: Sequence[Mention], at: Beside) -> list[Pair]:
    """The only name that the original does not have near with the only one that the copy does not have near, though both have both.

    A sentence that told of one of them by a pronoun is next to one that names him.
    """
    if not at.place.framed or len(at.place.core) != 1:
        return []
    there = neighbours(neighbours(at.place.core, len(at.said)), len(at.said))
    here = neighbours((at.n,), len(at.told))
    pairs: list[Pair] = []
    for sort in _NAMES:
        strange, missing = _apart(own, at.said, there, sort), _apart(core, at.told, here, sort)
        pairs += [
            (old, new)
            for old, new in zip(missing, strange, strict=False)
            if len(strange) == len(missing) == 1
            and old.kind == new.kind
            and comparable(old, new, framed=True)
            and not _is_turned(old.text, new.text)
            and new.start not in {m.start for m in at.told.of((at.n,), SPEAKERS, ())}
        ]
    return pairs if len(pairs) == 1 else []


def _is_turned(old: str, new: str) -> bool:
    """Whether one name has the words of the other: "Arab Israeli", "Israel's Arab"."""
    few, many = sorted((beginnings(old), beginnings(new)), key=len)
    return few <= many


def _apart(these: Sequence[Mention], of: Said, near: Sequence[int], sort: str) -> list[Mention]:
    """What is named here and not in some sentences of the other text, each once: of a name the last word counts, of a place which it is."""
    found = {_known_by(m): m for m in these if m.group == sort and m.form not in (ACRONYM, REGION, LOCAL)}
    if not found:
        return []
    if sort == "name":
        known = frozenset(w.removesuffix("'s") for n in near for w in words.words(words.fold(of[n].sentence)))
    else:
        known = frozenset(m.value for m in of.of(near, _GROUPS, ()) if m.group == sort)
    return [m for name, m in found.items() if name not in known]


def _known_by(one: Mention) -> str:
    return words.fold(one.value).split()[-1] if one.group == "name" else one.value


def _is_proper(one: Mention) -> bool:
    """Whether something is named: a place, a body, or a name that no table knows; not "the Alliance"."""
    if one.group == "name":
        return not all(BODIES.fullmatch(w) for w in one.text.split())
    return _bare(one)[:1].isupper() and (one.group == "place" or one.kind == "organisation")


def _bare(one: Mention) -> str:
    """A name without its article."""
    return one.text.removeprefix("the ")


def _are_of_one_sort(old: Mention, new: Mention, at: Beside) -> bool:
    """Whether of two names of different tables one can stand for the other: both of bodies, or both of none.

    A capital and a country also stand for a government, so that they are compared with their like alone; but not "in" one.
    """
    if is_acronym_of(old, new) or is_acronym_of(new, old):
        return False
    if ACRONYM in (old.form, new.form) and old.group == new.group:
        return old.kind != new.kind
    if old.group == new.group or beginnings(old.text) & beginnings(new.text):
        return False
    bodies = [m.kind == "organisation" for m in (old, new)]
    places = [m for m in (old, new) if m.group == "place"]
    if any(bodies) or len(places) != 1:
        return all(bodies)
    there, here = at.said.between(old), at.told.between(new)
    return places[0].form == LOCAL or (there == here and there[0] in _WHERE)


def _are_of_one_name(old: Mention, new: Mention, original: Said, copy: Said) -> bool:
    """Whether two people have the same last name and another first one, or two bodies are of the same sort and called otherwise.

    Of either nothing that tells it from the other may be in the text that does not name it.
    """
    if old.kind != new.kind or not comparable(old, new, framed=True):
        return False
    apart = _first_names if old.kind == "person" else _names_of_bodies
    lost, come = apart(old.value.split(), new.value.split())
    return bool(lost and come) and copy.words.isdisjoint(lost) and original.words.isdisjoint(come)


def _first_names(theirs: list[str], ours: list[str]) -> tuple[list[str], list[str]]:
    """The first names of two people of one last name, which do not begin with the same letter; nothing for others."""
    first = [theirs[0], ours[0]]
    if len(theirs) != _FULL or len(ours) != _FULL or theirs[-1] != ours[-1] or theirs[0][0] == ours[0][0]:
        return [], []
    if any("'" in w.replace("’", "'") or (w,) in phrases() or weight(key(w)) < TELLING or w in _TITLES for w in first):
        return [], []
    return [theirs[0]], [ours[0]]


def _names_of_bodies(theirs: list[str], ours: list[str]) -> tuple[list[str], list[str]]:
    """What tells two bodies of one sort from others, "Fisheries" and "Forestry"; nothing for bodies of different sorts."""
    if not any(tells_what(w) and w in ours for w in theirs):
        return [], []
    telling = [[w for w in name if not tells_what(w) and weight(key(w)) >= TELLING] for name in (theirs, ours)]
    return telling[0], telling[1]
