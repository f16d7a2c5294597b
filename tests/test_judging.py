"""topic, rank, pin, drop, why-not, replay, tune: as a user types them, on an edition that was made."""

import json

import pytest
from test_cli import digest, project, run  # noqa: F401

MORE = {
    "third": "Workers on Russian building sites\n\nPublished July 9, 2024\n\nNorth Korea sends masons to Vladivostok, where Russian "
    "contractors pay for them by the head, inspectors found, and house them in containers behind the harbour.",
    "korean": "김정은, 러시아에 포탄 지원 약속\n\n2024년 7월 10일\n\n북한 김정은 국무위원장이 러시아 푸틴 대통령과의 회담에서 포탄을 추가로 지원하겠다고 약속했다고 조선중앙통신이 보도했다. "
    "양측은 조약에 서명했다.",
    "other": "Bread is dear in Lyon\n\nPublished July 9, 2024\n\nBakers in Lyon ask for more than they did in spring, because flour, butter "
    "and the gas for their ovens have all become dearer since the winter, the guild has counted.",
}


@pytest.fixture
def made(project):  # noqa: F811
    """An edition of four of five texts."""
    for name, text in MORE.items():
        (project / "saved" / f"{name}.txt").write_text(text)
    with (project / "sources.yaml").open("a") as file:
        file.write("layout: {max_items: 4}\n")
    run(project)
    return project


def test_topic_test_shows_what_matched_where(tmp_path):
    out = digest("topic", "test", "Kim sends North Korea's shells to Moscow", cwd=tmp_path).stdout
    assert "on topic, relevance 0.77" in out
    assert "North Korea (en)" in out
    found = json.loads(
        digest(
            "topic", "test", "--json", "--topic", "chip-export-controls", "ASML opens a canteen", cwd=tmp_path
        ).stdout
    )
    assert (found["topic"], found["on_topic"]) == ("chip-export-controls", False)
    assert {"text": "ASML", "start": 0, "end": 4, "role": "alias", "side": "semiconductors"}.items() <= found[
        "mentions"
    ][0].items()


def test_topic_test_reads_files_and_names_what_is_missing(tmp_path):
    (tmp_path / "a.txt").write_text(
        "Kim and Putin\n\nNorth Korea and Russia agreed on a treaty that binds both of them for long."
    )
    assert "on topic" in digest("topic", "test", "a.txt", cwd=tmp_path).stdout
    assert "no such topic; built in:" in digest("topic", "test", "--topic", "nix", "a", cwd=tmp_path, code=2).stderr
    assert "no such file" in digest("topic", "test", "--topic", "nix.yaml", "a", cwd=tmp_path, code=2).stderr


def test_topic_suggest_says_when_nothing_lacks(made):
    assert "show no name that dprk-russia lacks" in digest("topic", "suggest", cwd=made).stdout


def test_a_doubtful_alias_is_named_by_check(project):  # noqa: F811
    (project / "t.yaml").write_text("id: t\nname: T\nsides: [{name: A, aliases: {en: [trade]}}]\n")
    text = (project / "sources.yaml").read_text().replace("dprk-russia", "t.yaml")
    (project / "sources.yaml").write_text(text)
    assert "'trade' is a common word" in digest("check", cwd=project).stdout


def test_rank_judges_lines(tmp_path):
    lines = [
        {"id": 1, "title": "Putin meets Kim in Pyongyang", "published": "2024-07-10"},
        {"id": "b", "title": "Bread is dear", "summary": "Bakers ask more."},
        [],
        {"id": "c"},
        {"id": "d", "title": "Kim and Putin", "published": "2031-01-01"},
    ]
    given = "\n".join(map(json.dumps, lines)) + "\n\nno json\n"
    out = [
        json.loads(x)
        for x in digest("rank", "--jsonl", "--as-of", "2024-07-12", cwd=tmp_path, given=given).stdout.splitlines()
    ]
    assert [x["id"] for x in out] == [1, "b", None, "c", "d", None]
    assert [x.get("on_topic") for x in out] == [True, False, None, None, True, None]
    assert out[0]["score"] == pytest.approx(sum(r["value"] * r["weight"] for r in out[0]["reasons"]), abs=1e-3)
    assert "none of title" in out[3]["error"]["message"]
    assert any("in the future; counts as now" in r["why"] for r in out[4]["reasons"])


def test_a_past_edition_is_the_same_to_the_byte(made):
    assert digest("replay", "2024-07-12", cwd=made).stdout == "ports-2024-07-12: the same to the byte\n"
    (made / "saved" / "fourth.txt").write_text(MORE["third"])
    digest("run", "--as-of", "2024-07-19", cwd=made)
    assert json.loads(digest("replay", "2024-07-12", "--json", cwd=made).stdout)["same"] is True


