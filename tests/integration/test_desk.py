"""The editor's desk in a real browser: every control is used, and what it does is looked for in the store and the e-mail."""

import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import uvicorn

from digest import shipped
from digest.cli import console
from digest.clock import FixedClock, SystemClock
from digest.config import load
from digest.model import Change
from digest.pipeline import make_edition
from digest.store import open_store
from digest.web.desk import application
from digest.web.desk.proofs import Proofs

pytestmark = [pytest.mark.integration]
ID = "desk-2024-07-12"
CONFIG = """
digest: {id: desk, title: Commentary on DPRK–Russia relations, topic: dprk-russia}
house: {publisher: Harbour Notes, unsubscribe: https://example.org/u, postal_address: 1 Pier Road}
delivery: {kind: maildir, path: mail, sender: n@example.org, to: [a@example.org, b@example.org]}
fetch: {timeout_seconds: 2, delay_seconds: 0}
layout:
  per_host: 10
  max_items: 4
  sections:
    - {title: More commentary, kinds: [commentary, op-ed, video]}
    - {title: News}
sources:
  - id: seeds
    name: Five saved documents
    kind: folder
    path: seeds
    pattern: "*.txt"
"""


@pytest.fixture(scope="module")
def made_project(tmp_path_factory):
    """A digest with its edition, as `digest run` has made it."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(shipped.path("seeds"), folder / "seeds")
    shutil.copytree(shipped.path("templates"), folder / "templates")
    (folder / "sources.yaml").write_text(CONFIG)
    config = load(folder / "sources.yaml")
    store = open_store(config.store, config.folder)
    at = console.instant("2024-07-12", ZoneInfo("UTC"))
    make_edition(
        config, store, FixedClock(at), at.date(), shipped.templates(folder / "templates"), console.Bar(quiet=True)
    )
    store.close()
    return folder


class Served:
    """A desk on a port of its own."""

    def __init__(self, folder, token=""):
        self.folder, self.config = folder, load(folder / "sources.yaml")
        self.store = open_store(self.config.store, self.config.folder)
        self.proofs = Proofs(self.store, self.config, SystemClock())
        app = application(self.proofs, token=token)
        self._server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", timeout_graceful_shutdown=1))
        self._thread = threading.Thread(target=self._server.run)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        self.root = f"http://127.0.0.1:{self._server.servers[0].sockets[0].getsockname()[1]}"
        self.url = f"{self.root}/editions/{ID}"

    @property
    def edition(self):
        return self.store.edition(ID).edition

    def stop(self):
        self._server.should_exit = True
        self._thread.join()
        self.store.close()


@pytest.fixture
def desk(made_project, tmp_path):
    folder = tmp_path / "project"
    shutil.copytree(made_project, folder)
    served = Served(folder)
    yield served
    served.stop()


@pytest.fixture
def page(desk, chromium):
    context = chromium.new_context(viewport={"width": 1400, "height": 1000})
    opened = context.new_page()
    problems = []
    opened.on("pageerror", lambda e: problems.append(str(e)))
    opened.on(
        "console",
        lambda m: (
            problems.append(m.text) if m.type == "error" and "409" not in m.text and "422" not in m.text else None
        ),
    )
    opened.goto(desk.url)
    yield opened
    context.close()
    assert not problems


def eventually(what, seconds=8.0):
    """Wait until something holds; a page and a server are two."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return
        time.sleep(0.03)
    assert what()


def frame(page):
    return page.frame_locator("#frame")


def is_wide(page, pixels):
    """Whether the frame gets that wide; it may just be taken out for a new one."""
    eventually(lambda: (box := page.locator("#frame").bounding_box()) is not None and round(box["width"]) == pixels)
    return True


def item(desk, n):
    return desk.edition.items[n].article_id


def card(page, article_id):
    return page.locator(f'.card[data-article="{article_id}"]')


# What readers will see


@pytest.mark.browser
def test_the_widths(page):
    for width in ("375", "320", "600"):
        page.get_by_role("link", name=f"{width} px").click()
        page.locator(f"#frame.w{width}").wait_for()
        assert is_wide(page, int(width))
        frame(page).locator("h1").wait_for()


