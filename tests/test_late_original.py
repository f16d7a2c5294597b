"""What came or was changed after an edition: a late original takes over its story, and the editor is told."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from digest import shipped
from digest.cli import console
from digest.cli.making import DEMO_DATE
from digest.cli.project import demo_config
from digest.clock import FixedClock
from digest.pipeline import make_edition
from digest.store import open_store


@pytest.fixture
def project(tmp_path):
    """Makes the demo, with an empty folder for its documents and a layout: its configuration, its store and that folder."""
    stores = []

    def make(**layout):
        config = demo_config(tmp_path)
        config = replace(config, file=tmp_path / "sources.yaml", layout=replace(config.layout, **layout))
        (tmp_path / "seeds").mkdir()
        stores.append(open_store(config.store, config.folder))
        return config, stores[0], tmp_path / "seeds"

    yield make
    for store in stores:
        store.close()


def seed(number):
    return next(shipped.path("seeds").glob(f"{number}_*.txt"))


def edition(config, store, on):
    clock = FixedClock(datetime.combine(on, time(20), UTC))
    return make_edition(config, store, clock, on, shipped.templates(), console.Bar(quiet=True))


def test_the_editor_is_told_of_the_original_of_what_was_run(project):
    config, store, folder = project(min_items=1, window_days=7)
    copy, original = seed("002"), seed("001")
    shutil.copy(copy, folder)
    ran = edition(config, store, DEMO_DATE)
    assert ran.edition and not ran.report.notices
    shutil.copy(original, folder)
    later = edition(config, store, DEMO_DATE + timedelta(days=30))
    (notice,) = later.report.notices
    assert notice.startswith(f"The piece you ran in {ran.report.edition_id}, “")
    assert "is a rewrite of" in notice and "otherwise" in notice
    assert later.edition is None, "what was shown as a copy is not shown again"
    shutil.copy(seed("003"), folder)
    assert edition(config, store, DEMO_DATE + timedelta(days=31)).report.notices, (
        "until there is an edition to tell it in"
    )
    assert not edition(config, store, DEMO_DATE + timedelta(days=32)).report.notices, "it is told once"


def test_the_editor_is_told_what_a_source_changed_in_what_was_run(project):
    config, store, folder = project(min_items=1, window_days=7)
    article, other = seed("003"), seed("001")
    shutil.copy(article, folder)
    ran = edition(config, store, DEMO_DATE)
    written = article.read_text(encoding="utf-8")
    assert "11,000 containers" in written
    changed = written.replace("11,000 containers", "16,000 containers")
    (folder / article.name).write_text(changed, encoding="utf-8")
    later = edition(config, store, DEMO_DATE + timedelta(days=1))
    (notice,) = later.report.notices
    assert notice.startswith(f"The piece you ran in {ran.report.edition_id}, “")
    assert "changed by its source since: it says “16,000 containers” where it said “11,000 containers”" in notice
    shutil.copy(other, folder)
    assert len(edition(config, store, DEMO_DATE + timedelta(days=2)).report.notices) == 1, "until there is an edition"
    assert not edition(config, store, DEMO_DATE + timedelta(days=3)).report.notices, "it is told once"


def test_a_copy_of_what_was_collected_long_ago_is_no_news(project):
    """The original was a candidate half a year ago; nobody compares with all that was stored since."""
    config, store, folder = project(min_items=2, window_days=7, hold_days=7)
    copy, original = seed("002"), seed("001")
    shutil.copy(original, folder)
    assert edition(config, store, DEMO_DATE).edition is None, "one item is too few"
    shutil.copy(copy, folder)
    later = edition(config, store, DEMO_DATE + timedelta(days=180))
    (choice,) = later.choices
    assert choice.why == "its original is older than the window; an earlier edition could have had it"
    assert [v.relation for v in choice.ranked.story.versions] == ["rewrite"]
