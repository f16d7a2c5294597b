"""How many of the facts of faithful copies are found when they are exchanged for others, one at a time, by sort.

    DIGEST_LABELLED_DATA=… python benchmarks/exchanged.py [--json] [--each N] [--missed SORT]

Nobody has to write an altered copy for it: a figure, a day, a place, a name or a word that excludes others, which a copy
has from its original, is exchanged for another of its sort. So it tells which sort is missed in which copies, and by what
a change to the rules gains, on thousands of facts. It does not tell how people alter facts: see ``reuse.py`` for that.
The second figure of each sort is what the same facts, written in another way, raise as alarms.
"""

import argparse
import json
import os
import random
import re
import sys
from collections import Counter
from pathlib import Path

from reuse import rows
from rich.console import Console
from rich.table import Table

from digest.group.facts.alter import alterations
from digest.group.facts.lexicon import contrasts, lower, phrase, places, tokens
from digest.group.wording import wording

SETS = {"rewrites": ("rewrite_faithful", "partial", "teaser_rewrite"), "reuse": ("light", "wrapped")}
PEOPLE = ("Henrik Solberg", "Marta Kowalczyk", "Leila Haddad", "Omar Okafor", "Sofia Lindqvist", "Yusuf Tanaka")
COUNTRIES = ("Norway", "Peru", "Kenya", "Portugal", "Vietnam", "Morocco", "Chile", "Latvia", "Finland", "Ghana")
PEOPLES = ("Norwegian", "Peruvian", "Kenyan", "Portuguese", "Vietnamese", "Moroccan", "Chilean", "Latvian", "Finnish")
CITIES = ("Marseille", "Osaka", "Leipzig", "Porto", "Krakow", "Montreal", "Perth", "Bergen", "Seville", "Denver")
ACRONYMS = ("ODN", "KRT", "BVZ", "UMF")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip
SPELLED = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
FIGURE = re.compile(r"(?<![\w.,:])\d(?:[\d,]*\d)?(?:\.\d+)?(?![\w:]|[.,]\d)")
# Headings, captions and items of lists state little.
SENTENCE = re.compile(r"^[^\n]{60,}[.!?][\"'”’)]*$", re.MULTILINE)


def exchanges(original, copy, choose):
    """(sort, start, end, another of its sort, the same in another way or None) of every fact of the copy that the original has."""
    for found in FIGURE.finditer(copy):
        said = found.group()
        if re.search(rf"(?<![\d.,]){re.escape(said)}(?!\d|[.,]\d)", original):
            value = float(said.replace(",", ""))
            year = re.fullmatch(r"(?:19|20)\d\d", said)
            other = value + choose.choice((-7, -3, 4, 9)) if year else value * choose.choice((0.5, 2, 3, 0.7, 1.4))
            written = f"{other:.0f}" if year else f"{other:,.1f}" if "." in said else f"{other:,.0f}"
            same = SPELLED[int(value) - 2] if not year and "." not in said and 2 <= value <= 12 else None
            yield "year" if year else "figure", *found.span(), written, same
    for sort, every in (("weekday", WEEKDAYS), ("month", MONTHS), ("spelled figure", SPELLED)):
        for found in re.finditer(rf"\b(?:{'|'.join(every)})\b", copy):
            if re.search(rf"\b{found.group()}\b", original):
                same = str(every.index(found.group()) + 2) if every is SPELLED else None
                yield sort, *found.span(), choose.choice(every), same
    for found in NAME.finditer(copy):
        said = re.sub(r"['’]s$", "", found.group())
        if said in original and said not in WEEKDAYS + MONTHS:
            yield from ((sort, found.start(), found.start() + len(said), *of) for sort, *of in _names(said, choose))
    for found in re.finditer(r"\b[a-z]+\b", copy):
        if re.search(rf"\b{found.group()}\b", original):
            yield from ((sort, *found.span(), other, None) for sort, other in _opposites(found.group(), choose))


def _names(said, choose):
    known = places().get(phrase(said))
    if known:
        people = known.kind == "nationality"
        yield (
            "nationality" if people else "place",
            choose.choice(PEOPLES if people else CITIES if known.form else COUNTRIES),
            None,
        )
    elif not any((lower(t),) in contrasts() or (lower(t),) in places() for t in tokens(said)):
        if said.isupper():
            yield "acronym", choose.choice(ACRONYMS), None
        else:
            other = choose.choice(PEOPLE)
            yield ("full name", other, said.split()[-1]) if " " in said else ("name", other.split()[-1], None)


