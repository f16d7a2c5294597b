"""The batch contract: a line out for each line in."""

import gzip
import json

from digest import batch

PROSE = "The two governments signed the agreement after three days of talks, and both said that the details would follow before the year is over."


def test_hostile_strings_are_read_or_refused_and_end_no_batch(labelled):
    """Each as a title, a paragraph and a whole page; whatever it is, the answer is an article or a known kind of error."""
    found = []
    for file in sorted((labelled / "hostile").iterdir()):
        if file.suffix == ".txt":
            found += file.read_text(errors="replace").splitlines()[::7]
        elif file.suffix == ".jsonl":
            values = [v for line in file.read_text().strip().split("\n")[::5] for v in json.loads(line).values()]
            found += [v for v in values if isinstance(v, str)]
    prose = (
        "<p>Shipments through the port have grown since the spring, according to images that analysts counted.</p>" * 4
    )
    lines = [
        json.dumps(
            {"id": n, "html": f"<html><head><title>{s}</title></head><body><h1>{s}</h1>{prose}<p>{s}</p></body></html>"}
        ).encode()
        for n, s in enumerate(found)
    ] + [json.dumps({"id": f"{n} alone", "text": s}).encode() for n, s in enumerate(found)]
    answers = [json.loads(a) for a in batch.extract_lines(lines, 2)]
    assert len(answers) == len(lines) > 300
    assert {a["error"]["kind"] for a in answers if "error" in a} <= {"empty", "binary"}
    # Some open a comment or a script that swallows the page, as in a browser.
    read = ["Shipments through the port" in a["article"]["text"] for a in answers[: len(found)] if "article" in a]
    assert sum(read) > 0.9 * len(found)


def run(*lines, workers=0):
    return [
        json.loads(out)
        for out in batch.extract_lines(
            [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines], workers
        )
    ]


def test_html_text_and_path(tmp_path):
    (tmp_path / "p.html.gz").write_bytes(
        gzip.compress(f"<html><body><article><p>{PROSE}</p></article></body></html>".encode())
    )
    found = run(
        {"id": 1, "text": f"A title\n\n{PROSE}"},
        {"id": "b", "url": "https://example.org/x", "html": f"<p>{PROSE}</p>"},
        {"id": 3, "html_path": str(tmp_path / "p.html.gz")},
    )
    assert [f["id"] for f in found] == [1, "b", 3]
    assert all(f["article"]["paragraphs"] == [PROSE] for f in found)
    assert set(found[0]["article"]) >= {
        "title",
        "authors",
        "published",
        "publisher",
        "language",
        "kind",
        "completeness",
        "paragraphs",
        "text",
        "links",
        "notes",
    }


def test_a_bad_line_never_ends_a_batch():
    found = run(
        b"{not json",
        {"id": "no text"},
        {"id": "empty", "html": ""},
        {"id": "gone", "html_path": "/nowhere"},
        b"[1]",
        b"",
        {"id": "ok", "text": PROSE},
    )
    assert [(f["id"], f.get("error", {}).get("kind")) for f in found] == [
        (None, "malformed"), ("no text", "malformed"), ("empty", "empty"), ("gone", "missing"), (None, "malformed"), ("ok", None),
    ]  # fmt: skip


def test_many_processes_give_the_same_lines_in_the_same_order():
    lines = [{"id": n, "text": f"Title {n}\n\n{PROSE}"} for n in range(30)]
    assert run(*lines, workers=2) == run(*lines)


def test_a_roundup_has_items():
    text = f"Letter\n\nLetter\n\n📝 One\n\n{PROSE}\n\n🎧 Two\n\nA guest explains it.\n\n📄 Three\n\nA report on it."
    (found,) = run({"id": 1, "text": text})
    assert found["article"]["kind"] == "roundup"
    assert [i["title"] for i in found["article"]["items"]] == ["One", "Two", "Three"]


def test_hostile_documents_do_not_end_a_batch(labelled):
    hostile = labelled / "hostile"
    lines = [
        {"id": f"xss{n}", "html": f"<html><body><p>{p}</p></body></html>"}
        for n, p in enumerate((hostile / "xss_payloads.txt").read_text(errors="replace").splitlines()[:120])
    ]
    lines += [
        {"id": p.name, "html": p.read_bytes().decode("utf-8", "replace")}
        for p in sorted((hostile / "xml").iterdir())
        if p.is_file()
    ]
    found = run(*lines)
    assert [f["id"] for f in found] == [line["id"] for line in lines]
    assert not [f for f in found if f.get("error", {}).get("kind") == "unexpected"]


def test_half_a_surrogate_pair_and_damaged_files(tmp_path):
    (tmp_path / "bad.html.gz").write_bytes(gzip.compress(b"x" * 1000)[:-20] + b"garbage")
    (tmp_path / "bomb.html.gz").write_bytes(gzip.compress(b"0" * 60_000_000))
    raw = [b'{"id": "\\ud800", "text": "%s"}' % PROSE.encode()]
    lines = [
        json.dumps({"id": n, "html_path": p}).encode()
        for n, p in enumerate((str(tmp_path / "bad.html.gz"), str(tmp_path / "bomb.html.gz"), "a\0b"))
    ]
    out = [line.encode() for line in batch.extract_lines(raw + lines, 0)]
    kinds = [json.loads(line).get("error", {}).get("kind") for line in out]
    assert kinds == [None, "missing", "too_large", "missing"]
