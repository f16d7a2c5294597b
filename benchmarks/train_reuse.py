"""Count how common words are: writes digest/group/commonness.txt from the labelled texts.

    DIGEST_LABELLED_DATA=… python benchmarks/train_reuse.py

What is counted are stretches of sixty words of feed items and of web pages; of a word, its first six letters. Only
words of ten stretches and more are written, by the negative logarithm of their share, in steps of a quarter.
"""

import gzip
import html
import json
import math
import os
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from digest import words
from digest.group.rarity import key

OUT = Path(__file__).parent.parent / "digest" / "group" / "commonness.txt"
STRETCH, FEWEST, STEPS = 60, 10, 4


def texts(data: Path):
    """The feed items, then the pages."""
    with gzip.open(data / "stream" / "2023-08.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            yield html.unescape(f"{item['title']} {re.sub('<[^>]+>', ' ', item['description'] or '')}")
    with gzip.open(data / "extraction" / "ground-truth.json.gz", "rt", encoding="utf-8") as file:
        yield from (page.get("articleBody") or "" for page in json.load(file).values())


def main() -> int:
    """Count, and write the table."""
    where = os.environ.get("DIGEST_LABELLED_DATA")
    if not where:
        print("DIGEST_LABELLED_DATA is not set: nothing to count")
        return 0
    counted: Counter[str] = Counter()
    stretches = 0
    for text in texts(Path(where)):
        said = words.words(text)
        for at in range(0, len(said), STRETCH):
            if at and len(said) - at < STRETCH // 3:
                break
            counted.update({key(w) for w in said[at : at + STRETCH]})
            stretches += 1
    levels = defaultdict(list)
    for of, times in counted.items():
        if times >= FEWEST and not of.isdigit() and (len(of) > 1 or of.isalpha()):
            levels[round(-math.log(times / stretches) * STEPS)].append(of)
    lines = [f"{level / STEPS:.2f} {' '.join(sorted(levels[level]))}" for level in sorted(levels)]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{sum(map(len, levels.values()))} words of {stretches} stretches written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
