"""Fixtures shared by all tests."""

import os
import shutil
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from digest import shipped
from digest.cli import console
from digest.cli.making import DEMO_DATE
from digest.cli.project import demo_config
from digest.clock import FixedClock
from digest.pipeline import make_edition
from digest.store import open_store

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew")


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The demo's edition, made once for all tests."""
    out = tmp_path_factory.mktemp("demo")
    config = demo_config(out)
    store = open_store(config.store, config.folder)
    clock = FixedClock(console.instant(DEMO_DATE.isoformat(), ZoneInfo("UTC")))
    result = make_edition(config, store, clock, DEMO_DATE, shipped.templates(), console.Bar(quiet=True))
    yield result, store
    store.close()


@pytest.fixture
def labelled():
    """The folder of labelled third-party data; it is not part of the project."""
    place = os.environ.get("DIGEST_LABELLED_DATA")
    if not place or not Path(place).is_dir():
        pytest.skip("DIGEST_LABELLED_DATA is not set: the labelled third-party data is not part of the project")
    return Path(place)


@pytest.fixture
def chromium():
    """A real Chromium of the system, driven by Playwright."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not path:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    flags = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()
