"""The commands as a user types them: what they print, what they write, how they exit."""

import json
import os
import pkgutil
import shutil
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from digest import cli
from digest.cli import command
from digest.store import open_store

ROOT = Path(__file__).parent.parent
TOPIC = "Russian President Putin and North Korean leader Kim Jong Un signed a treaty in Pyongyang, and both praised it at length before reporters."


def digest(*arguments, cwd, given="", code=0):
    done = subprocess.run(
        [sys.executable, "-m", "digest", *map(str, arguments)],
        cwd=cwd,
        input=given,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def project(tmp_path):
    """A digest on a folder of two saved texts."""
    (tmp_path / "saved").mkdir()
    texts = {
        "first": f"Treaty signed in Pyongyang by Putin and Kim\n\nPublished July 10, 2024\n\n{TOPIC}",
        "second": "Munitions for Moscow\n\nPublished July 11, 2024\n\nNorth Korea has shipped shells to Russia by rail and by sea since "
        "the summer, according to satellite images that analysts in Seoul have counted week by week.",
    }
    for name, text in texts.items():
        (tmp_path / "saved" / f"{name}.txt").write_text(text)
    (tmp_path / "saved" / "empty.txt").write_text("")
    (tmp_path / "sources.yaml").write_text(
        "digest: {id: ports, title: A Digest, topic: dprk-russia}\nhouse: {publisher: Harbour Notes}\n"
        "sources:\n  - {id: saved, name: Saved, kind: folder, path: saved}\n  - {id: gone, name: Gone, kind: folder, path: nowhere}\n"
    )
    return tmp_path


def run(project, *more, **how):
    return digest("run", "--as-of", "2024-07-12", *more, cwd=project, **how)


def became(project, status, *readers):
    """Note of some readers of the edition of 12 July what became of sending it to them."""
    at = datetime(2024, 7, 12, tzinfo=UTC)
    store = open_store("digest.sqlite3", project)
    store.enrol("ports-2024-07-12", readers, at)
    for reader in readers:
        store.note("ports-2024-07-12", reader, status, at)
    store.close()


def test_demo(tmp_path):
    done = digest("demo", cwd=tmp_path)
    assert "5 documents read → 9 items → 2 copies folded → 7 stories ranked (7 on topic) → 7 chosen" in done.stdout
    page = (tmp_path / "out" / "demo-2024-07-12" / "edition.html").read_text()
    assert "Read the full article" in page
    assert digest("demo", cwd=tmp_path).stdout == done.stdout


def test_init_check_and_a_second_init(tmp_path):
    digest("init", "mine", cwd=tmp_path)
    done = digest("check", cwd=tmp_path / "mine")
    assert "no mistakes" in done.stdout
    assert (tmp_path / "mine" / "templates" / "edition.mjml.j2").is_file()
    assert (tmp_path / "mine" / "sources.schema.json").is_file()
    assert "already" in digest("init", "mine", cwd=tmp_path, code=1).stderr


def test_check_tells_mistakes_and_exits_with_2(tmp_path):
    (tmp_path / "sources.yaml").write_text("digest: {id: x}\nbogus: 1\n")
    assert "sources.yaml:2: bogus: unknown key" in digest("check", cwd=tmp_path, code=2).stderr
    assert "digest init" in digest("check", "-c", "none.yaml", cwd=tmp_path, code=2).stderr


def test_check_tells_mistakes_as_json(tmp_path):
    (tmp_path / "sources.yaml").write_text("digest: {id: x}\nbogus: 1\n")
    told = json.loads(digest("check", "--json", cwd=tmp_path, code=2).stdout)
    assert told["ok"] is False
    assert {"line", "where", "message", "file"} == set(told["mistakes"][0])


def test_check_doubts_what_will_not_work_here(tmp_path):
    digest("init", "mine", cwd=tmp_path)
    file = tmp_path / "mine" / "sources.yaml"
    start = file.read_text().split("\nsources:", 1)[0].replace("\nstore:", "\n# store:")
    file.write_text(f"""{start}
store: gone/digest.sqlite3
sources:
  - {{id: saved, name: Saved, kind: folder, path: nowhere}}
  - {{id: a, name: A, kind: feed, url: "https://harbour.example/feed"}}
  - {{id: b, name: B, kind: feed, url: "https://harbour.example/feed"}}
""")
    said = digest("check", cwd=tmp_path / "mine").stdout
    for doubt in ("source saved: there is no folder", "store: there is no folder", "2 sources have the address"):
        assert doubt in said
    assert len(json.loads(digest("check", "--json", cwd=tmp_path / "mine").stdout)["doubts"]) >= 3


def test_run_makes_one_edition_a_date(project):
    done = run(project)
    assert "2 documents read → 2 items" in done.stdout
    assert "nowhere" in done.stdout and "empty" in done.stdout
    folder = project / "out" / "ports-2024-07-12"
    assert {p.name for p in folder.iterdir()} == {"edition.html", "edition.txt", "edition.json", "report.json"}
    assert "already" in run(project).stdout
    assert json.loads(run(project, "--json").stdout)["status"] == "already"


def test_what_was_collected_between_editions_stands_in_the_next(project):
    told = digest("collect", "--as-of", "2024-07-10", cwd=project).stdout
    assert "2 documents read" in told and "nowhere" in told
    assert json.loads(digest("collect", "--json", "--as-of", "2024-07-11", cwd=project).stdout)["documents"] == 0
    shutil.rmtree(project / "saved")
    assert "2 chosen" in run(project).stdout
    assert "none of the 2 sources" in digest("collect", cwd=project, code=1).stderr


def test_a_dry_run_keeps_and_writes_nothing(project):
    done = run(project, "--dry-run")
    assert "2 chosen" in done.stdout and "Treaty" in done.stdout
    assert not (project / "out").exists() and not (project / "digest.sqlite3").exists()


def test_no_items_make_no_edition_and_no_error(project):
    shutil.rmtree(project / "saved")
    (project / "saved").mkdir()
    done = run(project)
    assert "no items were found" in done.stdout


def test_where_no_source_can_be_read_the_exit_code_says_so(project):
    shutil.rmtree(project / "saved")
    for how in ("--dry-run", "--no-send"):
        assert "none of the 2 sources could be read" in run(project, how, code=1).stderr


def test_an_unwritable_folder_is_named(project):
    (project / "blocked").write_text("")
    assert "blocked" in run(project, "--out", "blocked/out", code=1).stderr


def test_a_template_mistake_names_file_and_line(project):
    shutil.copytree(ROOT / "templates", project / "templates")
    path = project / "templates" / "parts" / "lead.mjml.j2"
    path.write_text(path.read_text().replace("{{ item.title }}", "{{ item.titel }}"))
    done = run(project, code=1)
    assert "parts/lead.mjml.j2:" in done.stderr and "titel" in done.stderr
    shutil.rmtree(project / "templates")
    assert "2 chosen" in run(project).stdout, "what was read is kept, and the next run makes the edition"


def test_templates_are_linted_alone_and_with_the_configuration(project):
    assert "no mistakes" in digest("template", "lint", cwd=project).stdout
    shutil.copytree(ROOT / "templates", project / "templates")
    path = project / "templates" / "parts" / "blurb.mjml.j2"
    path.write_text(path.read_text().replace("</h3>", "").replace("<mj-text", "<mj-txt", 1))
    done = digest("template", "lint", cwd=project, code=1)
    assert "templates/parts/blurb.mjml.j2:2: there is no <mj-txt>; did you mean 'mj-text'?" in done.stdout
    found = json.loads(digest("template", "lint", "templates", "--json", cwd=project, code=1).stdout)
    assert not found["ok"] and {m["line"] for m in found["mistakes"]} >= {2}
    assert "templates/parts/blurb.mjml.j2:2" in digest("check", cwd=project, code=2).stderr


def test_an_edition_is_approved_before_it_is_sent(project):
    with (project / "sources.yaml").open("a") as file:
        file.write("delivery: {kind: maildir, path: mail, sender: n@example.org, to: [a@example.org]}\n")
    assert "waits for your approval" in run(project).stdout
    assert "has not been approved" in digest("send", "2024-07-12", cwd=project, code=1).stderr
    assert "accepted" in digest("send", "2024-07-12", "--test", "me@example.org", cwd=project).stdout
    assert "approved for 1 recipient," in digest("approve", "2024-07-12", "--no-links", cwd=project).stdout
    assert "approved" in digest("edition", "list", cwd=project).stdout
    digest("send", "2024-07-12", cwd=project)
    mails = sorted(p.read_bytes() for p in (project / "mail" / "new").glob("*.eml"))
    assert sorted(b"[Test]" in m for m in mails) == [False, True]
    assert "sent to 1 of 1" in digest("edition", "list", cwd=project).stdout
    assert "all of them have it" in digest("approve", "2024-07-12", "--no-links", cwd=project).stdout
    digest("send", "2024-07-12", cwd=project)
    assert len(list((project / "mail" / "new").glob("*.eml"))) == 2


def test_an_approval_can_be_taken_back_and_errors_prevent_one(project):
    with (project / "sources.yaml").open("a") as file:
        file.write("delivery: {kind: maildir, path: mail, sender: n@example.org, to: [a@example.org]}\n")
    run(project)
    digest("approve", "2024-07-12", "--no-links", cwd=project)
    digest("approve", "2024-07-12", "--withdraw", cwd=project)
    assert "has not been approved" in digest("send", "2024-07-12", cwd=project, code=1).stderr
    text = (project / "sources.yaml").read_text()
    (project / "sources.yaml").write_text(text.replace("title: A Digest", f"title: {'A long title ' * 30}"))
    found = json.loads(digest("preflight", "2024-07-12", "--no-links", "--json", cwd=project, code=1).stdout)
    assert [f["check"] for f in found if f["severity"] == "error"] == ["subject"]
    assert "cannot be approved" in digest("approve", "2024-07-12", "--no-links", cwd=project, code=1).stderr


def test_a_chart_of_coverage_where_the_layout_asks_for_one(project):
    with (project / "sources.yaml").open("a") as file:
        file.write("layout: {charts: always}\n")
    run(project)
    edition = json.loads((project / "out" / "ports-2024-07-12" / "edition.json").read_text())
    assert edition["chart"]["weeks"][-1] == {"begins": "2024-07-08", "counts": {"News": 2}}
    assert "8 July 2024 (this edition): 2 News" in (project / "out" / "ports-2024-07-12" / "edition.txt").read_text()
    digest("send", "2024-07-12", "--to", "a@example.org", "--maildir", "mail", cwd=project)
    (mail,) = (project / "mail" / "new").glob("*.eml")
    assert b"Content-ID: <coverage>" in mail.read_bytes()


def test_what_an_edition_shows_that_went_out_to_nobody_may_come_again(project):
    with (project / "sources.yaml").open("a") as file:
        file.write("delivery: {kind: maildir, path: mail, sender: n@example.org, to: [a@example.org]}\n")
    assert "gone out" not in run(project).stdout
    told = digest("run", "--as-of", "2024-07-13", cwd=project).stdout
    assert "ports-2024-07-12 has gone out to nobody" in told and "edition discard ports-2024-07-12" in told
    digest("edition", "discard", "2024-07-12", cwd=project)
    assert "no edition" in digest("edition", "show", "2024-07-12", cwd=project, code=1).stderr
    assert "2 chosen" in digest("run", "--as-of", "2024-07-14", cwd=project).stdout
    digest("approve", "latest", "--no-links", cwd=project)
    digest("send", "latest", cwd=project)
    assert "has gone out" in digest("edition", "discard", "latest", cwd=project, code=1).stderr


def test_editions_are_shown_and_compared(project):
    run(project)
    assert "Treaty signed" in digest("edition", "show", "2024-07-12", cwd=project).stdout
    assert "nothing has been changed by hand" in digest("edition", "diff", "2024-07-12", cwd=project).stdout
    assert "no edition '2020-01-01'" in digest("edition", "show", "2020-01-01", cwd=project, code=1).stderr
    assert (
        json.loads(digest("edition", "diff", "2024-07-12", "2024-07-12", "--json", cwd=project).stdout)["came_in"] == {}
    )


def test_sending_to_a_maildir_sends_nobody_twice(project):
    run(project)
    first = digest("send", "2024-07-12", "--to", "a@example.org", "--maildir", "mail", cwd=project)
    assert "accepted" in first.stdout
    digest(
        "send", "ports-2024-07-12", "--to", "a@example.org", "--to", "b@example.org", "--maildir", "mail", cwd=project
    )
    assert len(list((project / "mail" / "new").glob("*.eml"))) == 2


def test_sending_without_a_way_or_an_edition_is_an_error(project):
    run(project)
    assert (
        "delivery is not configured"
        in digest("send", "2024-07-12", "--to", "a@example.org", cwd=project, code=1).stderr
    )
    assert (
        "there is no edition"
        in digest("send", "2020-01-01", "--to", "a@example.org", "--maildir", "m", cwd=project, code=1).stderr
    )
    assert (
        "not an e-mail address"
        in digest("send", "2024-07-12", "--to", "nobody", "--maildir", "m", cwd=project, code=1).stderr
    )


def test_run_delivers_when_configured(project):
    with (project / "sources.yaml").open("a") as file:
        file.write(
            "delivery: {kind: maildir, path: mail, sender: n@example.org, to: [a@example.org], automatically: true}\n"
        )
    run(project, "--no-send")
    assert not (project / "mail").exists()
    run(project)
    run(project)
    assert len(list((project / "mail" / "new").glob("*.eml"))) == 1


def test_what_a_server_put_off_is_tried_again_by_the_next_run(project):
    with (project / "sources.yaml").open("a") as file:
        file.write(
            "delivery: {kind: maildir, path: mail, sender: n@example.org, to: [a@example.org], automatically: true}\n"
        )
    run(project)
    became(project, "deferred", "a@example.org")
    told = digest("run", "--as-of", "2024-07-14", cwd=project).stdout
    assert "Not everybody has had ports-2024-07-12" in told and "accepted" in told
    assert len(list((project / "mail" / "new").glob("*.eml"))) == 2
    assert "Not everybody" not in digest("run", "--as-of", "2024-07-15", cwd=project).stdout


def test_what_goes_out_by_itself_has_no_dead_link(project):
    gone = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=project / "saved"))
    threading.Thread(target=gone.serve_forever, daemon=True).start()
    text = (project / "sources.yaml").read_text()
    (project / "sources.yaml").write_text(
        text.replace("house: {", f"house: {{unsubscribe: 'http://127.0.0.1:{gone.server_port}/gone', ")
        + "fetch: {allow_private_addresses: true}\n"
        "delivery: {kind: maildir, path: mail, sender: n@example.org, to: [a@example.org], automatically: true}\n"
    )
    assert "404" in run(project, code=1).stderr
    assert not (project / "mail").exists()
    gone.shutdown()
    gone.server_close()