def test_other_rules_are_told_apart(made):
    (made / "narrow.yaml").write_text("id: n\nname: N\nsides: [{name: A, aliases: {en: [shells]}}]\nthreshold: 0.2\n")
    out = digest("replay", "2024-07-12", "--topic", "narrow.yaml", cwd=made).stdout
    assert "- Treaty signed in Pyongyang by Putin and Kim\n    fell out: not on topic" in out
    (made / "w.yaml").write_text("weights: {freshnes: 1}\n")
    assert (
        "w.yaml:1: weights.freshnes: no such signal"
        in digest("replay", "2024-07-12", "--weights", "w.yaml", cwd=made, code=2).stderr
    )
    (made / "w.yaml").write_text("weights: {freshness: 0}\n")
    assert "sum to nothing" in digest("replay", "2024-07-12", "--weights", "w.yaml", cwd=made, code=2).stderr
    text = (made / "sources.yaml").read_text().replace("max_items: 4", "max_items: 2")
    (made / "sources.yaml").write_text(text)
    (tuned,) = json.loads(digest("tune", "--json", cwd=made).stdout)
    assert len(tuned["fell_out"]) == 2
    assert "fell out" in digest("tune", cwd=made).stdout


def test_an_edition_that_is_not_there(made):
    assert (
        "there is no edition '2020-01-01'; there are: ports-2024-07-12"
        in digest("replay", "2020-01-01", cwd=made, code=1).stderr
    )


def test_wishes_are_kept_obeyed_and_taken_back(made):
    article = json.loads(digest("explain", "other", "--json", cwd=made).stdout)[0]["article"]["id"]
    assert "will lead" in digest("pin", article, "--lead", cwd=made).stdout
    assert "stays out" in digest("drop", "korean", "--because", "old news", cwd=made).stdout
    (made / "saved" / "new.txt").write_text(
        "Grain trains to Pyongyang\n\nPublished July 17, 2024\n\nRussia sends flour to North Korea on a train every second day, and what "
        "it is given in return is counted in crates, economists who watch the border say."
    )
    digest("run", "--as-of", "2024-07-19", cwd=made)
    edition = json.loads((made / "out" / "ports-2024-07-19" / "edition.json").read_text())
    assert edition["lead"]["title"] == "Bread is dear in Lyon"
    assert "the editor dropped it: old news" in digest("why-not", "korean", cwd=made).stdout
    assert "decided by its score again" in digest("unwish", article, cwd=made).stdout
    assert "nothing was wished" in digest("unwish", article, cwd=made, code=1).stderr


def test_why_not(made):
    out = digest("why-not", "other", cwd=made).stdout
    assert "out since rank: not on topic: DPRK: not named; Russia: not named" in out
    assert "digest pin" in out
    assert "was never collected" in digest("why-not", "https://example.org/none", cwd=made, code=1).stderr
    found = json.loads(digest("why-not", "first", "--json", cwd=made).stdout)
    assert found[0]["chosen"] is True


def test_what_was_held_rolls_over_for_a_while(project):  # noqa: F811
    with (project / "sources.yaml").open("a") as file:
        file.write("layout: {min_items: 3, window_days: 3, hold_days: 30}\n")
    (project / "saved" / "first.txt").rename(project / "first.txt")
    digest("run", "--as-of", "2024-07-01", cwd=project)
    assert "they are held for the next edition" in run(project).stdout
    (project / "first.txt").rename(project / "saved" / "first.txt")
    (project / "saved" / "third.txt").write_text(MORE["third"])
    done = digest("run", "--as-of", "2024-07-16", cwd=project)
    assert "3 chosen" in done.stdout, "what was first seen on the 1st is held longer than the window"


def test_a_pin_brings_in_what_is_older_than_the_window_once(made):
    digest("run", "--as-of", "2024-07-30", cwd=made)
    digest("pin", "other", cwd=made)
    (made / "saved" / "new.txt").write_text(
        "Grain trains to Pyongyang\n\nPublished August 28, 2024\n\nRussia sends flour to North Korea on a train every second day, and what "
        "it is given in return is counted in crates, economists who watch the border say."
    )
    digest("run", "--as-of", "2024-08-30", cwd=made)
    edition = (made / "out" / "ports-2024-08-30" / "edition.txt").read_text()
    assert "Bread is dear in Lyon" in edition
    assert json.loads(digest("replay", "2024-08-30", "--json", cwd=made).stdout)["same"] is True


def test_why_not_before_there_is_an_edition(project):  # noqa: F811
    with (project / "sources.yaml").open("a") as file:
        file.write("layout: {min_items: 5}\n")
    run(project)
    out = digest("why-not", "first", "--as-of", "2024-07-12", "--json", cwd=project).stdout
    assert json.loads(out)[0]["edition_id"] == "an edition made then"


def test_what_was_no_candidate_is_told_when_it_came(made):
    (made / "saved" / "late.txt").write_text(MORE["third"].replace("masons", "plasterers"))
    digest("run", "--as-of", "2024-09-30", cwd=made)
    said = digest("why-not", "late", "--edition", "2024-07-12", cwd=made, code=1).stderr
    assert "it was collected later, on 30 September 2024" in said


def test_a_mistyped_file_is_not_judged_as_a_title(tmp_path):
    assert "there is no such file" in digest("topic", "test", "nofile.txt", cwd=tmp_path, code=1).stderr


def test_help_keeps_its_lines():
    out = digest("--help", cwd=".").stdout + digest("rank", "--help", cwd=".").stdout
    assert "\\b" not in out
    assert "\n  Look at it:        digest preview\n" in out
