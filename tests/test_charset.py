"""Bytes to text, wrongly declared ones too."""

import pytest

from digest import charset


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        ("Путин приехал в Пхеньян с визитом", "cp1251", "windows-1251"),
        ("북한과 러시아의 조약", "cp949", "euc-kr"),
        ("北朝鮮とロシアの条約", "shift_jis", "Shift_JIS"),
        ("朝鲜与俄罗斯的条约", "gb18030", "gb2312"),
        ("naïve “quotes” – dash", "cp1252", "iso-8859-1"),
        ("le café", "latin-1", ""),
        ("plain ascii", "ascii", ""),
        ("북한과 러시아", "utf-8", "iso-8859-1"),
        ("북한과 러시아", "utf-16", ""),
        ("북한", "utf-8-sig", ""),
    ],
)
def test_decode(text, encoding, declared):
    assert charset.decode(text.encode(encoding), declared) == text


def test_the_declaration_inside_the_page_counts():
    page = '<meta charset="windows-1251"><p>Путин приехал в Пхеньян</p>'
    assert charset.decode(page.encode("cp1251")) == page


def test_utf7_is_never_decoded_to_markup():
    assert "<script>" not in charset.decode(b"+ADw-script+AD4-", "utf-7")


def test_a_page_cut_in_mid_character_is_still_utf8():
    assert charset.decode("북한과 러시아".encode()[:-1]).startswith("북한과 러시")