@pytest.mark.browser
def test_light_dark_and_inverted_whatever_the_browser_prefers(page):
    seen = {}
    for scheme in ("dark", "inverted", "light"):
        page.get_by_role("link", name=scheme, exact=True).click()
        page.locator(f"#frame[src*='scheme={scheme}']").wait_for()
        paragraph = frame(page).locator(".ink div").first
        paragraph.wait_for()
        seen[scheme] = paragraph.evaluate(
            "e => [getComputedStyle(e).color, getComputedStyle(document.documentElement).filter]"
        )
    assert seen["light"] == ["rgb(28, 39, 51)", "none"]
    assert seen["dark"] == ["rgb(230, 235, 240)", "none"]
    assert seen["inverted"][0] == "rgb(28, 39, 51)" and "invert(1)" in seen["inverted"][1]


@pytest.mark.browser
def test_images_off_and_the_texts(page, desk):
    page.get_by_role("link", name="images off").click()
    eventually(lambda: "images=off" in page.locator("#frame").get_attribute("src"))
    with urllib.request.urlopen(f"{desk.url}/frame/mail?images=off") as answer:
        assert "img-src 'none'" in answer.headers["Content-Security-Policy"]
    for view, says in (
        ("text", "Read the full article:"),
        ("source", "<!doctype html>"),
        ("headers", "List-Unsubscribe: <https://example.org/u>"),
        ("raw", "multipart/alternative"),
    ):
        page.get_by_role("link", name=view, exact=True).click()
        page.locator(f"#frame[src$='/frame/{view}']").wait_for()
        assert says in frame(page).locator("pre").inner_text()


# What the editor does


@pytest.mark.browser
def test_pin_and_undo(page, desk):
    wanted = page.locator(".candidate").first.get_attribute("data-article")
    card(page, wanted).get_by_role("button", name="Pin").click()
    eventually(lambda: wanted in {i.article_id for i in desk.edition.items})
    assert [(w.article_id, w.kind) for w in desk.store.wishes("desk")] == [], "fulfilled by this edition"
    eventually(lambda: "item" in (card(page, wanted).get_attribute("class") or ""))
    page.locator('[data-action="undo"] button').click()
    eventually(lambda: wanted not in {i.article_id for i in desk.edition.items})


@pytest.mark.browser
def test_drop_with_a_reason(page, desk):
    dropped = item(desk, 1)
    card(page, dropped).get_by_label("reason").fill("old news")
    card(page, dropped).get_by_role("button", name="Drop").click()
    eventually(lambda: dropped not in {i.article_id for i in desk.edition.items})
    (wish,) = desk.store.wishes("desk")
    assert (wish.kind, wish.reason) == ("drop", "old news")
    eventually(lambda: "old news" in card(page, dropped).locator(".why").inner_text())


@pytest.mark.browser
def test_make_lead(page, desk):
    wanted = item(desk, 2)
    card(page, wanted).get_by_role("button", name="Make lead").click()
    eventually(lambda: desk.edition.lead.article_id == wanted)
    eventually(lambda: frame(page).locator("h2").first.inner_text() == desk.edition.lead.title)


@pytest.mark.browser
def test_reorder_with_buttons_keys_and_the_mouse(page, desk):
    def order():
        return [i.article_id for i in desk.edition.sections[0].items]

    first, second = order()[:2]
    card(page, second).get_by_role("button", name="Up").click()
    eventually(lambda: order()[:2] == [second, first])
    eventually(
        lambda: page.locator('.item[data-section="More commentary"]').first.get_attribute("data-article") == second
    )
    card(page, second).focus()
    page.keyboard.press("Alt+ArrowDown")
    eventually(lambda: order()[:2] == [first, second])
    eventually(
        lambda: page.locator('.item[data-section="More commentary"]').first.get_attribute("data-article") == first
    )
    card(page, second).drag_to(
        card(page, first), source_position={"x": 20, "y": 10}, target_position={"x": 20, "y": 10}
    )
    eventually(lambda: order()[:2] == [second, first])


@pytest.mark.browser
def test_move_to_another_section(page, desk):
    moved = desk.edition.sections[0].items[0].article_id
    card(page, moved).get_by_label("Section").select_option("News")
    eventually(lambda: moved in {i.article_id for s in desk.edition.sections if s.title == "News" for i in s.items})