def test_a_trial_in_a_maildir_does_not_count_as_sending(project):
    with (project / "sources.yaml").open("a") as file:
        file.write(
            "delivery: {kind: smtp, host: 127.0.0.1, port: 9, security: none, sender: n@example.org, to: [a@example.org]}\n"
        )
    run(project, "--no-send")
    digest("send", "2024-07-12", "--maildir", "trial", cwd=project)
    digest("approve", "2024-07-12", "--no-links", cwd=project)
    assert "127.0.0.1:9" in digest("send", "2024-07-12", cwd=project, code=1).stderr


def test_files_are_written_for_an_edition_made_already(project):
    run(project)
    shutil.rmtree(project / "out")
    assert "already" in run(project).stdout
    assert (project / "out" / "ports-2024-07-12" / "edition.html").is_file()


def test_what_a_server_says_is_no_markup(project):
    text = (project / "sources.yaml").read_text()
    (project / "sources.yaml").write_text(text.replace("path: nowhere", "path: '[/b] nowhere'"))
    assert "[/b] nowhere" in run(project).stdout


def test_a_date_out_of_range_is_a_wrong_parameter(project):
    for written in ("9999-12-31", "0001-01-01", "soon"):
        assert "no date" in digest("run", "--as-of", written, cwd=project, code=2).stderr


