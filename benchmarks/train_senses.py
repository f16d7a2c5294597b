"""Make digest/group/facts/senses.txt.gz out of the files of WordNet: which words may stand for each other.

    python benchmarks/train_senses.py /usr/share/wordnet

A line of the table: a word, and the senses that it has, or that are broader or derived; each as the letter of its part of speech
and a number. Two words that share one may stand for each other. Of an adjective or adverb the letter is all.
"""

import gzip
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from digest.group.rarity import UNKNOWN, key, weight

OUT = Path(__file__).parent.parent / "digest" / "group" / "facts" / "senses.txt.gz"
FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
# Derivationally related, also see, verb group; and hypernym, of which so many are climbed.
NEAR, BROADER, STEPS = ("+", "^", "$"), ("@", "@i"), 2
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
A_WORD = re.compile(r"[a-z]{3,16}")


def senses(folder):
    """((part of speech, offset), words, senses nearby, broader ones) of every noun and verb."""
    for letter, name in FILES.items():
        for line in (folder / f"data.{name}").read_text(encoding="latin-1").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split("|")[0].split()
            count = int(fields[3], 16)
            words = [re.sub(r"\(.*", "", fields[4 + 2 * n]) for n in range(count)]
            at = 5 + 2 * count
            pointers = [fields[at + 4 * n : at + 4 * n + 3] for n in range(int(fields[at - 1]))]
            if letter in "ar":
                yield (letter, ""), words, [], []
                continue
            near, broader = ([(of, to) for sign, to, of in pointers if sign in signs] for signs in (NEAR, BROADER))
            yield (letter, fields[0]), words, near, broader


def short(number):
    """A number in 36 digits."""
    written = ""
    while number:
        number, digit = divmod(number, 36)
        written = DIGITS[digit] + written
    return written or "0"


def main():
    """Read, number, write."""
    folder = Path(sys.argv[1])
    every = list(senses(folder))
    above = {sense: broader for sense, _, _, broader in every}
    of_words = defaultdict(set)
    for sense, words, near, _ in every:
        reach = climbed = {sense}
        for _ in range(STEPS):
            climbed = {up for one in climbed for up in above.get(one, ())}
            reach = reach | climbed
        for word in filter(A_WORD.fullmatch, words):
            of_words[word] |= reach.union(near)
    for name in FILES.values():
        for line in (folder / f"{name}.exc").read_text(encoding="latin-1").splitlines():
            form, word, *_ = line.split()
            if A_WORD.fullmatch(form) and word in of_words:
                of_words[form] |= of_words[word]
    # News has the others so seldom that nothing is said of them.
    of_words = {word: of for word, of in of_words.items() if weight(key(word)) < UNKNOWN}
    often = Counter(sense for of in of_words.values() for sense in of)
    # What only one word has, no other shares.
    numbers = {sense: n for n, (sense, times) in enumerate(often.most_common()) if times > 1}
    named = {sense: sense[0] + (short(n) if sense[1] else "") for sense, n in numbers.items()}
    lines = (
        f"{word} {' '.join(sorted(named[sense] for sense in of if sense in named))}"
        for word, of in sorted(of_words.items())
    )
    OUT.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    print(f"{len(of_words)} words, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