@pytest.mark.browser
def test_headline_blurb_and_emoji_are_saved_as_they_are_left(page, desk):
    edited = item(desk, 1)
    card(page, edited).locator("details.edit summary").click()
    for label, value in (("Headline", "A better headline"), ("Blurb", "Our own summary."), ("Emoji", "🚂")):
        card(page, edited).get_by_label(label, exact=True).fill(value)
        page.keyboard.press("Tab")
        eventually(lambda: page.locator("#status").inner_text() == "Saved.")
        page.evaluate("document.getElementById('status').textContent = ''")
    found = next(i for i in desk.edition.items if i.article_id == edited)
    assert (found.title, found.blurb, found.emoji) == ("A better headline", "Our own summary.", "🚂")
    assert found.edited == ("title", "emoji", "blurb")
    eventually(lambda: "edited: title, emoji, blurb" in card(page, edited).inner_text())
    assert "Headline and summary by the editors" in " ".join(desk.store.edition(ID).email.text.split())
    card(page, edited).get_by_role("button", name="As digest made it (Headline)").click()
    eventually(lambda: next(i for i in desk.edition.items if i.article_id == edited).title != "A better headline")


@pytest.mark.browser
def test_the_leads_excerpt(page, desk):
    card(page, item(desk, 0)).locator("details.edit summary").click()
    card(page, item(desk, 0)).get_by_label("Excerpt").fill("One.\n\nTwo.")
    page.keyboard.press("Tab")
    eventually(lambda: desk.edition.lead.excerpt == ("One.", "Two."))


@pytest.mark.browser
def test_subject_preheader_and_intro(page, desk):
    page.get_by_text("Subject, preheader, intro").click()
    for label, value in (
        ("Subject", "Treaty week"),
        ("Preheader", "What it obliges each to do"),
        ("Intro note", "Good morning.\n\nTwo pieces."),
    ):
        page.get_by_label(label, exact=True).fill(value)
        page.keyboard.press("Tab")
        eventually(lambda: page.locator("#status").inner_text() == "Saved.")
        page.evaluate("document.getElementById('status').textContent = ''")
    assert (desk.store.edition(ID).email.subject, desk.edition.preheader, desk.edition.intro) == (
        "Treaty week",
        "What it obliges each to do",
        "Good morning.\n\nTwo pieces.",
    )
    eventually(lambda: "Good morning." in frame(page).locator("body").inner_text())


@pytest.mark.browser
def test_keys_alone(page, desk):
    first = page.locator(".card").first
    first.focus()
    page.keyboard.press("j")
    second = page.evaluate("document.activeElement.dataset.article")
    assert second == item(desk, 1)
    page.keyboard.press("l")
    eventually(lambda: desk.edition.lead.article_id == second)
    eventually(lambda: page.locator(".card").first.get_attribute("data-article") == second)
    page.locator("body").press("Control+z")
    eventually(lambda: desk.edition.lead.article_id != second)
    eventually(lambda: page.locator(".card").nth(1).get_attribute("data-article") == second)
    card(page, second).focus()
    page.keyboard.press("d")
    page.keyboard.type("not now")
    page.keyboard.press("Enter")
    eventually(lambda: [w.reason for w in desk.store.wishes("desk")] == ["not now"])
    eventually(lambda: card(page, second).locator(".why").count() == 1)
    card(page, second).focus()
    page.keyboard.press("p")
    eventually(lambda: second in {i.article_id for i in desk.edition.items})
    page.locator(f'.item[data-article="{second}"]').wait_for()
    card(page, item(desk, 1)).focus()
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "value"


def deaf(chromium, desk):
    """A page that does not hear of changes, as on a train."""
    page = chromium.new_context().new_page()
    page.route("**/changed*", lambda route: route.abort())
    page.goto(desk.url)
    page.get_by_text("Subject, preheader, intro").click()
    return page


@pytest.mark.browser
def test_two_editors_do_not_overwrite_each_other(page, desk, chromium):
    other = deaf(chromium, desk)
    page.get_by_text("Subject, preheader, intro").click()
    page.get_by_label("Subject", exact=True).fill("Hers")
    page.keyboard.press("Tab")
    eventually(lambda: desk.store.edition(ID).email.subject == "Hers")
    other.get_by_label("Subject", exact=True).fill("His")
    other.keyboard.press("Tab")
    dialog = other.locator("#conflict")
    dialog.wait_for()
    assert (dialog.locator(".theirs").inner_text(), dialog.locator(".mine").inner_text()) == ("Hers", "His")
    assert desk.store.edition(ID).email.subject == "Hers"
    dialog.get_by_role("button", name="Put yours in its place").click()
    eventually(lambda: desk.store.edition(ID).email.subject == "His")
    eventually(lambda: page.locator("#f-subject-edition").input_value() == "His")
    other.context.close()


