"""A line wrongly set aside becomes a case: the page as it came, and what should have been kept. Read :func:`restored`.

A case is a folder that ``tests/test_clean.py`` reads: ``page.html`` or ``page.txt``, and ``expected.json``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from digest import charset, words
from digest.clean import clean
from digest.errors import ReadError
from digest.extract import extract, is_html
from digest.interfaces import Rule
from digest.model import Document, Draft, Mark


def restored(document: Document, rules: Sequence[Rule], text: str) -> tuple[str, dict[str, str]]:
    """(the case's place under the cases' folder, its files by name) for a document and a line that should be kept.

    Raises ReadError if no rule set the line aside.
    """
    draft = extract(document)
    wanted = words.fold(text)
    note = next((n for n in clean(draft, rules).notes if wanted in words.fold(n.text)), None)
    if note is None or note.rule == "page.outside":
        why = "the judge left it outside the article; no rule did" if note else "it is not in the ledger"
        raise ReadError(document.url, "not_removed", f"no rule removed {text!r}: {why}")
    kept = clean(draft, [partial(_without, rule, words.fold(note.text)) for rule in rules])
    expected = {"text": [b.text for b in kept.blocks], "notes": [[n.role, n.rule, n.text] for n in kept.notes]}
    decoded = charset.decode(document.body, document.charset)
    page = "page.html" if is_html(document, decoded) else "page.txt"
    files = {page: decoded, "expected.json": json.dumps(expected, ensure_ascii=False, indent=1) + "\n"}
    return f"{note.rule.replace('.', '/')}_not_{words.slug(note.text, 32)}", files


def write(folder: Path, files: dict[str, str]) -> None:
    """Write a case's files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def _without(rule: Rule, spared: str, draft: Draft) -> Iterator[Mark]:
    """The marks of a rule but those on one line."""
    for mark in rule(draft):
        start, end = mark.span or (0, None)
        if words.fold(draft.blocks[mark.at].text[start:end]) != spared:
            yield mark
