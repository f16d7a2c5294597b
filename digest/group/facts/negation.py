"""What a sentence negates. Read :func:`negations`, :func:`negator` and :func:`negatives`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from digest.group.facts.lexicon import Member
from digest.group.facts.mention import Mention, mention
from digest.group.facts.tokens import Tokens
from digest.group.rarity import key, weight

_NEGATORS = frozenset(["not", "no", "never", "nobody", "none", "neither", "nor", "without", "nothing", "cannot"])
NOT_ONLY = frozenset(["only", "just", "least"])
"""Behind "not" these words make it say more, not less."""
NEGATED, AFFIRMED, DENIED = "not ", "yes", "no"
"""How the group of a word that may be negated begins, and its two values."""
NONE_OF = "none of "
"""How the group of a noun begins of which there may be none."""
# These say that there is one, or more.
_ANY = frozenset(["one", "two", "three", "some", "several", "many", "numerous", "various", "most", "every"])
# Also found at the end of other words: a pattern that begins with a letter is looked for many times as fast.
_NEGATING = re.compile(r"n(?:ot?|ever|either|or|[’']t)\b")
_DENYING = re.compile(r"un(?<!\wun)")
# "Failed to reach" is not reached.
_TO_DO = ("fail", "refus", "declin", "unable", "inability", "neglect", "omit")
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
    "follow",
    "need",
    "support",
    "work",
    "know",
    "want",
    "change",
    "plan",
    "expect",
    "continu",
    "includ",
    "take",
    "taking",
    "provid",
    "allow",
    "offer",
    "receiv",
    "agree",
    "help",
    "sign",
    "vote",
    "return",
    "report",
)
# Short words are passed over, but for these.
_VERBS = frozenset(
    [*_IRREGULAR, *_IRREGULAR.values(), "act", "aim", "ask", "cut", "die", "end", "fix", "hit", "own", "use"]
)
_UN, _NOT_UN = "un", ("under", "uni", "unless", "until")
_OF_NOUNS = frozenset(["no", "none", "nobody", "nothing", "without", "lack", "absence"])
_NOBODY = frozenset(["nobody", "nothing", "none", "neither", "nor"])
_NO_ONE = ("no", "one")
# Behind "no" these say how much it is.
_COMPARING = frozenset(["longer", "doubt", "fewer", "less", "more", "other", "later", "sooner", "better", "worse"])
# What says the same as a negator does, in another way.
_IMPLICIT = re.compile(
    r"\b(?:unable|inability|fail(?:s|ed|ing|ure)?|refus(?:e|es|ed|ing|al)|declin(?:e|es|ed|ing)|lack(?:s|ed|ing)?|rather than|instead of|"
    r"except|unless|absent|absence|free of|far from|short of|stop(?:s|ped|ping)?|ceas(?:e|es|ed|ing)|quit|halt(?:s|ed|ing)?|discontinu(?:e|es|ed|ing)|exempt(?:s|ed|ion)?|missing|premature|(?<!a )little|withdr[ae]w(?:s|n|al|ing)?|h[eo]ld(?:s|ing)? off|yet to|ruled? out|den(?:y|ies|ied)|unwilling|avoid(?:s|ed|ing)?|"
    r"only (?:when|after|once|if|then|until)|prevent(?:s|ed|ing)?|exclud(?:e|es|ed|ing)|neglect(?:s|ed)?|illiterate|barely|scarcely|hardly)\b",
    re.IGNORECASE,
)
AUXILIARIES = frozenset(
    ["will", "would", "can", "could", "may", "might", "must", "should", "has", "have", "had", "is", "are", "was", "were", "does", "do", "did", "be", "been", "still"]
)  # fmt: skip
_SLIGHT = frozenset(
    [
        "be",
        "been",
        "being",
        "a",
        "an",
        "the",
        "any",
        "really",
        "very",
        "particularly",
        "necessarily",
        "yet",
        "ever",
        "also",
        "to",
        "longer",
    ]
)
_NO_VERBS = frozenset(["whether", "quite", "because", "although", "though", "another", "rather", "enough"])
_THINKING = frozenset(["think", "believe", "expect", "suppose", "imagine"])
_ADVERB = ("ly", "always", "often")
# "It stopped covering them."
_NO_LONGER = ("stop", "ceas", "quit", "halt", "discontinu")
# "It withdrew its support."
_WITHDRAWING, _POSSESSIVE = ("withdr", "ended", "dropped"), ("its", "their", "his", "her", "our", "my")
_ENDING = frozenset(
    [
        "end",
        "ends",
        "ending",
        "stop",
        "stops",
        "stopped",
        "stopping",
        "cease",
        "ceases",
        "ceased",
        "halt",
        "halts",
        "halted",
    ]
)
# What begins a clause whose subject may follow.
_OPENING = frozenset(
    ["that", "although", "though", "because", "while", "and", "but", "as", "if", "when", "since", "where", "yet"]
)
# "Agreed to comment" is the opposite of "declined to comment"; "continued supporting", of "stopped".
_AGREEING = frozenset(
    [
        "agree",
        "agrees",
        "agreed",
        "agreeing",
        "consented",
        "managed",
        "able",
        "willing",
        "ready",
        "chose",
        "decided",
        "promised",
    ]
)
_CONTINUING = ("continu", "keep", "kept", "resum")
_LACKING = frozenset([("lack", "of"), ("absence", "of")])
_LIKE = frozenset(
    [
        "many",
        "much",
        "few",
        "large",
        "big",
        "high",
        "low",
        "long",
        "hard",
        "often",
        "severe",
        "deadly",
        "strong",
        "fast",
    ]
)
_NOTHING = frozenset(["no", "none", "nobody", "nothing", "never"])
_COMPARATIVES = frozenset(
    [
        "more",
        "less",
        "better",
        "worse",
        "older",
        "younger",
        "higher",
        "lower",
        "larger",
        "bigger",
        "greater",
        "smaller",
        "longer",
        "shorter",
        "closer",
        "further",
        "farther",
        "sooner",
        "later",
        "faster",
        "slower",
        "stronger",
        "weaker",
        "deadlier",
        "hotter",
        "warmer",
        "colder",
        "cooler",
        "wetter",
        "drier",
        "harder",
        "easier",
        "richer",
        "poorer",
        "cheaper",
        "heavier",
        "lighter",
        "deeper",
        "wider",
        "narrower",
        "taller",
        "earlier",
        "clearer",
        "graver",
        "busier",
        "happier",
        "safer",
    ]
)
_INVERTING, _OF_INVERTING = ("never", "nor", "neither"), ("time", "point", "stage", "circumstances", "way", "case")
# "They kept him from leaving."
_KEEPING = re.compile(
    r"ban(?:s|ned|ning)?|bar(?:s|red|ring)?|prohibit\w*|prevent\w*|forb[ai]d\w*|stop(?:s|ped|ping)?|keep(?:s|ing)?|kept|block(?:s|ed|ing)?|discourag\w*"
)
_REACH, _SHORT, _SUBJECT, _FAR, _TELLING = 3, 4, 8, 12, 1.0


def is_negator(word: str) -> bool:
    """Whether a word, in lower case, negates others."""
    return word in _NEGATORS or word.endswith("n't")


def may_deny(word: str) -> bool:
    """Whether a word, in lower case, negates others or is one of two that do: "failed to"."""
    return is_negator(word) or word.startswith(_TO_DO) or word.startswith(_NO_LONGER)


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
        if stem not in stems or _is_named(said, n):
            continue
        if is_kept_from(said, n):
            continue
        by = negator(said, n)
        if by is not None and not _of_verbs(said, by):
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
        value = DENIED if word == "no" else AFFIRMED if word in _ANY and said.lower[n - 1 : n + 1] != _NO_ONE else ""
        last = n + 2 if n + 2 < len(said) and f"{NONE_OF}{key(said.lower[n + 2])}" in stems else n + 1
        stem = f"{NONE_OF}{key(said.lower[last])}"
        if value and stem in stems and all(map(said.beside, range(n, last))):
            yield mention(
                Member("negation", 1, stem, 0), value, said.sentence[said.starts[n] : said.ends[last]], said.starts[n]
            )


def _none_of(said: Tokens) -> Iterator[str]:
    """The stems of the nouns of which a sentence says that there is none: "no group", "no armed group"."""
    for n, word in enumerate(said.lower[:-1]):
        if word == "no" and said.lower[n + 1] not in _COMPARING and said.lower[n + 1] != "one":
            yield from (f"{NONE_OF}{key(w)}" for w in said.lower[n + 1 : n + 3] if weight(key(w)) >= _TELLING)


def may_negate(sentence: str) -> bool:
    """Whether a sentence may have a word that negates others."""
    lower = sentence.lower()
    return (
        bool(_NEGATING.search(lower))
        or bool(_DENYING.search(lower))
        or (" to " in lower and any(begins in lower for begins in _TO_DO))
        or any(begins in lower for begins in _NO_LONGER)
    )


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
    return any(map(is_negator, one.text.lower().split())) or (one.value == DENIED and one.group.startswith(NEGATED))


def in_one_word(one: Mention) -> bool:
    """Whether a word is denied by its own first letters: "unguided"."""
    return one.value == DENIED and " " not in one.text


def negatives(said: Tokens) -> int:
    """How often a sentence says that something is not so, with a negator or in another way."""
    plain = sum(is_negator(w) for w in said.lower if w != "nor") + ("nor" in said.lower and "neither" not in said.lower)
    comparing = sum(a == "no" and b in _COMPARING and b != "longer" for a, b in pairwise(said.lower))
    return plain - comparing + len(_IMPLICIT.findall(said.sentence))


def negator(said: Tokens, at: int) -> int | None:
    """Where the word stands that negates the one at ``at``: before it in the same clause, with no word of weight between."""
    by = _negator(said, at)
    return None if by is None or (said.lower[by] in _NOTHING and excels(said, by)) else by


def excels(said: Tokens, by: int) -> bool:
    """Whether nothing is more so, so that what is said is so: "no year was hotter", "never before have so many come"."""
    for n in range(by + 1, min(len(said), by + _SUBJECT)):
        if said.starts[n] - said.ends[n - 1] > 1:
            return False
        if said.lower[n] in _COMPARATIVES and (n > by + 1 or said.lower[n] not in _COMPARING):
            return True
        if said.lower[n] in ("as", "so") and said.lower[n + 1 : n + 3] not in (("long", "as"), ("much", "as")):
            return not _LIKE.isdisjoint(said.lower[n + 1 : n + 2])
    return False


def _negator(said: Tokens, at: int) -> int | None:
    lower = said.lower
    if at > 1 and lower[at - 1] in _POSSESSIVE and (lower[at - 2].startswith(_WITHDRAWING) or lower[at - 2] in _ENDING):
        return at - 2
    subject = next(
        (n for n in range(at - 1, max(-1, at - _SUBJECT), -1) if _is_nobody(lower, n) or _inverts(lower, n)), None
    )
    done = (
        lower[at].endswith("ed")
        or lower[at - 1] in AUXILIARIES
        or lower[at - 1] == "to"
        or (subject is not None and _inverts(lower, subject) and not (at + 1 < len(said) and said.beside(at)))
    )
    if (
        subject is not None
        and done
        and "that" not in lower[subject:at]
        and all(said.starts[n + 1] - said.ends[n] == 1 for n in range(subject, at))
    ):
        return subject
    for n in range(at - 1, max(0, at - 1 - _REACH), -1):
        if lower[n - 1 : n + 1] in _LACKING:
            return n - 1
    for n in range(at - 1, max(-1, at - 1 - _REACH), -1):
        if said.starts[n + 1] - said.ends[n] > 1 or lower[n + 1] in NOT_ONLY:
            return None
        if lower[n - 1 : n + 1] == _NO_ONE == tuple(map(str.lower, said.written[n - 1 : n + 1])):
            return n - 1
        if is_negator(lower[n]) or (lower[n + 1] == "to" and lower[n].startswith(_TO_DO)):
            return n
        if n + 1 == at and lower[n].startswith(_NO_LONGER) and lower[at].endswith("ing"):
            return n
        if lower[n] not in AUXILIARIES and lower[n] not in _SLIGHT:
            return None
    return None


def is_doubted(said: Tokens, at: int) -> bool:
    """Whether somebody says that he does not think so, or that nobody does it: "does not think one can", "nobody could"."""
    for n in range(max(1, at - _FAR), at):
        if said.lower[n] in _THINKING and is_negator(said.lower[n - 1]):
            return True
    return any(_is_nobody(said.lower, n) for n in range(max(0, at - _REACH), at))


def does_nothing(said: Tokens, at: int) -> bool:
    """Whether what a verb does is done to nothing: "signed no autographs", "pays no taxes"."""
    behind = said.lower[at + 1 : at + 3]
    return behind[:1] == ("no",) and said.beside(at) and _COMPARING.isdisjoint(behind)


def _is_nobody(lower: Sequence[str], n: int) -> bool:
    """Whether a word says that nobody does what follows: "none", the "no" of "no one", and of a subject: "although no visit was planned"."""
    return (
        lower[n] in _NOBODY
        or lower[n : n + 2] == _NO_ONE
        or (lower[n] == "no" and (n == 0 or lower[n - 1] in _OPENING) and lower[n + 1] not in _COMPARING)
    )


def is_kept_from(said: Tokens, at: int) -> bool:
    """Whether somebody is to be kept from what a word says: "banned from ever buying"."""
    before = at - 1 - (said.lower[at - 1] == "ever")
    if before < 0 or not said.lower[at].endswith("ing") or said.lower[before] != "from":
        return False
    return any(map(_KEEPING.fullmatch, said.lower[max(0, before - _FAR) : before]))


def _inverts(lower: Sequence[str], n: int) -> bool:
    """Whether a word negates the verb behind the subject: "never will he be able", "at no time was he"."""
    inverting = lower[n] in _INVERTING or (lower[n] in _OF_INVERTING and n > 0 and lower[n - 1] == "no")
    return inverting and lower[n + 1] in AUXILIARIES


def from_auxiliaries(lower: Sequence[str], at: int) -> int:
    """The first of the auxiliary verbs right before a word."""
    while at and lower[at - 1] in AUXILIARIES:
        at -= 1
    return at


def _is_negated(said: Tokens, at: int) -> bool:
    by = negator(said, at)
    return by is not None and _of_verbs(said, by)


def _of_verbs(said: Tokens, by: int) -> bool:
    """Whether a negator negates what is done: "not", "no longer", but not the "no" of "no request"."""
    return said.lower[by] not in _OF_NOUNS or said.lower[by : by + 2] == ("no", "longer")


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
