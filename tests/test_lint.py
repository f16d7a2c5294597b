"""Template lint: a hundred mistakes and more, each seeded where it can be made, each reported at its line."""

import re

import pytest

from digest import shipped
from digest.render.environment import ENTRIES
from digest.render.lint import lint
from digest.render.lint.components import misfit, rules

CLEAN = shipped.templates()
MARKUP = [n for n in CLEAN if ".mjml" in n]


def places(pattern, names=MARKUP, most=None):
    """(template, start, end, line) wherever a pattern is found outside of comments."""
    found = []
    for name in names:
        source = re.sub(r"{#.*?#}", lambda m: re.sub(r"[^\n]", " ", m[0]), CLEAN[name], flags=re.DOTALL)
        for hit in re.finditer(pattern, source):
            found.append((name, hit.start(), hit.end(), source.count("\n", 0, hit.start()) + 1))
    return found[:most]


def seeded(kind, pattern, change, most=None, names=MARKUP, line=None):
    """Mistakes of one kind: at each place what ``change`` makes of it; ``line`` tells where it should be reported."""
    for name, start, end, at in places(pattern, names, most):
        source = CLEAN[name]
        wrong = source[:start] + change(source[start:end]) + source[end:]
        yield pytest.param(name, line(source, start) if line else at, wrong, id=f"{kind}: {name}:{at}")


def opening(source, end):
    """The line of the tag that an end tag closes."""
    tag = re.match(r"</([\w-]+)>", source[end:])[1]
    depth, at = 0, None
    for hit in reversed(list(re.finditer(rf"</?{tag}\b[^>]*?(/?)>", source[:end]))):
        if hit[1]:
            continue
        if hit[0].startswith("</"):
            depth += 1
        elif depth:
            depth -= 1
        else:
            at = hit.start()
            break
    return source.count("\n", 0, at) + 1


SEEDED = [
    *seeded("misspelt tag", r"<mj-(?:text|section|column|divider|spacer|button|image|table)\b", lambda t: t[:-1] + t[-1] * 2),
    *seeded("misspelt attribute", r"(?<= )(?:padding|font-size|css-class|background-color|line-height|color)(?==\")", lambda a: a[:-1], most=30),
    *seeded("wrong length", r'(?<=padding=")[^"]+', lambda _: "wide", most=12),
    *seeded("unitless size", r'(?<=font-size=")\d+px', lambda v: v.removesuffix("px"), most=8),
    *seeded("no colour", r'(?<= color=")#[0-9a-f]{6}', lambda _: "#12", most=8),
    *seeded("wrong choice", r'(?<=align=")(?:left|center)', lambda _: "middle-ish", most=2),
    *seeded("end tag left out", r"</(?:mj-column|mj-section|mj-text|mj-table|mj-head|mj-body|mj-attributes)>", lambda _: "", line=opening),
    *seeded("unclosed HTML", r"</(?:h1|h2|h3|p|a|th|td|tr)>", lambda _: "", line=opening),
    *seeded("misspelt end tag", r"</(?:mj-column|mj-section|h2|p)>", lambda t: t[:-1] + "x>"),
    *seeded("wrong nesting", r"<mj-column>\n", lambda t: t + '<mj-section padding="0"></mj-section>', line=lambda s, at: s.count("\n", 0, at) + 2),
    *seeded("HTML in a column", r"<mj-column>\n", lambda t: t + "<p>x</p>", line=lambda s, at: s.count("\n", 0, at) + 2),
    *seeded("no alt", r' alt="\{\{[^"]*\}\}"', lambda _: ""),
    *seeded("no quotes", r'(?<=css-class=)"\w+"', lambda v: v.strip('"'), most=10),
    *seeded("quote left out", r'(?<=css-class="ink)"(?=>)', lambda _: "", most=10),
    *seeded("undefined variable", r"(?<=\{\{ )(?:edition|item|section|timeline|chart|week)\b", lambda n: n + "s", names=list(CLEAN)),
    *seeded("undefined field", r"(?<=\b(?:item)\.)(?:title|url|blurb|note|excerpt|emoji|label)\b", lambda n: n + "x", names=list(CLEAN)),
    *seeded("undefined field of the house", r"(?<=\bhouse\.)\w+", lambda n: n[:-1], names=list(CLEAN)),
    *seeded("unknown filter", r"(?<=\| )(?:attr|day|byline|linked|wrap|figures)\b", lambda n: n + "_", names=list(CLEAN)),
    *seeded("missing include", r'(?<=include ")[^"]+', lambda n: n.replace("parts/", "part/")),
    *seeded("Jinja block left open", r"\{% end(?:if|for|with) %\}\s*\Z", lambda _: "", line=lambda s, _: 2),
    *seeded("expression left open", r" \}\}", lambda _: "", most=10),
    *seeded("HTML that is none", r"<(?:h1|h2|h3|p|a|tr|td)\b", lambda t: t + "q"),
    *seeded("void tag left open", r"<br ?/>", lambda _: "<br>"),
    *seeded("misspelt href", r"\bhref(?==)", lambda _: "hrf", most=8),
    *seeded("a block in a paragraph", r"(?<=<p>)", lambda _: "<div>x</div>"),
    *seeded("a script", r"(?<=<p )", lambda _: 'onclick="x()" '),
    *seeded("an attribute twice", r"(?<=<mj-text )", lambda _: 'css-class="a" css-class="b" ', most=6),
    *seeded("a line break in a value", r'(?<=font-family=")Helvetica', lambda v: "\n" + v, most=6),
    *seeded("text outside of mj-text", r"<mj-column>(?=\n)", lambda t: t + "Hello"),
]  # fmt: skip