@pytest.mark.browser
def test_what_is_typed_on_while_it_is_saved_is_not_lost(page, desk):
    edited = item(desk, 1)
    card(page, edited).locator("details.edit summary").click()
    field = card(page, edited).get_by_label("Headline", exact=True)
    field.fill("")
    field.press_sequentially("Fresh")
    field.press("Enter")
    field.press_sequentially(" and more words here", delay=30)
    page.keyboard.press("Tab")
    eventually(lambda: desk.edition.items[1].title == "Fresh and more words here")
    assert not page.locator("#conflict").is_visible()


@pytest.mark.browser
def test_what_is_left_before_the_desk_has_answered_is_no_conflict(page, desk):
    edited = item(desk, 1)
    card(page, edited).locator("details.edit summary").click()
    waiting, let_go = [], []
    page.route("**/changes", lambda route: route.continue_() if let_go else waiting.append(route))
    field = page.locator(f"#f-title-{edited}")
    field.fill("Fresh")
    field.press("Enter")
    eventually(lambda: page.wait_for_timeout(20) or waiting)
    field.press_sequentially(" and more words here")
    page.keyboard.press("Tab")
    page.wait_for_timeout(200)
    let_go.append(True)
    for route in waiting:
        route.continue_()
    eventually(lambda: page.wait_for_timeout(20) or desk.edition.items[1].title == "Fresh and more words here")
    assert not page.locator("#conflict").is_visible()


@pytest.mark.browser
def test_a_conflict_cannot_be_dismissed_unread(desk, chromium):
    page = deaf(chromium, desk)
    subject = page.locator("#f-subject-edition")
    desk.proofs.change(ID, [Change(field="subject", value="Hers")], "Alice")
    subject.fill("His")
    page.keyboard.press("Tab")
    dialog = page.locator("#conflict")
    dialog.wait_for()
    assert "Alice has set this meanwhile" in dialog.inner_text()
    for _ in range(3):
        page.keyboard.press("Escape")
    eventually(dialog.is_visible)
    dialog.get_by_role("button", name="Keep theirs").click()
    eventually(lambda: subject.input_value() == "Hers")
    page.context.close()


@pytest.mark.browser
def test_a_change_by_another_leaves_what_is_written_and_not_saved(page, desk):
    kept = card(page, item(desk, 1)).get_by_label("reason")
    kept.fill("half a rea")
    page.locator("h1").click()
    desk.proofs.change(ID, [Change(field="subject", value="Hers")], "Alice")
    eventually(
        lambda: (
            page.locator(".envelope").inner_text().startswith("Subject Hers")
            or "Hers" in page.locator(".envelope").inner_text()
        )
    )
    assert card(page, item(desk, 1)).get_by_label("reason").input_value() == "half a rea"


@pytest.mark.browser
def test_the_focus_goes_on_to_the_next_card(page, desk):
    first, second = item(desk, 1), item(desk, 2)
    card(page, first).focus()
    page.keyboard.press("d")
    page.keyboard.press("Enter")
    eventually(lambda: first not in {i.article_id for i in desk.edition.items})
    eventually(lambda: page.evaluate("document.activeElement.dataset.article") == second)


@pytest.mark.browser
def test_it_fits_a_phone(desk, chromium):
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(desk.url)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


@pytest.mark.browser
def test_a_page_of_an_earlier_start_goes_on(page, desk):
    page.get_by_text("Subject, preheader, intro").click()
    page.evaluate("document.querySelectorAll('[name=secret]').forEach(e => { e.value = 'of yesterday' })")
    page.locator("#f-subject-edition").fill("Still saved")
    page.keyboard.press("Tab")
    eventually(lambda: desk.store.edition(ID).email.subject == "Still saved")


@pytest.mark.browser
def test_an_emptied_field(page, desk):
    edited = item(desk, 1)
    card(page, edited).locator("details.edit summary").click()
    card(page, edited).get_by_label("Blurb").fill("")
    page.keyboard.press("Tab")
    eventually(lambda: page.locator("#status").inner_text() == "Saved: it stands without.")
    assert desk.edition.items[1].blurb == ""


