"""The e-mail as it is seen in a real browser."""

import pytest

pytestmark = [pytest.mark.integration]


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