def test_the_templates_that_come_with_digest_have_no_mistakes():
    assert lint(CLEAN) == ()


def test_there_are_more_than_a_hundred_seeded_mistakes_of_many_kinds():
    assert len(SEEDED) > 300
    assert len({p.id.split(":")[0] for p in SEEDED}) > 25


@pytest.mark.parametrize(("name", "line", "wrong"), SEEDED)
def test_a_seeded_mistake_is_reported_at_its_line(name, line, wrong):
    found = lint(CLEAN | {name: wrong})
    assert (name, line) in {(m.file, m.line) for m in found}, [str(m) for m in found]


def one(markup):
    body = f'<mjml lang="en" dir="ltr"><mj-body>\n{markup}\n</mj-body></mjml>'
    return [m.message for m in lint({"edition.mjml.j2": body, "edition.txt.j2": ""})]


@pytest.mark.parametrize(
    ("markup", "says"),
    [
        ("<mj-include path='x' />", "Jinja"),
        ('<mj-section><mj-column><mj-image src="a.png" alt="" /></mj-column></mj-section>', None),
        ('<mj-section><mj-column><mj-image alt="" /></mj-column></mj-section>', "no src"),
        ("<mj-text>a</mj-text>", "it may stand in <mj-column>"),
        ("<mj-section><mj-column><mj-text>a < b</mj-text></mj-column></mj-section>", "bare <"),
        ("<mj-section><mj-column><mj-text><mj-text>a</mj-text></mj-text></mj-column></mj-section>", "which holds HTML"),
        ("<mj-section><mj-column><mj-text><ul><li>a</li></ul></mj-text></mj-column></mj-section>", None),
        ("<mj-section><mj-column><mj-text><li>a</li></mj-text></mj-column></mj-section>", "must stand in <ul>"),
        ("<mj-section full-width='full-width'><mj-column /></mj-section>", None),
        ("<mj-section full-width='true'><mj-column /></mj-section>", "must be one of"),
        ("<!-- <mj-nonsense> --><mj-section><mj-column /></mj-section>", None),
        ("{% macro m(a) %}<mj-spacer height='{{ a }}' />{% endmacro %}<mj-section><mj-column>{{ m(1) }}</mj-column></mj-section>", None),
        ("{% macro m(a) %}<mj-spacer height='{{ a }}' />{% endmacro %}<mj-section>{{ m(1) }}</mj-section>", "cannot stand"),
        ("<mj-section>{% for item in edition.items %}<mj-column><mj-text>{{ loop.indx }}</mj-text></mj-column>{% endfor %}</mj-section>", "'indx'"),
        ("{% set n = edition.items | length %}<mj-section><mj-column><mj-text>{{ n }}{{ m is defined }}</mj-text></mj-column></mj-section>", None),
        ("{% if edition.title is odder %}{% endif %}<mj-section><mj-column /></mj-section>", "there is no test"),
        ('{% include "edition.mjml.j2" %}', "includes itself"),
        ("<mj-section><mj-column><mj-text>{{ edition.date.yeer }}</mj-text></mj-column></mj-section>", "did you mean 'year'"),
    ],
)  # fmt: skip
def test_what_is_a_mistake_and_what_is_not(markup, says):
    found = one(markup)
    assert (not found) if says is None else any(says in m for m in found), found


COLUMN = "<mj-section><mj-column>{}</mj-column></mj-section>"