def test_smtp_refused_is_told_and_nothing_is_lost(project):
    with (project / "sources.yaml").open("a") as file:
        file.write(
            "delivery: {kind: smtp, host: 127.0.0.1, port: 9, security: none, sender: n@example.org, to: [a@example.org], automatically: true}\n"
        )
    assert "127.0.0.1:9" in run(project, code=1).stderr
    assert (project / "out" / "ports-2024-07-12" / "edition.html").is_file()


def test_explain_tells_what_became_of_a_document(project):
    run(project)
    done = digest("explain", "first.txt", cwd=project)
    assert (
        "Set aside" in done.stdout
        and "header.title" in done.stdout
        and "relevance" in done.stdout
        and "in the edition" in done.stdout
    )
    found = json.loads(digest("explain", "first.txt", "--json", cwd=project).stdout)
    assert {o["stage"] for o in found[0]["outcomes"]} == {"group", "rank", "choose"}
    assert "nothing is known" in digest("explain", "https://example.org/none", cwd=project, code=1).stderr


def test_what_recurs_on_a_source_is_shown_and_corrected(project):
    line = "Harbour hoitaa tätä sivustoa satamalaitoksen puolesta"
    for number, (name, text) in enumerate({"a": "Shells", "b": "Trains", "c": "Ships", "d": "Crews"}.items()):
        body = f"{text} went north\n\nPublished July {number + 1}, 2024\n\n{TOPIC} {text} were seen there {number} times.\n\n{line}"
        (project / "saved" / f"{name}.txt").write_text(body)
    run(project)
    shown = json.loads(digest("source", "furniture", "saved", "--json", cwd=project).stdout)
    (found,) = [f for f in shown if f["text"] == line]
    assert (found["pages"], found["set_aside"]) == (4, True)
    done = digest("source", "furniture", "saved", "--keep", found["key"][:8], cwd=project)
    assert "keep" in done.stdout
    assert "6 documents read again" in digest("source", "reread", "saved", cwd=project).stdout
    assert line in digest("explain", "a", "--json", cwd=project).stdout
    assert "no source" in digest("source", "furniture", "nobody", cwd=project, code=2).stderr
    assert "no single line" in digest("source", "furniture", "saved", "--drop", "zzzz", cwd=project, code=1).stderr


