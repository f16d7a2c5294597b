"""What is a person's name in a byline, and what is not."""

import pytest

from digest import names


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("By Jane Doe, Senior Fellow at the Port Institute", ["Jane Doe"]),
        ("Jane Doe, Ph.D., CFP®", ["Jane Doe"]),
        ("Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("Written by Jane Doe with John Roe", ["Jane Doe", "John Roe"]),
        ("Jane Doe Senior Editor", ["Jane Doe"]),
        ("Jane Doe for Harbour Notes", ["Jane Doe"]),
        ("Text: Jane Doe", ["Jane Doe"]),
        ("Von Jana Müller und Max Klein", ["Jana Müller", "Max Klein"]),
        *((name, [name]) for name in ("Park Ji-eun", "Parker Lund", "Diana Moe", "Vonda Lund", "Portia Li", "Di Wang")),
        *((f"By {name}", [name]) for name in ("Kim Min-jun", "Min Zhu", "Ann Case")),
        ("Par Jeanne Morin", ["Jeanne Morin"]),
        *((said, []) for said in ("이 글은", "본 칼럼은", "Впервые опубликовано", "года в «Новой газете»")),
        ("김철수 기자", ["김철수"]),
        ("作者：王小明", ["王小明"]),
        ("Kenny DuMez", ["Kenny DuMez"]),
        ("Ronan McDonald", ["Ronan McDonald"]),
        ("By April Ryan, Theresa May and Jude Law", ["April Ryan", "Theresa May", "Jude Law"]),
        ("Wedding ChecklistsJust Engaged", []),
        ("Podium Staff", []),
        ("Share this article", []),
        ("See Full Bio", []),
        ("5 min read", []),
        ("ABOUT THE HARBOUR INSTITUTE OF TRADE", []),
    ],
)
def test_persons(raw, expected):
    assert list(names.persons(raw)) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("By the Editorial Board", "the Editorial Board"), ("Reuters", "Reuters"), ("Podium Staff", "Podium Staff"), ("Jane Doe", ""), ("admin", "")],
)  # fmt: skip
def test_bodies_that_sign(raw, expected):
    assert names.collective(raw) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Kiersten", True), ("kirstin boatto", True), ("admin", False), ("x7", False), ("a-b", False)],
)
def test_single_names(name, expected):
    assert names.is_single(name) == expected