@pytest.mark.browser
def test_approve_voided_by_a_change_and_withdrawn(page, desk):
    page.get_by_role("button", name="Approve").click()
    eventually(lambda: page.locator(".state").inner_text() == "approved", 20)
    assert desk.store.approval(ID).recipients == ("a@example.org", "b@example.org")
    card(page, item(desk, 2)).get_by_role("button", name="Make lead").click()
    eventually(lambda: page.locator(".state").inner_text() == "draft")
    page.get_by_role("button", name="Approve").click()
    eventually(lambda: page.locator(".state").inner_text() == "approved", 20)
    page.get_by_role("button", name="Take the approval back").click()
    eventually(lambda: page.locator(".state").inner_text() == "draft")


@pytest.mark.browser
def test_findings_stand_beside_it_and_links_are_asked(page, desk):
    eventually(lambda: page.locator(".findings li").count() > 2)
    assert "No errors." in page.locator("#findings").inner_text()
    page.get_by_role("button", name="Ask at the links").click()
    eventually(lambda: "The links were asked" in page.locator("#status").inner_text(), 20)


@pytest.mark.browser
def test_a_test_is_sent(page, desk):
    page.get_by_label("Send a test to").fill("me@example.org")
    page.get_by_role("button", name="Send test").click()
    eventually(lambda: "accepted" in page.locator("#status").inner_text())
    (mail,) = (desk.folder / "mail" / "new").glob("*.eml")
    assert b"Subject: =?utf-8?q?=5BTest=5D" in mail.read_bytes()
    assert not desk.store.is_sending(ID)


@pytest.mark.browser
def test_an_article_with_its_copies_and_ledger(page, desk):
    card(page, item(desk, 0)).get_by_role("link", name="removed lines").click()
    page.locator("#article").wait_for()
    assert page.locator(".receipt meter").count() >= 9
    assert page.locator(".text mark.alias").first.is_visible()
    assert page.locator(".pair .altered mark").count() > 20
    assert page.locator(".alterations li").count() > 20
    line = page.locator(".ledger li").filter(has_text="FARA").first
    says = line.locator(".line").inner_text()
    line.get_by_role("button", name="Restore").click()
    page.locator(".ledger .flag").wait_for()
    assert any(value == says for (_, field), value in desk.proofs.get(ID).proof.standing.items() if field == "restored")
    assert list((desk.folder / "cases").rglob("expected.json")), "the page is kept as a case"


@pytest.mark.browser
def test_it_is_made_anew_when_templates_or_configuration_change(page, desk):
    masthead = desk.folder / "templates" / "parts" / "masthead.mjml.j2"
    whole = masthead.read_text()
    masthead.write_text(whole.replace("{{ edition.title }}", "{{ edition.title }}!"))
    eventually(lambda: frame(page).locator("h1").inner_text().endswith("!"))
    masthead.write_text(whole.replace("{{ edition.title }}", "{{ edition.titel }}"))
    eventually(lambda: "parts/masthead.mjml.j2:5" in page.locator(".trouble").inner_text())
    assert frame(page).locator("h1").inner_text().endswith("!"), "the last good one stays"
    masthead.write_text(whole)
    eventually(lambda: page.locator(".trouble").count() == 0)
    config = desk.folder / "sources.yaml"
    config.write_text(CONFIG.replace("title: Commentary on", "title: Notes on"))
    eventually(lambda: frame(page).locator("h1").inner_text() == "Notes on DPRK–Russia relations")
    config.write_text(CONFIG.replace("max_items: 4", "max_items: none"))
    eventually(lambda: "max_items" in page.locator(".trouble").inner_text())