def test_a_line_wrongly_removed_becomes_a_case(project):
    (project / "saved" / "third.txt").write_text(f"Letters from the port\n\n{TOPIC} Click here to download the report.")
    run(project)
    done = digest(
        "explain", "third", "--restore", "Click here to download the report.", "--cases", "cases", cwd=project
    )
    (case,) = (project / "cases").rglob("expected.json")
    assert str(case.parent.relative_to(project)) in done.stdout
    assert json.loads(case.read_text())["text"] == [f"{TOPIC} Click here to download the report."]
    assert (case.parent / "page.txt").exists()
    assert "not in the ledger" in digest("explain", "third", "--restore", "never said", cwd=project, code=1).stderr


def test_extract_one_and_a_batch(tmp_path):
    text = f"A title\n\n{TOPIC}"
    (tmp_path / "a.txt").write_text(text)
    assert json.loads(digest("extract", "a.txt", cwd=tmp_path).stdout)["title"] == "A title"
    assert json.loads(digest("extract", "-", cwd=tmp_path, given=text).stdout)["title"] == "A title"
    lines = digest(
        "extract", "--jsonl", "--workers", "2", cwd=tmp_path, given=json.dumps({"id": 1, "text": text}) + "\nnot json\n"
    ).stdout.splitlines()
    assert [("article" in json.loads(line)) for line in lines] == [True, False]
    assert "cannot be read" in digest("extract", "none.txt", cwd=tmp_path, code=1).stderr


