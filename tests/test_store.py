"""What digest remembers."""

from dataclasses import replace
from datetime import timedelta

import filelock
import pytest
import sqlalchemy as sa
from fakes import NOW, article, document

from digest.errors import BusyError, StoreError
from digest.model import InlineImage
from digest.store import open_store, run_lock, schema


@pytest.fixture
def store(tmp_path):
    opened = open_store("digest.sqlite3", tmp_path)
    yield opened
    opened.close()


def test_the_migrations_make_the_tables_of_the_schema(tmp_path):
    open_store("digest.sqlite3", tmp_path).close()
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'digest.sqlite3'}")
    found = sa.MetaData()
    found.reflect(engine)
    for name, table in schema.metadata.tables.items():
        assert {c.name for c in found.tables[name].columns} == {c.name for c in table.columns}
    with engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT version_num FROM alembic_version")) == schema.HEAD
        assert connection.scalar(sa.text("PRAGMA journal_mode")) == "wal"
    engine.dispose()


def test_articles_are_kept_and_keep_the_instant_they_were_first_seen(store):
    first = article("aaaaaaaaaaaa", "One sentence is here.")
    store.keep([(document("x"), [first])], {"https://example.org/feed": ('"1"', "")})
    later = document("y", url="https://example.org/moved")
    store.keep([(replace(later, fetched_at=NOW + timedelta(days=3)), [replace(first, title="New")])], {})
    assert store.articles(NOW - timedelta(hours=1), NOW + timedelta(hours=1))[0].title == "New"
    assert store.validators() == {"https://example.org/feed": ('"1"', "")}
    assert store.known_urls() == {"https://example.org/a", "https://example.org/moved"}


def test_articles_without_a_sketch_are_given_one(store):
    old, new = article("aaaaaaaaaaaa", "Kept by an older version."), article("bbbbbbbbbbbb", "Kept by this one.")
    store.keep([(document("x", url="https://example.org/x"), [old])], {})
    store.keep([(document("y", url="https://example.org/y"), [new])], {}, lambda _: b"")
    store.sketch(lambda a: a.text.encode())
    assert store.ids_at([old.url, "https://example.org/none"], NOW + timedelta(days=1)) == {old.id}
    assert store.ids_at([old.url], NOW - timedelta(days=1)) == frozenset()
    assert store.sketches(NOW + timedelta(days=1)) == [("aaaaaaaaaaaa", old.text.encode()), ("bbbbbbbbbbbb", b"")]


def test_finding_an_article(store):
    one = article("abcdef123456", "Text.", url="https://example.org/story")
    store.keep([(document("x", url="https://example.org/doc", origin="file:///data/001_story.txt"), [one])], {})
    for wanted in (
        "abcdef123456",
        "abcd",
        "https://example.org/story",
        "https://example.org/doc",
        "001_story.txt",
        "001",
    ):
        assert store.find(wanted) == (one,)
    assert store.find("%") == ()


def test_one_edition_a_date(made, store):
    result = made[0]
    store.save_edition(result.edition, result.email, result.report, ["a"], NOW)
    assert store.shown("demo") == {"a": "demo-2024-07-12"}
    kept = store.edition("2024-07-12")
    assert (kept.edition, kept.email, kept.report) == (result.edition, result.email, result.report)
    assert store.edition("demo-2024-07-12") == kept
    with pytest.raises(sa.exc.IntegrityError):
        store.save_edition(replace(result.edition, id="other"), result.email, result.report, [], NOW)


def test_runs(store):
    number = store.start_run("d", "2024-07-12", NOW)
    assert store.last_run("d", "2024-12-31") == ""
    store.finish_run(number, "")
    assert store.last_run("d", "2024-12-31") == "2024-07-12"


def test_an_unwritable_place_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="store:"):
        open_store("file/digest.sqlite3", tmp_path)


def test_what_is_no_database_is_named(tmp_path):
    (tmp_path / "digest.sqlite3").write_text("this is no database, however long it is" * 100)
    with pytest.raises(StoreError, match=r"digest\.sqlite3"):
        open_store("digest.sqlite3", tmp_path)


def test_two_runs_do_not_run_at_once(tmp_path):
    with (
        run_lock("digest.sqlite3", tmp_path),
        pytest.raises(BusyError, match="another run"),
        run_lock("digest.sqlite3", tmp_path),
    ):
        pass
    with run_lock("digest.sqlite3", tmp_path):
        assert filelock.FileLock(tmp_path / "digest.sqlite3.lock")


def test_an_edition_of_a_later_date_does_not_count_as_run(made, store):
    result = made[0]
    store.save_edition(result.edition, result.email, result.report, [], NOW)
    assert store.last_run("demo", "2024-07-11") == ""
    assert store.last_run("demo", "2024-07-12") == "2024-07-12"


def test_who_is_still_to_be_sent_to(made, store):
    result = made[0]
    store.save_edition(result.edition, result.email, result.report, [], NOW)
    readers, since = ["A@example.org", "b@example.org"], NOW - timedelta(days=5)
    assert store.unsent("demo", readers, since) == ()
    store.enrol("demo-2024-07-12", ["a@example.org"], NOW)
    store.enrol("demo-2024-07-12 trial", ["b@example.org"], NOW)
    assert store.unsent("demo", readers, since) == ("demo-2024-07-12",)
    assert store.unsent("demo", ["b@example.org"], since) == (), "who has left the list"
    assert store.unsent("demo", readers, NOW + timedelta(days=1)) == (), "tried long enough"
    store.note("demo-2024-07-12", "a@example.org", "accepted", NOW)
    assert store.unsent("demo", readers, since) == ()


def test_pictures_are_kept_with_their_e_mail(made, store):
    picture = InlineImage(cid="coverage", media_type="image/png", data=b"\x89PNG\x00\xff")
    email = replace(made[0].email, images=(picture,))
    store.save_edition(made[0].edition, email, made[0].report, [], NOW)
    assert store.edition("demo-2024-07-12").email == email
