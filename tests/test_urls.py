"""Addresses: unwrapped, canonical, and only of the public web."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import urls


@pytest.mark.parametrize(
    ("wrapped", "plain"),
    [
        ("https://meilu.sanwago.com/url-687474703a2f2f7777772e6b6569612e6f7267", "http://www.keia.org"),
        (
            "https://www.linkedin.com/redir/redirect?url=https%3A%2F%2Fwww%2Ekeia%2Eorg%2Fa&urlhash=x&trk=y",
            "https://www.keia.org/a",
        ),
        ("https://www.google.com/url?q=https://a.example/b&sa=D", "https://a.example/b"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2F&h=1", "https://a.example/"),
        (
            "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2Fx&data=1",
            "https://a.example/x",
        ),
        ("https://urldefense.com/v3/__https://a.example/x__;!!abc$", "https://a.example/x"),
        ("https://a.example/search?url=https://b.example/", "https://a.example/search?url=https://b.example/"),
        ("https://a.example/url-zz", "https://a.example/url-zz"),
    ],
)
def test_unwrap(wrapped, plain):
    assert urls.unwrap(wrapped) == plain


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("HTTPS://WWW.Example.org.:443/a?utm_source=x&id=1#top", "https://www.example.org/a?id=1"),
        ("http://example.org?sphrase_id=1", "http://example.org/"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("mailto:a@b.co", "mailto:a@b.co"),
    ],
)
def test_canonical(address, expected):
    assert urls.canonical(address) == expected


def test_one_page_has_one_key():
    variants = [
        "http://example.org/a/",
        "https://www.example.org/a",
        "https://m.example.org/a/amp",
        "https://example.org/a#x",
    ]
    assert len({urls.same_page(v) for v in variants}) == 1


@pytest.mark.parametrize(
    "bad",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//", "http://", "java\nscript:x", "http://[::"],
)
def test_what_is_no_web_address(bad):
    assert not urls.is_web(bad)
    assert urls.resolve("https://a.example/", bad) in ("", "https://a.example/") or urls.is_web(
        urls.resolve("https://a.example/", bad)
    )


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "::1",
        "::ffff:127.0.0.1",
        "0.0.0.0",
        "fe80::1%eth0",
        "64:ff9b::7f00:1",
        "::7f00:1",
        "fec0::1",
        "x",
    ],
)
def test_private_addresses(address):
    assert not urls.is_public_address(address)


def test_public_address():
    assert urls.is_public_address("93.184.215.14")


@given(st.text())
def test_nothing_raises(text):
    for function in (urls.unwrap, urls.canonical, urls.is_web, urls.host, urls.encode, urls.unwrap_in_text):
        function(text)
    urls.resolve("https://a.example/", text)


def test_wrapped_addresses_in_a_sentence():
    text = "See https://meilu.sanwago.com/url-687474703a2f2f7777772e6b6569612e6f7267."
    assert urls.unwrap_in_text(text) == "See http://www.keia.org."
