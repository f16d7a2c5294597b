"""The preview in a real browser, and the e-mail as it is seen."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

pytestmark = [pytest.mark.integration]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The demo's preview, served by the real command."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("preview")
    command = "from unittest import mock; import webbrowser; webbrowser.open = lambda *_: True; from digest.cli import main; main()"
    server = subprocess.Popen(
        [sys.executable, "-c", command, "demo", "--open", "--port", str(port)],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    base = f"http://127.0.0.1:{port}"
    for _ in range(150):
        try:
            urllib.request.urlopen(base, timeout=1).close()
            break
        except OSError:
            time.sleep(0.2)
    yield base
    server.terminate()
    server.wait(20)


def test_pages_carry_a_strict_policy(address):
    with urllib.request.urlopen(f"{address}/editions/demo-2024-07-12/email.html") as answer:
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "script" not in answer.headers["Content-Security-Policy"]


def test_a_name_that_points_here_from_elsewhere_is_refused(address):
    request = urllib.request.Request(f"{address}/", headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(request)
    assert error.value.code == 400
    error.value.close()


@pytest.mark.browser
def test_the_views(address, chromium):
    page = chromium.new_page()
    page.goto(address)
    assert page.url.endswith("/editions/demo-2024-07-12/desktop")
    frame = page.frame_locator("iframe")
    assert frame.locator("h1").inner_text() == "Commentary on the Latest Developments in DPRK–Russia Relations"
    page.get_by_role("link", name="Phone").click()
    assert page.locator("iframe").bounding_box()["width"] < 400
    page.get_by_role("link", name="Plain text").click()
    assert "Read the full article:" in page.locator("pre").inner_text()
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(640, "light"), (375, "light"), (320, "dark")])
def test_the_e_mail_fits_and_can_be_read(made, chromium, width, scheme):
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.set_content(made[0].email.html)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.get_by_role("link", name="Read the full article").is_visible()
    ground, ink = page.evaluate(
        """() => { const t = document.querySelector('.ink div'); let e = t; let ground = 'rgba(0, 0, 0, 0)';
        while (e && ground === 'rgba(0, 0, 0, 0)') { ground = getComputedStyle(e).backgroundColor; e = e.parentElement; }
        return [ground, getComputedStyle(t).color]; }"""
    )
    assert contrast(ground, ink) >= 4.5
    context.close()


@pytest.mark.browser
def test_the_picture_in_the_readme(made, chromium, request):
    if not request.config.getoption("--update-golden"):
        pytest.skip("the picture is drawn anew by pytest --update-golden")
    page = chromium.new_page(viewport={"width": 700, "height": 1000})
    page.set_content(made[0].email.html)
    page.screenshot(path=request.config.rootpath / "docs" / "images" / "edition.png", full_page=True)
    page.close()


def contrast(a, b):
    """WCAG 2.2 contrast ratio of two rgb() colours."""
    import re

    def luminance(colour):
        parts = [int(c) / 255 for c in re.findall(r"\d+", colour)[:3]]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)
