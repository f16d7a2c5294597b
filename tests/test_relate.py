"""The batch contract for versions: a line out for each line in, offsets into the text as it was given."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from digest.cli import command
from digest.relate import group_lines, relate_lines

TEXT = (
    "The port has been busy since the spring, and analysts who read satellite images count containers on the quay.\n\n"
    "Nobody knows what is in the boxes, but the 14 ships leave laden and come back light, a pattern of many months.\n\n"
    "Officials in Norway deny that anything is out of order, and invite reporters to visit a quay that is swept clean."
)
COPY = TEXT.replace("14 ships", "41 ships").replace("Norway", "Sweden")
OTHER = "A treaty was signed in the capital after a parade.\n\nIts third article speaks of aid by all means, and lawyers disagree on what that covers in practice for neighbours."
REPORT = {
    "title": "Missile strike sets shipyard on fire in Odesa",
    "text": "Two ships were damaged by the missile attack on the port of Odesa, the navy said.",
}
OTHER_REPORT = {
    "title": "Shipyard in Odesa burns after missile attack",
    "text": "A fire broke out at the Odesa shipyard after a missile attack; the navy said two ships were hit.",
}


def lines(*given):
    return [json.dumps(g).encode() if isinstance(g, dict) else g for g in given]


def test_versions_and_their_alterations_in_the_order_given():
    copy = f"Subscribe to our newsletter\n\n{COPY}"
    given = lines(
        {"id": "c", "title": "Port", "text": copy, "published": "2024-07-03", "source": "Mirror"},
        {"id": "x", "title": "Treaty", "text": OTHER, "published": "2024-07-02"},
        {"id": "o", "title": "Port", "text": TEXT, "published": "2024-07-01", "source": "Harbour Notes"},
    )
    c, x, o = (json.loads(line) for line in group_lines(given, 0))
    assert [r["id"] for r in (c, x, o)] == ["c", "x", "o"]
    assert o["original"] == c["original"] == "o" and o["relation"] is None
    assert c["story"] == o["story"] and c["event"] == o["event"]
    assert x["story"] == x["original"] == "x"
    assert c["similarity"] > 0.5 and c["evidence"]
    assert {(a["original"]["text"], a["copy"]["text"]) for a in c["alterations"]} == {
        ("14 ships", "41 ships"),
        ("Norway", "Sweden"),
    }
    for a in c["alterations"]:
        assert copy[a["copy"]["start"] : a["copy"]["end"]] == a["copy"]["text"]
        assert TEXT[a["original"]["start"] : a["original"]["end"]] == a["original"]["text"]
    for e in c["evidence"]:
        if e["kind"] == "passage":
            assert copy[e["copy"]["start"] : e["copy"]["end"]] == e["copy"]["text"]


def test_places_of_a_text_of_a_few_words_are_places_in_the_text():
    """Such texts are compared together with their titles."""
    text = "Article: https://papers.example/{0} Comments: https://news.example/item?id={1} Points: {2}"
    given = lines(
        {"id": 1, "title": "Conduction in a crystal", "text": text.format(2307, 36951140, 48), "source": "News"},
        {"id": 2, "title": "Conduction in a crystal", "text": text.format(2307, 36951140, 92), "source": "News"},
    )
    one, two = (json.loads(line) for line in group_lines(given, 0))
    (found,) = one["alterations"] + two["alterations"]
    assert {found["original"]["text"], found["copy"]["text"]} == {"48", "92"}
    assert text.format(2307, 36951140, 48)[found["copy"]["start"] :][:2] in ("48", "92")


def test_hidden_characters_and_entities_do_not_move_places():
    vote = "The gal\u00adlery of Gor\u200bdan voted 7 to 2 for the “quay”, and the cafe\u0301 was closed on the day."
    original = f"And 7 of its members came by ferry.\n\n{TEXT}\n\n{vote}\n\nThe mayor said &quot;we count 7 votes&quot; to all."
    copy = original.replace("voted 7", "voted 9").replace("count 7", "count 9")
    given = lines(
        {"id": "o", "text": original, "published": "2024-07-01"}, {"id": "c", "text": copy, "published": "2024-07-03"}
    )
    _, answer = (json.loads(line) for line in group_lines(given, 0))
    assert len(answer["alterations"]) == 2
    for a in answer["alterations"]:
        for text, side in ((original, a["original"]), (copy, a["copy"])):
            assert text[side["start"] : side["end"]] == side["text"]
    assert answer["alterations"][0]["copy"]["start"] == copy.index("9 to 2")
    assert answer["alterations"][0]["original"]["start"] == original.index("7 to 2")


@pytest.mark.parametrize("crew", ["42&nbsp;sailors", "42&#160;sailors", "<b>42</b> sailors", "&#52;2 sailors"])
def test_what_stands_beside_an_entity_or_within_a_tag_is_at_its_place(crew):
    text = f"The trawler left the harbour of Bergen with 24 sailors on Monday, the harbour office said.\n\n{TEXT}"
    copy = text.replace("24 sailors", crew)
    given = [
        {"id": i, "text": t, "published": f"2024-07-0{n}"} for n, (i, t) in enumerate((("o", text), ("c", copy)), 1)
    ]
    _, found = map(json.loads, group_lines(lines(*given), 0))
    (told,) = (a["copy"] for a in found["alterations"])
    assert told["start"] == copy.index(crew.removeprefix("<b>")) and told["text"] == copy[told["start"] : told["end"]]


def test_the_order_of_arrival_does_not_matter():
    given = lines(*({"id": n, "text": t} for n, t in (("o", TEXT), ("c", COPY), ("x", OTHER), ("d", TEXT))))
    one = {json.loads(line)["id"]: line for line in group_lines(given, 0)}
    assert one == {json.loads(line)["id"]: line for line in group_lines(given[::-1], 0)}


def test_the_answer_does_not_depend_on_the_process():
    """The order of a set of strings does, and with it the last digit of a sum."""
    given = b"\n".join(lines(*({"id": n, "text": t} for n, t in (("o", TEXT), ("c", COPY), ("x", OTHER)))))
    answers = {
        subprocess.run(
            [sys.executable, "-m", "digest", "group", "--jsonl", "--workers", "1"],
            input=given, capture_output=True, check=True, env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(answers) == 1


def many(count):
    """Texts of their own, every other one followed by a copy that states another figure, over some weeks."""
    for n in range(count):
        things = [
            f"{stem}{(n * 7919 + k) % 9973}"
            for k, stem in enumerate(("quay", "ferry", "lamp", "herring", "tower", "bell") * 4)
        ]
        text = f"The {' '.join(things[:9])} opened on Monday with 14 guests.\n\nNobody saw {' and '.join(things[9:])} since then."
        at = f"2024-03-{n % 28 + 1:02}T08:00:00Z"
        yield {"id": f"o{n}", "title": things[0], "text": text, "published": at}
        if n % 2:
            yield {
                "id": f"c{n}",
                "title": things[0],
                "text": text.replace(" 14 ", " 41 "),
                "published": at.replace("T08", "T09"),
            }


def test_workers_answer_as_one_process_does():
    given = lines(*many(150))
    assert len(given) > 200, "fewer are not worth processes"
    alone, together = list(group_lines(given, 1)), list(group_lines(given, 2))
    assert alone == together
    found = {a["id"]: a for a in map(json.loads, alone)}
    assert [found[f"c{n}"]["original"] for n in range(1, 150, 2)] == [f"o{n}" for n in range(1, 150, 2)]
    assert all(found[f"c{n}"]["alterations"][0]["copy"]["text"] == "41 guests" for n in range(1, 150, 2))


def test_events_of_many_items_are_looked_for_in_stretches_of_time():
    given = lines(
        *many(1700),
        {"id": "a", **REPORT, "published": "2024-03-05T09:00:00Z"},
        {"id": "b", **OTHER_REPORT, "published": "2024-03-05T09:30:00Z"},
    )
    found = {a["id"]: a["event"] for a in map(json.loads, group_lines(given, 1))}
    assert found["a"] == found["b"] == "a"


@pytest.mark.parametrize(
    "bad",
    [
        b"{", b"[]", b'{"text": "x"}', b'{"id": 1, "text": 5}', b'{"id": 1, "text": " "}', b"\xff", b'{"id": null, "text": "x"}',
        b'{"id": NaN, "text": "x"}', b'{"id": true, "text": "x"}', b'{"id": 2, "text": "\\u200b\\ufeff"}', b'{"id": ' + b"9" * 5000 + b', "text": "x"}',
        '{"id": "g", "text": "abc"}'.encode("utf-16"), b'{"a": "x", "b": null}', b'{"a": {"id": 1, "text": "x"}}', b"[" * 100_000,
    ],
)  # fmt: skip
def test_a_bad_line_is_told_and_the_rest_goes_on(bad):
    answers = [json.loads(line) for line in group_lines([bad, *lines({"id": "o", "text": TEXT})], 0)]
    assert "error" in answers[0] and answers[1]["original"] == "o"
    told = json.loads(next(relate_lines([bad], 0)))["error"]["message"]
    assert not any(word in told for word in ("NoneType", "attribute", "subscript", "sys.set")), told


def test_which_of_two_equal_texts_without_a_date_came_first_nobody_can_tell():
    a, b = {"id": "x", "text": TEXT}, {"id": "y", "text": TEXT}
    told = [json.loads(line) for line in relate_lines(lines({"a": a, "b": b}, {"a": b, "b": a}), 0)]
    assert [(t["relation"], t["original"]) for t in told] == [("identical", None)] * 2
    assert json.loads(next(relate_lines(lines({"a": a, "b": {**b, "published": "2024-07-01"}}), 0)))["original"] == "y"


def test_events_do_not_depend_on_the_order_of_lines():
    given = lines(*({"id": i, **said, "published": "2024-03-05"} for i, said in (("r", REPORT), ("o", OTHER_REPORT))))
    one, turned = (
        {a["id"]: a["event"] for a in map(json.loads, group_lines(some, 0))} for some in (given, given[::-1])
    )
    assert one == turned == {"r": "o", "o": "o"}


def test_an_id_stands_for_one_text():
    first, second = map(json.loads, group_lines(lines({"id": "x", "text": TEXT}, {"id": "x", "text": COPY}), 0))
    assert first["original"] == "x" and "was given before, to text number 1" in second["error"]["message"]


def test_a_date_that_cannot_be_read_is_told():
    given = [{"id": "a", "text": TEXT, "published": "2025-13-45"}, {"id": "b", "text": COPY, "published": "2025-06-01"}]
    a, b = map(json.loads, group_lines(lines(*given), 0))
    assert "no date that can be read" in a["warning"] and "warning" not in b


def test_what_no_encoding_holds_and_no_calendar_goes_on():
    odd = {"id": 1, "title": "\ud800", "text": TEXT, "url": "https://example.org/\ud800", "source": "\ud800", "published": "Fri, 31 Dec 9999 23:00:00 -1200"}  # fmt: skip
    found = [json.loads(line) for line in group_lines(lines(odd, {"id": 2, "text": f"{COPY} \ud800"}), 0)]
    assert [a["story"] for a in found] == [1, 1]
    assert json.loads(next(iter(relate_lines(lines({"a": odd, "b": {**odd, "id": 2}}), 0))))["copy"] is True


def test_pairs():
    pair = {
        "a": {"id": "c", "text": COPY, "published": "2024-07-03"},
        "b": {"id": "o", "text": TEXT, "published": "2024-07-01"},
    }
    other = {"a": {"id": "o", "text": TEXT}, "b": {"id": "x", "text": OTHER}}
    copy, none = (json.loads(line) for line in relate_lines(lines(pair, other), 0))
    assert copy["copy"] and copy["score"] > 0.5 and copy["original"] == "o" and copy["relation"] == "republication"
    assert not none["copy"] and none["score"] < 0.5 and none["original"] is None


def test_the_command_compares_two_files(tmp_path):
    for name, text in (
        ("o.txt", f"{TEXT}\n\nIt has three cranes and a railway of its own."),
        ("c.txt", f"{COPY}<script>"),
        ("x.txt", OTHER),
    ):
        (tmp_path / name).write_text(f"Port news\n\nBy Jane Doe\n\n{text}\n")
    run = CliRunner().invoke(
        command, ["compare", str(tmp_path / "o.txt"), str(tmp_path / "c.txt"), "--html", str(tmp_path / "d.html")]
    )
    assert run.exit_code == 0 and "Sweden" in run.output
    html = (tmp_path / "d.html").read_text()
    assert '<mark title="the copy says “Sweden” where the original says “Norway”">' in html and "<script>" not in html
    run = CliRunner().invoke(command, ["compare", "--json", str(tmp_path / "o.txt"), str(tmp_path / "c.txt")])
    assert json.loads(run.output)["story"]["versions"][0]["faithfulness"] == "altered"
    run = CliRunner().invoke(command, ["compare", str(tmp_path / "o.txt"), str(tmp_path / "x.txt")])
    assert "independent" in run.output


def test_a_text_that_says_where_it_stood_first_names_it_also_where_nothing_else_is_like_it():
    text = f"{TEXT}\n\nThis article originally appeared on The Karsk Review."
    lines = [
        json.dumps({"id": "a", "text": text}).encode(),
        json.dumps({"id": "b", "text": "Nothing of the sort."}).encode(),
    ]
    alone, other = (json.loads(line) for line in group_lines(lines, 1))
    assert alone["original"] == "a" and alone["elsewhere"] == {"publisher": "The Karsk Review", "url": ""}
    assert "elsewhere" not in other