def _opposites(word, choose):
    """Another word of the same line of the table with the same ending, if there is one."""
    members = [m for m in contrasts().get((word,), ()) if not m.form]
    if not members:
        return
    member = choose.choice(members)
    ending = next((e for e in ("ing", "ed", "s") if word.endswith(e)), "")
    others = [
        written[0]
        for written, those in contrasts().items()
        if len(written) == 1
        and any(m.group == member.group and m.value != member.value for m in those)
        and next((e for e in ("ing", "ed", "s") if written[0].endswith(e)), "") == ending
    ]
    if others:
        yield member.kind, choose.choice(others)


def measured(data, each, missed):
    """Counts by sort: facts exchanged, those found, the same in another way, alarms on those."""
    choose = random.Random(5)
    asked, found, again, alarms = Counter(), Counter(), Counter(), Counter()
    for name, kinds in SETS.items():
        documents = {d["id"]: d for d in rows(data / name / "docs.jsonl")}
        for d in documents.values():
            if d["kind"] not in kinds or d.get("original") not in documents:
                continue
            original, copy = documents[d["original"]]["text"], d["text"]
            whole = wording(original)
            before = {(a.original.text, a.copy.text) for a in alterations(whole, wording(copy))}
            taken = Counter()
            every = [
                (sort, line.start() + start, line.start() + end, *of)
                for line in SENTENCE.finditer(copy)
                for sort, start, end, *of in exchanges(original, line.group(), choose)
            ]
            choose.shuffle(every)
            for sort, start, end, other, same in every:
                if taken[sort] == each or copy[start:end] == other:
                    continue
                taken[sort] += 1
                at = f"{sort}, {'retold' if name == 'rewrites' else 'as it was'}"
                asked[at] += 1
                text = copy[:start] + other + copy[end:]
                hit = any(
                    a.copy.start < start + len(other) and start < a.copy.end for a in alterations(whole, wording(text))
                )
                found[at] += hit
                if not hit and sort == missed:
                    print(
                        f"{d['id']}: {copy[start:end]} → {other}: …{text[max(0, start - 80) : end + 80]}…".replace(
                            "\n", " "
                        )
                    )
                if same:
                    again[at] += 1
                    text = copy[:start] + same + copy[end:]
                    raised = {(a.original.text, a.copy.text) for a in alterations(whole, wording(text))} - before
                    alarms[at] += any(same in new for _, new in raised)
    return asked, found, again, alarms


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one flat object")
    parser.add_argument("--each", type=int, default=4, metavar="N", help="facts of one sort from each copy")
    parser.add_argument("--missed", metavar="SORT", help="print those of this sort that are not found")
    args = parser.parse_args()
    where = os.environ.get("DIGEST_LABELLED_DATA")
    if not where:
        print("DIGEST_LABELLED_DATA is not set: nothing to measure on")
        return 0
    asked, found, again, alarms = measured(Path(where), args.each, args.missed)
    flat = {f"found.{at}": round(found[at] / n, 4) for at, n in sorted(asked.items())}
    flat |= {f"alarms.{at}": alarms[at] for at in sorted(again)}
    for how in ("retold", "as it was"):
        n = sum(v for at, v in asked.items() if at.endswith(how))
        flat[f"found, {how}"] = round(sum(v for at, v in found.items() if at.endswith(how)) / n, 4) if n else 0.0
    flat |= {"exchanged": asked.total(), "in_another_way": again.total(), "alarms": alarms.total()}
    if args.json:
        print(json.dumps(flat))
        return 0
    table = Table(title="facts exchanged one at a time")
    for heading in ("sort", "exchanged", "found", "written in another way", "alarms"):
        table.add_column(heading, justify="left" if heading == "sort" else "right")
    for at in sorted(asked):
        table.add_row(
            at,
            str(asked[at]),
            f"{found[at] / asked[at]:.2f}",
            str(again[at] or ""),
            str(alarms[at]) if again[at] else "",
        )
    Console().print(table)
    print(f"retold {flat['found, retold']:.3f}, as it was {flat['found, as it was']:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
