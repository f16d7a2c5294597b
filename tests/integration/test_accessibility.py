"""WCAG A and AA, judged by axe-core in a real browser: the e-mail, the desk, the archive; light and dark."""

import http.server
import threading
from dataclasses import replace
from functools import partial

import pytest
from test_archive import editions, files  # noqa: F401 - fixtures
from test_desk import desk, made_project  # noqa: F401 - fixtures
from test_render import full

from digest import shipped
from digest.render import render
from digest.web.desk import frame as frames

pytestmark = [pytest.mark.integration, pytest.mark.browser]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# An e-mail is shown within a page of its client, which has the landmarks.
OF_PAGES = {"region": {"enabled": False}, "landmark-one-main": {"enabled": False}}


def violations(page, rules=None):
    base = pytest.importorskip("axe_playwright_python.base", reason="axe-playwright-python is not installed")
    page.evaluate(base.AXE_SCRIPT)
    found = page.evaluate("o => axe.run(document, o)", {"runOnly": WCAG, "rules": rules or {}, "iframes": False})
    return [(v["id"], n["target"], n.get("failureSummary", "")[:200]) for v in found["violations"] for n in v["nodes"]]


@pytest.fixture
def opened(chromium):
    contexts = []

    def open_(scheme="light", width=1280):
        contexts.append(
            chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)
        )
        return contexts[-1].new_page()

    yield open_
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", frames.SCHEMES[:2])
@pytest.mark.parametrize("width", [640, 320])
def test_the_e_mail(made, opened, scheme, width):
    edition = full(made[0].edition)
    house = replace(
        edition.house, unsubscribe="https://example.org/u", postal_address="1 Pier Road", archive="https://example.org/"
    )
    email = render(replace(edition, house=house), shipped.templates())
    page = opened(scheme, width)
    page.set_content(frames.framed(email, scheme))
    assert violations(page, OF_PAGES) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk(desk, opened, scheme):  # noqa: F811
    page = opened(scheme)
    page.goto(desk.url)
    page.locator(".findings li").first.wait_for()
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert violations(page) == []
    page.locator(".more a").first.click()
    page.locator("#article").wait_for()
    assert violations(page) == []
    page.goto(f"{desk.url}/findings")
    assert violations(page) == []
    page.goto(f"{desk.url}/frame/text")
    assert violations(page) == []


def test_the_pages_that_tell_what_went_wrong(desk, opened):  # noqa: F811
    page = opened()
    page.goto(f"{desk.url}/articles/nothing")
    assert violations(page) == []
    form = {"field": "subject", "value": "one", "secret": desk.proofs and _secret(page, desk)}
    page.request.post(f"{desk.url}/changes", form=form)
    answer = page.request.post(f"{desk.url}/changes", form=form | {"value": "two"})
    page.goto(f"{desk.url}/findings")
    page.set_content(answer.text())
    assert violations(page) == []


def _secret(page, desk):  # noqa: F811
    page.goto(desk.url)
    return page.locator("[name=secret]").first.input_value()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_archive(files, opened, scheme, tmp_path):  # noqa: F811
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    for name in ("archive.css", "search.js"):
        (tmp_path / name).write_bytes((shipped.path("templates") / "archive" / name).read_bytes())
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Quiet.at(tmp_path)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = opened(scheme)
        root = f"http://127.0.0.1:{server.server_address[1]}"
        page.goto(f"{root}/index.html")
        page.get_by_label("Search all editions").fill("treaty backfire")
        page.locator("#found li").first.wait_for()
        assert "6 found" in page.locator("#found").inner_text()
        assert violations(page) == []
        page.locator("#found a").first.click()
        assert page.locator("main h1").is_visible()
        assert violations(page) == []
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass

    @classmethod
    def at(cls, folder):
        return partial(cls, directory=str(folder))