def test_schedule_prints_the_next_dates(project):
    times = digest("schedule", "-n", "3", cwd=project).stdout.splitlines()
    assert len(times) == 3 and all(t.startswith("Fri ") and "08:00 UTC" in t for t in times)
    instants = [
        datetime.fromisoformat(t) for t in json.loads(digest("schedule", "-n", "3", "--json", cwd=project).stdout)
    ]
    assert [f"{i:%a %Y-%m-%d %H:%M} UTC" for i in instants] == times


def test_another_run_going_on_exits_with_3(project):
    import filelock

    with filelock.FileLock(project / "digest.sqlite3.lock"):
        assert "another run" in run(project, code=3).stderr


def test_serve_catches_up_one_edition_and_stops_on_sigterm(project):
    text = (project / "sources.yaml").read_text()
    (project / "sources.yaml").write_text(
        text + 'schedule: {cron: "* * * * *", timezone: UTC}\nlayout: {min_items: 1}\n'
    )
    run(project, "--edition-date", "2024-07-11")
    server = subprocess.Popen(
        [sys.executable, "-m", "digest", "serve"],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ,
    )
    deadline = time.monotonic() + 60
    today = time.strftime("%Y-%m-%d", time.gmtime())
    import sqlite3

    def has_run():
        connection = sqlite3.connect(project / "digest.sqlite3")
        try:
            return connection.execute(
                "SELECT count(*) FROM run WHERE finished AND edition_date >= ?", (today,)
            ).fetchone()[0]
        finally:
            connection.close()

    while time.monotonic() < deadline and not has_run():
        time.sleep(0.2)
    server.send_signal(signal.SIGTERM)
    out, err = server.communicate(timeout=30)
    assert server.returncode == 0, out + err
    assert has_run() == 1
    assert "stopped" in out


