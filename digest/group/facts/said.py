"""What a text says, sentence by sentence. Read :class:`Said`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property

from digest import languages
from digest.group.facts import figures, quantities
from digest.group.facts.mention import Mention
from digest.group.facts.mentions import LISTED, sorts
from digest.group.facts.named import acronyms
from digest.group.facts.negation import negations
from digest.group.facts.shown import shown
from digest.group.facts.stated import Stated, in_order, stated
from digest.group.rarity import key, weight
from digest.group.wording import Wording
from digest.model import Span
from digest.words import fold, spans, words

_FIGURES = frozenset(["number"])
_BY_CAPITALS = ("name", "speaker")
# So much of a text tells its language.
_ENOUGH_TO_TELL = 600
# What stands near a word: so many words on either side, but for the commonest.
_NEAR, _WEIGHT = 6, 0.5


class Said:
    """What a text says, sentence by sentence; worked out where it is asked for, as most of a copy is as its original."""

    def __init__(self, text: Wording) -> None:
        self._text = text
        self._sentences: dict[int, Stated] = {}
        self._found: dict[tuple[int, int], list[Mention]] = {}
        self._sides: dict[tuple[int, int], tuple[frozenset[str], frozenset[str]]] = {}
        self._agreeing: dict[tuple[str, str], bool] = {}
        self._values: dict[int, dict[tuple[str, str], set[str]]] = {}
        self._words_beside: dict[int, frozenset[tuple[str, str, str]]] = {}

    def __len__(self) -> int:
        return len(self._text.sentences)

    def __getitem__(self, n: int) -> Stated:
        """A sentence by its number; what it says stands where it would if nothing were before it."""
        if n not in self._sentences:
            sentence = self._text.sentences[n]
            self._sentences[n] = stated(self._text.text[sentence.start : sentence.end])
        return self._sentences[n]

    @property
    def named_in(self) -> str:
        """All of it, where a capital letter tells a name; else nothing."""
        return "" if self._capitals_tell_nothing else self._text.text

    def span(self, one: Mention) -> Span:
        """Where something is said, as it stands in the text."""
        return self._at(one.start, one.end)

    def shown(self, one: Mention) -> Span:
        """What is shown of something said, and where it stands in the text."""
        n = self.sentence_of(one)
        start, end = shown(self[n].tokens, one.moved(-self.starts(n)))
        return self._at(self.starts(n) + start, self.starts(n) + end)

    def _at(self, start: int, end: int) -> Span:
        return Span(text=self._text.text[start:end], start=start, end=end)

    @cached_property
    def _capitals_tell_nothing(self) -> bool:
        """Whether its language writes every noun with a capital letter, so that none tells a name."""
        return languages.language(self._text.text[:_ENOUGH_TO_TELL]) == "de"

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self._text.sentences]

    def starts(self, n: int) -> int:
        """Where a sentence starts."""
        return self._text.sentences[n].start

    def ends(self, n: int) -> int:
        """Where a sentence ends."""
        return self._text.sentences[n].end

    def written(self, sentences: Sequence[int]) -> Counter[str]:
        """What some sentences have between spaces, and how often; words that say something together also as one."""
        if len(sentences) == 1:
            return self[sentences[0]].written
        found: Counter[str] = Counter()
        for n in sentences:
            found.update(self[n].written)
        return found

    def groups(self, sentences: Iterable[int]) -> frozenset[str]:
        """The groups of which some sentences may say something."""
        return frozenset().union(*(self[n].groups for n in sentences))

    def of(self, sentences: Iterable[int], groups: frozenset[str] | None, stems: Collection[str]) -> list[Mention]:
        """What some sentences say of these groups, also of whether they negate words of these stems."""
        found: list[Mention] = []
        wanted = sorts(groups)
        for n in sentences:
            here = [m for sort in wanted for m in self._mentions(n, sort)]
            found.extend(sorted(here, key=in_order) if len(wanted) > 1 else here)
            found.extend(m.moved(self.starts(n)) for m in (negations(self[n].tokens, stems) if stems else ()))
        return found

    def _mentions(self, n: int, sort: int) -> list[Mention]:
        if (n, sort) not in self._found:
            every = self[n].mentions(sort)
            found = [m for m in every if m.group not in _BY_CAPITALS] if self._capitals_tell_nothing else every
            self._found[n, sort] = [m.moved(self.starts(n)) for m in found]
        return self._found[n, sort]

    def sentence_of(self, one: Mention) -> int:
        """The number of the sentence that says it."""
        return bisect_right(self._starts, one.start) - 1

    def context(self, one: Mention) -> frozenset[str]:
        """The keys of the words of weight that stand near what is said."""
        before, behind = self.sides(one)
        return before | behind

    def sides(self, one: Mention) -> tuple[frozenset[str], frozenset[str]]:
        """The keys of the words of weight that stand near before what is said, and behind it."""
        place = (one.start, one.end)
        if place not in self._sides:
            n = self.sentence_of(one)
            said = self[n].tokens
            at = bisect_right(said.ends, one.start - self.starts(n))
            last = at + len(one.text.split())
            before, behind = (
                frozenset(key(w) for w in near if weight(key(w)) >= _WEIGHT)
                for near in (said.lower[max(0, at - _NEAR) : at], said.lower[last : last + _NEAR])
            )
            self._sides[place] = before, behind
        return self._sides[place]

    def is_bounded(self, one: Mention) -> bool:
        """Whether a figure is said to be the least or the most: "more than 100"."""
        n = self.sentence_of(one)
        return any(m.group == "bound" and m.end == one.end for m in self.of((n,), _FIGURES, ()))

    def is_before(self, one: Mention, word: str) -> bool:
        """Whether a word, in lower case, stands close behind what is said."""
        n = self.sentence_of(one)
        said, end = self[n].tokens, one.end - self.starts(n)
        return word in said.lower[bisect_left(said.starts, end) :][:_NEAR]

    def beside(self, one: Mention) -> frozenset[str]:
        """The words of weight right before and right behind what is said, with a space where it stands: "losing ", " streak"."""
        n = self.sentence_of(one)
        said, start, end = self[n].tokens, one.start - self.starts(n), one.end - self.starts(n)
        before, behind = bisect_right(said.ends, start) - 1, bisect_left(said.starts, end)
        found = []
        if before >= 0 and said.sentence[said.ends[before] : start] == " ":
            found.append((said.lower[before], "{} "))
        if behind < len(said) and said.sentence[end : said.starts[behind]] == " ":
            found.append((said.lower[behind], " {}"))
        return frozenset(form.format(key(word)) for word, form in found if weight(key(word)) >= _WEIGHT)

    def between(self, one: Mention) -> tuple[str, str]:
        """The words right before and right behind what is said, in lower case; nothing where its sentence begins or ends."""
        n = self.sentence_of(one)
        said, start, end = self[n].tokens, one.start - self.starts(n), one.end - self.starts(n)
        before, behind = bisect_right(said.ends, start), bisect_left(said.starts, end)
        return "".join(said.lower[:before][-1:]), "".join(said.lower[behind : behind + 1])

    def has_beside(self, one: Mention, word: str) -> bool:
        """Whether the text has the same anywhere beside a word."""
        (sort,) = sorts((one.group,))
        if sort not in self._words_beside:
            self._words_beside[sort] = frozenset(
                (m.group, m.value, w) for n in range(len(self)) for m in self._mentions(n, sort) for w in self.beside(m)
            )
        return (one.group, one.value, word) in self._words_beside[sort]

    def numbers(self, sentences: Iterable[int]) -> list[Mention]:
        """The numbers in some sentences."""
        return [m for m in self.of(sentences, _FIGURES, ()) if m.group == "number"]

    def figures(self) -> Iterator[tuple[int, Mention]]:
        """Every number of the text, with its sentence."""
        return ((n, m) for n in range(len(self)) for m in self.numbers((n,)))

    def has(self, one: Mention) -> bool:
        """Whether the text says the same anywhere: a figure, of the same measure if both tell one."""
        (sort,) = sorts((one.group,))
        if sort not in self._values:
            self._values[sort] = {}
            for m in (m for n in range(len(self)) for m in self._mentions(n, sort)):
                self._values[sort].setdefault((m.group, m.value), set()).add(m.form)
        there = self._values[sort]
        what = (one.group, one.value)
        if one.group == "date":
            if what not in self._agreeing:
                self._agreeing[what] = any(figures.agree(one.value, value) for group, value in there if group == "date")
            return self._agreeing[what]
        forms = there.get(what, set())
        return one.form in forms or bool(forms and not one.form)

    @cached_property
    def last_names(self) -> frozenset[str]:
        """The last words of the names of people that the text gives in full."""
        names = (m for n in range(len(self)) for m in self._mentions(n, LISTED) if m.group == "name")
        return frozenset(m.value.split()[-1] for m in names if m.kind == "person" and " " in m.value)

    @cached_property
    def written_figures(self) -> frozenset[str]:
        """The figures of the text as they are written."""
        return quantities.figures(self._text.text)

    @cached_property
    def initials(self) -> frozenset[str]:
        """The acronyms that names of the text may be written as."""
        return acronyms(self._text.text)

    @cached_property
    def hyphenated(self) -> str:
        """The whole text with hyphens for its spaces: "Kim Jong Il" is "Kim Jong-il"."""
        return fold(self._text.text).replace(" ", "-")

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the text; of a genitive also what it is one of."""
        return _with_bare(words("\n".join(s.folded for s in self._text.sentences)))

    @cached_property
    def capitalised(self) -> frozenset[str]:
        """Every word of the text that it has written with a capital letter, likewise."""
        return _with_bare(fold(m.group()) for m in spans(self._text.text) if m.group()[0].isupper())


def _with_bare(every: Iterable[str]) -> frozenset[str]:
    found = frozenset(every)
    return found.union(w.removesuffix("'s") for w in found if w.endswith("'s"))