@pytest.mark.parametrize(
    ("inside", "says"),
    [
        ("{% set t %}<b>x</b>{% endset %}<mj-text>{{ t }}</mj-text>", None),
        ("<mj-text>{{ bar | default('x') }}</mj-text>", None),
        ("{% if baz is defined %}<mj-text>{{ baz }}</mj-text>{% endif %}", None),
        ("{% macro box() %}<mj-text>{{ caller() }}</mj-text>{% endmacro %}{% call box() %}<b>x</b>{% endcall %}", None),
        ("{% macro box() %}{{ caller('a') }}{% endmacro %}{% call(v) box() %}<mj-text>{{ v }}</mj-text>{% endcall %}", None),
        ("{% macro box() %}{{ caller() }}{% endmacro %}{% call box() %}<mj-section />{% endcall %}", "cannot stand"),
        ('<mj-text color="rebeccapurple">x</mj-text>', None),
        ('<mj-text mj-class="quiet">x</mj-text>', "there is no mj-class 'quiet'"),
        ('<mj-button href="">x</mj-button>', "leads nowhere"),
        ('<mj-text><a href="#">x</a></mj-text>', "leads nowhere"),
        ('<mj-image src="{{ edition.lead.url }}" alt="" />', "must go through `| attr`"),
        ('<mj-image src="{{ edition.lead.url | attr }}" alt="{{ \'x\' }}" width="{{ 10 }}px" />', None),
        ("{% macro m(x) %}<mj-text>{{ x.nothing }}</mj-text>{% endmacro %}{{ m(edition.lead) }}", "has no 'nothing'"),
        ("<mj-foo>x</mj-foo>", "there is no <mj-foo>"),
    ],
)  # fmt: skip
def test_jinja_as_it_is_really_written(inside, says):
    found = one(COLUMN.format(inside))
    assert (not found) if says is None else any(says in m for m in found), found
    assert len(found) <= 1, "one mistake is told once"


def test_imports_and_inheritance():
    row = "{% macro row(item) %}<mj-text>{{ item.title }}{{ item.titel }}</mj-text>{% endmacro %}"
    base = "<mjml><mj-body>{% block content %}<mj-foo />{% endblock %}</mj-body></mjml>"
    for entry in (
        "{% import 'parts/m.mjml.j2' as m %}<mjml><mj-body><mj-section><mj-column>{{ m.row(edition.lead) }}</mj-column></mj-section></mj-body></mjml>",
        "{% from 'parts/m.mjml.j2' import row as r %}<mjml><mj-body><mj-section><mj-column>{{ r(edition.lead) }}</mj-column></mj-section></mj-body></mjml>",
    ):
        found = lint({"edition.mjml.j2": entry, "edition.txt.j2": "", "parts/m.mjml.j2": row})
        assert [m.message for m in found] == ["EditionItem has no 'titel'; did you mean 'title'?"]
    child = "{% extends 'parts/base.mjml.j2' %}{% block content %}<mj-section><mj-column>{{ super() }}</mj-column></mj-section>{% endblock %}"
    found = lint({"edition.mjml.j2": child, "edition.txt.j2": "", "parts/base.mjml.j2": base})
    assert [m.message for m in found] == [
        "an expression stands in <mj-column> outside of <mj-text>, where it is not shown"
    ]


def test_classes_that_are_defined_may_be_used_and_hold_defaults():
    head = '<mj-head><mj-attributes><mj-class name="quiet" color="#51606f"><mj-text font-size="13px" /></mj-class></mj-attributes></mj-head>'
    body = COLUMN.format('<mj-text mj-class="quiet">x</mj-text>')
    assert lint({"edition.mjml.j2": f"<mjml>{head}<mj-body>{body}</mj-body></mjml>", "edition.txt.j2": ""}) == ()


def test_every_branch_is_looked_at():
    nested = "{% if edition.title %}{% if edition.intro %}<a>{% else %}<b-one/>{% endif %}{% else %}{% if edition.intro %}<b-two/>{% elif edition.lead %}<b-three/>{% else %}<b-four/>{% endif %}{% endif %}"
    found = one(nested)
    assert all(any(f"<b-{n}>" in m for m in found) for n in ("one", "two", "three", "four"))


def test_a_set_without_its_entries_says_so():
    assert {m.file for m in lint({})} == set(ENTRIES)


def test_a_part_that_nothing_includes_is_told():
    assert "no template includes it" in str(lint(CLEAN | {"parts/old.mjml.j2": "<mj-text>x</mj-text>"})[0])


@pytest.mark.parametrize(
    ("kind", "value", "fits"),
    [
        ("unit(px,%){1,4}", "0 24px", True),
        ("unit(px,%){1,4}", "1px 2px 3px 4px 5px", False),
        ("unit(px)", "0", True),
        ("unit(px,%,)", "1.5", True),
        ("unit(px,auto)", "auto", True),
        ("unitWithNegative(px,em)", "-0.4px", True),
        ("unit(px,em)", "-0.4px", False),
        ("enum(full-width,false,)", "", True),
        ("boolean", "True", False),
        ("integer", "12", True),
        ("color", "#0b3d66", True),
        ("color", "navyish", False),
        ("string", "anything", True),
    ],
)
def test_values_by_their_type(kind, value, fits):
    assert (misfit(kind, value) == "") is fits


def test_the_rules_know_every_component():
    assert len(rules().children) > 30
    assert "mj-text" in rules().children["mj-column"]
