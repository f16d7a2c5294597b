"""Rules mark, one place removes, and nothing is lost."""

import json
from pathlib import Path

import pytest
from fakes import document, draft
from hypothesis import given
from hypothesis import strategies as st

from digest import plugins
from digest.clean import clean
from digest.extract import extract
from digest.model import Block, Mark

CASES = Path(__file__).parent / "cases" / "clean"


def cases():
    return sorted(p.parent for p in CASES.rglob("expected.json"))


def page_of(case):
    """A case is a text, or a page where markup is what it is about."""
    page = case / "page.html"
    if page.exists():
        return document(page.read_bytes(), url="https://harbour.example/a", media_type="text/html")
    return document((case / "page.txt").read_bytes())


@pytest.mark.parametrize("case", cases(), ids=lambda p: p.relative_to(CASES).as_posix())
def test_case(case):
    found = clean(extract(page_of(case)), plugins.rules())
    expected = json.loads((case / "expected.json").read_text())
    assert [b.text for b in found.blocks] == expected["text"]
    assert [[n.role, n.rule, n.text] for n in found.notes] == expected["notes"]


@pytest.mark.parametrize("rule", plugins.rules(), ids=lambda r: f"{r.__module__.rsplit('.', 1)[1]}.{r.__name__}")
def test_every_rule_has_a_case(rule):
    drafts = (extract(page_of(case)) for case in cases())
    assert any(list(rule(d)) for d in drafts), "add a folder to tests/cases/clean that shows what the rule is for"


TEXTS = st.lists(st.text(alphabet="abc .!?Click here to read more\n", min_size=0, max_size=80), max_size=8)
MARKS = st.lists(
    st.tuples(
        st.integers(0, 7),
        st.integers(0, 80),
        st.integers(0, 80),
        st.sampled_from(["noise", "bio"]),
        st.sampled_from("pqr"),
    ),
    max_size=12,
)


@given(TEXTS, MARKS)
def test_text_kept_and_ledger_are_the_text_found(texts, marks):
    found = draft(*(Block(kind="paragraph", text=t.strip()) for t in texts))

    def rule(d):
        for at, a, b, role, name in marks:
            if at < len(d.blocks):
                start, end = sorted(min(n, len(d.blocks[at].text)) for n in (a, b))
                yield Mark(at=at, role=role, rule=name, span=(start, end) if start < end else None)

    cleaned = clean(found, [rule])
    letters = lambda parts: sorted("".join("".join(p.split()) for p in parts))  # noqa: E731
    kept = [b.text for b in cleaned.blocks] + [n.text for n in cleaned.notes]
    lost_blanks = [b.text for b in found.blocks if any(c.isalnum() for c in b.text)]
    assert letters(kept) == letters(lost_blanks) or letters(kept) == letters(b.text for b in found.blocks)


@given(TEXTS)
def test_the_order_of_rules_does_not_matter(texts):
    found = draft(*texts)
    rules = plugins.rules()
    assert clean(found, rules) == clean(found, rules[::-1])


def test_the_more_specific_mark_takes_its_span():
    found = draft("Jane is a fellow. It is republished with permission.")
    whole = lambda d: [Mark(at=0, role="bio", rule="whole")]  # noqa: E731
    part = lambda d: [Mark(at=0, role="provenance", rule="part", span=(18, 52))]  # noqa: E731
    cleaned = clean(found, [whole, part])
    assert [(n.role, n.text) for n in cleaned.notes] == [
        ("bio", "Jane is a fellow."),
        ("provenance", "It is republished with permission."),
    ]
    assert cleaned.blocks == ()


OURS = "The two governments signed the agreement after three days of talks, and both said that the details would follow before the year is over."


@pytest.mark.parametrize(
    "sentence",
    [
        "Views expressed in Chinese media suggest unease.",
        "Update: the two sides ratified the treaty in November, and it entered into force a month later.",
        "Donate, Moscow told its citizens, and send winter clothes to the soldiers: the campaign ran for weeks.",
        "Click here, the website told visitors in Pyongyang, to see the Dear Leader's gift to Russian soldiers.",
        "Kim Yo Jong is the vice director of a department of the party, and her statement on Russia filled the newspapers.",
        "Choe Son Hui is Foreign Minister and a member of the Politburo. She has met Lavrov four times this year.",
        "The images were first published by a newspaper in May.",
        "Share prices fell in Moscow after the treaty was announced.",
        "Read more carefully, the treaty promises very little.",
        "Subscribers to this theory point to the summit in Vladivostok as their best evidence.",
    ],
)
def test_sentences_of_an_article_stay(sentence):
    text = f"What the treaty says\n\nBy Sue Park\n\n{OURS}\n\n{OURS.replace('three', 'four')}\n\n{sentence}"
    assert clean(extract(document(text)), plugins.rules()).blocks[-1].text == sentence


@pytest.mark.parametrize(
    "prompt",
    ["Read the full article: https://a.example/b", "Full article: https://a.example/b", "Read it here: https://a.example/b", "Link: https://a.example/b",
     "Read more: https://a.example/b", "Listen here: https://a.example/b"],
)  # fmt: skip
def test_prompts_with_an_address(prompt):
    found = clean(extract(document(f"What the treaty says\n\n{OURS}\n\n{prompt}")), plugins.rules())
    (note,) = [n for n in found.notes if n.role == "prompt"]
    assert note.links[0].url == "https://a.example/b"


@pytest.mark.parametrize(
    "text",
    ["A. B. C. D. E. F. G. H. I. J. K. L. M. N. O. P. Q. R. S. T. U. V. W. X. Y. Z. A. contributed data.", "produced by someone on behalf of someone " * 2000,
     "." * 60_000 + "x", "the " * 30_000, "click here " * 10_000, "(" * 20_000, "views and " * 10_000, "first published " * 10_000],
)  # fmt: skip
def test_no_text_takes_long(text):
    import time

    start = time.process_time()
    clean(extract(document(f"A title\n\n{OURS}\n\n{text}\n\n{text}")), plugins.rules())
    assert time.process_time() - start < 20, "bounded, with a wide margin for a slow machine"
