"""What a sentence negates, and how often. Read :func:`negations` and :func:`negatives`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from digest.group.facts.lexicon import Member
from digest.group.facts.mention import Mention, mention
from digest.group.facts.negators import (
    COMPARING,
    LACK,
    NO_ONE,
    does_nothing,
    from_auxiliaries,
    is_kept_from,
    is_negator,
    may_have_two,
    negator,
    of_verbs,
)
from digest.group.facts.tokens import Tokens
from digest.group.rarity import key, weight

NEGATED, AFFIRMED, DENIED = "not ", "yes", "no"
"""How the group of a word that may be negated begins, and its two values."""
NONE_OF = "none of "
"""How the group of a noun begins of which there may be none."""
# These say that there is one, or more.
_ANY = frozenset(["one", "two", "three", "some", "several", "many", "numerous", "various", "most", "every"])
# Also found at the end of other words: a pattern that begins with a letter is looked for many times as fast.
_NEGATING = re.compile(r"n(?:ot?|ever|either|or|[’']t)\b")
_DENYING = re.compile(r"un(?<!\wun)")
# Forms of verbs that the endings do not tell, each with what it is a form of.
_FORMS = (
    "felt feel; knew know; known know; won win; lost lose; met meet; sold sell; bought buy; told tell; held hold; kept keep; "
    "left leave; built build; sent send; spent spend; found find; fought fight; caught catch; taught teach; brought bring; "
    "thought think; sought seek; paid pay; read read; heard hear; stood stand; understood understand; wrote write; "
    "written write; took take; taken take; gave give; given give; came come; became become; began begin; begun begin; "
    "broke break; broken break; chose choose; chosen choose; drove drive; driven drive; fell fall; fallen fall; flew fly; "
    "flown fly; forgot forget; forgotten forget; grew grow; grown grow; rose rise; risen rise; saw see; seen see; shook shake; "
    "shaken shake; shot shoot; spoke speak; spoken speak; stole steal; stolen steal; threw throw; thrown throw; wore wear; "
    "worn wear; meant mean; sank sink; sunk sink; swam swim; drew draw; drawn draw; ran run; led lead; fed feed; slept sleep; "
    "dealt deal; lent lend"
)
_IRREGULAR = dict(pair.split() for pair in _FORMS.split("; "))
# Common words that are negated as often as they matter.
_COMMON = (
    "follow", "need", "support", "work", "know", "want", "change", "plan", "expect", "continu", "includ", "take", "taking", "provid", "allow", "offer", "receiv", "agree", "help", "sign", "vote", "return", "report",
)  # fmt: skip
# Short words are passed over, but for these.
_VERBS = frozenset(
    [*_IRREGULAR, *_IRREGULAR.values(), "act", "aim", "ask", "cut", "die", "end", "fix", "hit", "own", "use"]
)
_UN, _NOT_UN = "un", ("under", "uni", "unless", "until")
# What says the same as a negator does, in another way.
_IMPLICIT = re.compile(
    r"\b(?:unable|inability|fail(?:s|ed|ing|ure)?|refus(?:e|es|ed|ing|al)|declin(?:e|es|ed|ing)|lack(?:s|ed|ing)?|rather than|instead of|"
    r"except|unless|absent|absence|free of|far from|short of|stop(?:s|ped|ping)?|ceas(?:e|es|ed|ing)|quit|halt(?:s|ed|ing)?|discontinu(?:e|es|ed|ing)|exempt(?:s|ed|ion)?|missing|premature|(?<!a )little|withdr[ae]w(?:s|n|al|ing)?|h[eo]ld(?:s|ing)? off|yet to|ruled? out|den(?:y|ies|ied)|unwilling|avoid(?:s|ed|ing)?|"
    r"only (?:when|after|once|if|then|until)|prevent(?:s|ed|ing)?|exclud(?:e|es|ed|ing)|neglect(?:s|ed)?|dissuad(?:e|es|ed|ing)|bann(?:ed|ing)|outlaw(?:s|ed|ing)?|prohibit(?:s|ed|ing)?|forb(?:id|ids|idden|ade)|illiterate|barely|scarcely|hardly)\b",
    re.IGNORECASE,
)
_NO_VERBS = frozenset(["whether", "quite", "because", "although", "though", "another", "rather", "enough"])
_ADVERB = ("ly", "always", "often")
# "Agreed to comment" is the opposite of "declined to comment"; "continued supporting", of "stopped".
_AGREEING = frozenset(
    ["agree", "agrees", "agreed", "agreeing", "consented", "managed", "able", "willing", "ready", "chose", "decided", "promised"]
)  # fmt: skip
_CONTINUING = ("continu", "keep", "kept", "resum")
_SHORT, _TELLING = 4, 1.0


def is_verb_form(word: str) -> bool:
    """Whether a word, in lower case, has the form of a verb: of the past, or one that is known."""
    return word.endswith(("ed", "ing")) or word in _VERBS


def negations(said: Tokens, stems: Collection[str]) -> Iterator[Mention]:
    """Of every word with one of the stems whether it is negated: compared only where both texts have the word."""
    yield from _counted(said, stems)
    for n, word in enumerate(said.lower):
        denied = _without_un(word)
        if denied in stems:
            yield mention(Member("negation", 1, denied, 0), DENIED, said.written[n], said.starts[n])
        stem = _stem(word)
        if stem not in stems or _is_named(said, n) or is_kept_from(said, n):
            continue
        by = negator(said, n)
        if by is not None and not of_verbs(said, by):
            continue
        if by is None and does_nothing(said, n):
            yield mention(
                Member("negation", 1, stem, 0), DENIED, said.sentence[said.starts[n] : said.ends[n + 1]], said.starts[n]
            )
            continue
        first = from_auxiliaries(said.lower, _from_doing(said.lower, n) if by is None else by)
        last = n + 1 if n + 1 < len(said) and said.lower[n + 1] in ("out", "up", "down", "off") else n
        begin, stop = said.starts[first], said.ends[last]
        value = AFFIRMED if by is None else DENIED
        yield mention(Member("negation", 1, stem, 0), value, said.sentence[begin:stop], begin)


def _from_doing(lower: Sequence[str], at: int) -> int:
    """The first word of what says that something is done: "agreed to comment", "went on supporting them"."""
    if lower[max(0, at - 1) : at] == ("to",) and lower[max(0, at - 2)] in _AGREEING:
        return at - 2
    return at - 1 if at and lower[at - 1].startswith(_CONTINUING) else at


def _is_named(said: Tokens, at: int) -> bool:
    """Whether a word is part of a name, and no verb: "Neither has Sudan"."""
    return at > 0 and said.written[at][0].isupper()


def _counted(said: Tokens, stems: Collection[str]) -> Iterator[Mention]:
    """Of every noun with one of the stems behind "no", or behind a word that says that there is any: "no group", "one group"."""
    for n, word in enumerate(said.lower[:-1]):
        value = DENIED if word == "no" else AFFIRMED if word in _ANY and said.lower[n - 1 : n + 1] != NO_ONE else ""
        last = n + 2 if n + 2 < len(said) and f"{NONE_OF}{key(said.lower[n + 2])}" in stems else n + 1
        stem = f"{NONE_OF}{key(said.lower[last])}"
        if value and stem in stems and all(map(said.beside, range(n, last))):
            yield mention(
                Member("negation", 1, stem, 0), value, said.sentence[said.starts[n] : said.ends[last]], said.starts[n]
            )


def _none_of(said: Tokens) -> Iterator[str]:
    """The stems of the nouns of which a sentence says that there is none: "no group", "no armed group"."""
    for n, word in enumerate(said.lower[:-1]):
        if word == "no" and said.lower[n + 1] not in COMPARING and said.lower[n + 1] != "one":
            yield from (f"{NONE_OF}{key(w)}" for w in said.lower[n + 1 : n + 3] if weight(key(w)) >= _TELLING)


def may_negate(sentence: str) -> bool:
    """Whether a sentence may have a word that negates others."""
    lower = sentence.lower()
    return bool(_NEGATING.search(lower)) or bool(_DENYING.search(lower)) or may_have_two(lower)


def negated(said: Tokens) -> frozenset[str]:
    """The stems of the words that are negated in a sentence: only with these does it matter whether another negates them."""
    with_word = (
        stem
        for n, word in enumerate(said.lower)
        if (stem := _stem(word)) and not _is_named(said, n) and (_is_negated(said, n) or does_nothing(said, n))
    )
    return frozenset(with_word).union(_none_of(said), (stem for word in said.lower if (stem := _without_un(word))))


def denies(one: Mention) -> bool:
    """Whether what is said has a word with it that negates it: "had never finished", "no survivors"."""
    said = one.text.lower().replace("’", "'").split()
    return any(is_negator(w) or w in LACK for w in said) or (one.value == DENIED and one.group.startswith(NEGATED))


def in_one_word(one: Mention) -> bool:
    """Whether a word is denied by its own first letters: "unguided"."""
    return one.value == DENIED and " " not in one.text


def negatives(said: Tokens) -> int:
    """How often a sentence says that something is not so, with a negator or in another way."""
    plain = sum(is_negator(w) for w in said.lower if w != "nor") + ("nor" in said.lower and "neither" not in said.lower)
    comparing = sum(a == "no" and b in COMPARING and b != "longer" for a, b in pairwise(said.lower))
    return plain - comparing + len(_IMPLICIT.findall(said.sentence))


def _is_negated(said: Tokens, at: int) -> bool:
    by = negator(said, at)
    return by is not None and of_verbs(said, by)


def _without_un(word: str) -> str:
    """The group of a word that another denies by its first letters: of "unguided" that of "guided"; nothing for other words."""
    return _stem(word[len(_UN) :]) if word.startswith(_UN) and not word.startswith(_NOT_UN) else ""


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    """The group in which it is told whether a word is negated; nothing for a word of no weight."""
    if (
        (len(word) < _SHORT and word not in _VERBS)
        or not word.isalpha()
        or (weight(key(word)) < 1 and not _IRREGULAR.get(word, word).startswith(_COMMON))
        or word.endswith(_ADVERB)
        or word in _NO_VERBS
    ):
        return ""
    return f"{NEGATED}{re.sub('(?:ed|ing|es|e|s)$', '', _IRREGULAR.get(word, word))}"