def test_every_command_is_found_where_the_table_says():
    there = {m.name: import_module(f"digest.cli.{m.name}") for m in pkgutil.iter_modules(cli.__path__)}
    commands = {name: tuple(c.name for c in m.COMMANDS) for name, m in there.items() if hasattr(m, "COMMANDS")}
    assert commands == cli._MODULES
    wrong = CliRunner().invoke(command, ["comapre"])
    assert wrong.exit_code == 2 and "did you mean 'compare'?" in wrong.output


def test_help_teaches(tmp_path):
    assert "Try it:" in digest("--help", cwd=tmp_path).stdout
    assert "Exit codes" in digest("run", "--help", cwd=tmp_path).stdout
    assert digest("run", "--bogus", cwd=tmp_path, code=2).stderr


def test_latest_is_the_latest_edition_in_every_command(project):
    run(project)
    for line in (
        ("preflight", "latest", "--no-links"),
        ("edition", "show", "latest"),
        ("approve", "latest", "--no-links"),
    ):
        digest(*line, cwd=project)
    digest("send", "latest", "--to", "a@example.org", "--maildir", "mail", cwd=project)
    assert len(list((project / "mail" / "new").glob("*.eml"))) == 1


def test_a_reader_is_the_same_in_another_case_and_who_joins_keeps_nobody_waiting(project):
    def configured(*to):
        text = (project / "sources.yaml").read_text().split("delivery:")[0]
        (project / "sources.yaml").write_text(
            f"{text}delivery: {{kind: maildir, path: mail, sender: n@example.org, to: [{', '.join(to)}]}}\n"
        )

    configured("a@example.org", "A@Example.org", "Bob <a@example.org>")
    run(project)
    digest("approve", "latest", "--no-links", cwd=project)
    configured("A@example.org", "e@example.org")
    told = digest("send", "latest", cwd=project).stdout
    assert "Not to e@example.org" in told and "`digest approve" in told
    assert len(list((project / "mail" / "new").glob("*.eml"))) == 1


def test_what_is_uncertain_is_settled_by_a_word(project):
    with (project / "sources.yaml").open("a") as file:
        file.write("delivery: {kind: maildir, path: mail, sender: n@example.org, to: [a@example.org, b@example.org]}\n")
    run(project)
    digest("approve", "latest", "--no-links", cwd=project)
    became(project, "dot_sent", "a@example.org", "b@example.org")
    held = digest("send", "latest", cwd=project, code=1)
    assert "--arrived ADDRESS" in held.stderr and "deferred" not in held.stderr
    assert "uncertain" in digest("send", "latest", "--again", "c@example.org", cwd=project, code=1).stderr
    digest("send", "latest", "--arrived", "A@example.org", "--again", "b@example.org", cwd=project)
    assert len(list((project / "mail" / "new").glob("*.eml"))) == 1


def test_what_was_refused_for_good_is_sent_again_only_if_somebody_says_so(project):
    with (project / "sources.yaml").open("a") as file:
        file.write("delivery: {kind: maildir, path: mail, sender: n@example.org, to: [a@example.org]}\n")
    run(project)
    digest("approve", "latest", "--no-links", cwd=project)
    became(project, "failed", "a@example.org")
    assert "--again ADDRESS" in digest("send", "latest", cwd=project, code=1).stderr
    digest("send", "latest", "--again", "a@example.org", cwd=project)
    assert len(list((project / "mail" / "new").glob("*.eml"))) == 1


def test_the_page_for_unsubscribing_is_an_address(project):
    text = (project / "sources.yaml").read_text()
    (project / "sources.yaml").write_text(text.replace("house: {", "house: {unsubscribe: n.example.org/u, "))
    assert "house.unsubscribe" in digest("check", cwd=project, code=2).stderr


def test_a_file_that_is_not_utf_8_is_named_with_its_line_and_the_way_out(tmp_path):
    (tmp_path / "sources.yaml").write_bytes("digest:\n  id: x\n  title: Möwe\n".encode("latin-1"))
    assert "sources.yaml:3: is not UTF-8; save it as UTF-8" in digest("check", cwd=tmp_path, code=2).stderr
