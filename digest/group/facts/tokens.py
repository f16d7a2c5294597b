"""The words of a sentence where they stand, as the tables of facts know them. Read :class:`Tokens`."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from digest import urls
from digest.group.facts.lexicon import apart, lower


@dataclass(frozen=True, slots=True)
class Tokens:
    """A sentence, and of each of its words where it starts and ends, how it is written, and in lower case."""

    sentence: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    written: tuple[str, ...]
    lower: tuple[str, ...]

    @classmethod
    def of(cls, sentence: str) -> Tokens:
        """Take a sentence apart. What stands in an address is no statement; blanks keep every place where it is."""
        if "://" in sentence:
            sentence = urls.URL.sub(lambda m: " " * len(m.group()), sentence)
        parts = apart(sentence)
        ends = tuple(accumulate(map(len, parts)))
        written = tuple(parts[1::2])
        return cls(sentence, ends[:-1:2], ends[1::2], written, tuple(map(lower, written)))

    def __len__(self) -> int:
        return len(self.written)

    def beside(self, n: int) -> bool:
        """Whether only a space stands between a word and the next."""
        return self.starts[n + 1] - self.ends[n] == 1 and self.sentence[self.ends[n]] == " "


def without_genitive(text: str) -> str:
    """A name without the "'s" at its end."""
    return text[:-2] if text.endswith(("’s", "'s")) else text