@pytest.mark.browser
def test_the_forms_alone_will_do(desk, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(desk.url)
    wanted = item(desk, 2)
    card(page, wanted).get_by_role("button", name="Make lead").click()
    eventually(lambda: desk.edition.lead.article_id == wanted)
    page.get_by_role("link", name="320 px").click()
    page.locator("#frame.w320").wait_for()
    page.get_by_role("link", name="Look it over").press("Enter")
    page.wait_for_url("**/findings")
    assert "No errors." in page.locator("main").inner_text()
    context.close()


@pytest.mark.browser
def test_a_name_of_ones_own(page, desk):
    page.get_by_label("You are").fill("Han Seo-yeon 한서연")
    page.get_by_role("button", name="Set your name").click()
    card(page, item(desk, 2)).get_by_role("button", name="Make lead").click()
    eventually(lambda: [r.editor for r in desk.store.revisions(ID)] == ["Han Seo-yeon 한서연"])


# Who may use it


def answer(desk, path="", data=None, **headers):
    body = urllib.parse.urlencode(data).encode() if data is not None else None
    request = urllib.request.Request(desk.url + path, body, headers)
    try:
        with urllib.request.urlopen(request) as got:
            return got.status, got.headers, got.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read().decode()


def secret(desk):
    return answer(desk)[2].split('name="secret" value="')[1].split('"')[0]


def test_pages_carry_a_strict_policy(desk):
    policy = answer(desk)[1]["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    mail = answer(desk, "/frame/mail")[1]["Content-Security-Policy"]
    assert "default-src 'none'" in mail and "script-src" not in mail and "sandbox allow-popups" in mail


def test_a_name_that_points_here_from_elsewhere_is_refused(desk):
    assert answer(desk, Host="evil.example")[0] == 400


def test_a_form_of_another_site_is_refused(desk):
    form = {"field": "subject", "value": "evil"}
    assert answer(desk, "/changes", form)[0] == 422
    assert answer(desk, "/changes", form | {"secret": secret(desk)}, Origin="https://evil.example")[0] == 403
    assert answer(desk, "/changes", form | {"secret": secret(desk)})[0] == 200
    assert desk.store.edition(ID).email.subject == "evil"


def test_a_conflict_without_a_script_is_a_page_with_both(desk):
    form = {"field": "subject", "value": "first", "secret": secret(desk)}
    answer(desk, "/changes", form)
    status, _, text = answer(desk, "/changes", form | {"value": "second"})
    assert status == 409
    assert "first" in text and "second" in text and 'name="before" value="first"' in text


@pytest.mark.parametrize("path", ["/frame/nothing", "/articles/nothing", "/../x", "/frame/..%2f..%2fetc%2fpasswd"])
def test_what_is_not_there_is_said(desk, path):
    assert answer(desk, path)[0] == 404


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"field": "is_admin", "value": "1"}, 404),
        ({"field": "title", "value": "x"}, 404),
        ({"field": "title", "value": "x", "article": "zzz"}, 404),
        ({"field": "subject", "value": "x", "article": "LEAD"}, 404),
        ({"field": "verdict", "value": "explode", "article": "LEAD"}, 422),
        ({"field": "section", "value": "No such", "article": "LEAD"}, 422),
        ({"field": "excerpt", "value": "x" * 20_001, "article": "LEAD"}, 422),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_kept(desk, form, status):
    given = {k: v.replace("LEAD", item(desk, 0)) for k, v in form.items()}
    assert answer(desk, "/changes", given | {"secret": secret(desk)})[0] == status
    assert desk.store.revisions(ID) == ()


def test_what_cannot_be_shown_is_not_kept(desk):
    form = {"field": "title", "article": item(desk, 0), "value": "a\x00b\u202e\nc", "secret": secret(desk)}
    answer(desk, "/changes", form)
    assert desk.edition.lead.title == "a b c"


def test_elsewhere_it_wants_its_token(made_project, tmp_path):
    shutil.copytree(made_project, tmp_path / "p")
    served = Served(tmp_path / "p", token="t0ken")
    try:
        assert answer(served)[0] == 401
        assert answer(served, "?token=wrong")[0] == 401
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with opener.open(f"{served.url}?token=t0ken") as got:
            assert "token" not in got.url and got.status == 200
    finally:
        served.stop()


def test_the_command_serves_it(made_project, tmp_path):
    shutil.copytree(made_project, tmp_path / "p")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "digest", "preview", "2024-07-12", "--port", str(port)]
    with subprocess.Popen(command, cwd=tmp_path / "p", stdout=subprocess.PIPE, text=True) as server:
        try:
            assert f"http://127.0.0.1:{port}/ (this machine only)" in server.stdout.readline()

            def up():
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as got:
                        return ID in got.url
                except OSError:
                    return False

            eventually(up, 20)
        finally:
            server.terminate()
    assert Path(tmp_path / "p").is_dir()
