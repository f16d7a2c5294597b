"""How a name changes its form in a sentence. Read :func:`pattern`.

Not a morphology: a word of an alias loses the ending it has in the dictionary and may then take any of its language's
endings. That admits forms that do not exist, which does no harm, since nobody writes them.
"""

from __future__ import annotations

import re

# Of nouns and adjectives, in all cases, genders and numbers.
_RUSSIAN = "а я о е ё ы и й ь у ю ой ей ёй ою ею ем ом ём ам ям ах ях ами ями ов ев ий ый ого его ому ему им ым ими ыми их ых ая яя ую юю ое ее ые ие"
_UKRAINIAN = "а я о е и і ї й ь у ю ою ею єю ові еві єві ом ем єм ам ям ах ях ами ями ів їв ий ій ого ього ому ьому им ім ими іми их іх ої ьої"
_POLISH = "a ą e ę i o ó u y ie iem em om ami ach ów owi owie ego iego emu iemu ej iej ym im ych ich ymi imi ią ię io ski skiego skiemu skim ska skiej ską skie skich skimi scy"
_CZECH = "a á e é ě i í o ó u ů y ý ou em ém ím ým ům ovi ové ech ách ích ých ami ími ými ého ému ej ský ského skému ským ská ské skou ských skými ští"
_SOUTH_SLAVIC = "а я о е и у ю ом ем ой та ят ът ния ската ски ска ско a e i o u om em oj ama ima og eg ome em ih im"
_IBERIAN = "as os es a o e s"
_ENDINGS: dict[str, tuple[str, ...]] = {
    language: tuple(sorted(text.split(), key=lambda e: (-len(e), e)))
    for language, text in {
        "ru": _RUSSIAN, "be": _RUSSIAN, "uk": _UKRAINIAN, "pl": _POLISH, "cs": _CZECH, "sk": _CZECH, "bg": _SOUTH_SLAVIC, "mk": _SOUTH_SLAVIC,
        "sr": _SOUTH_SLAVIC, "hr": _SOUTH_SLAVIC, "sl": _SOUTH_SLAVIC, "de": "s es e en em er n ns", "fr": "nes ne es s e", "es": _IBERIAN,
        "pt": _IBERIAN, "it": "he hi a e i o", "ro": "ilor ului ul ea i e a ă",
    }.items()
}  # fmt: skip
_SHORTEST_STEM = 2
_SHORT = 3
# Written without spaces between words: what stands before or after such an alias says nothing.
SPACELESS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def pattern(alias: str, language: str) -> str:
    """The regular expression of a folded alias: its inflected forms, any space or hyphen between words, whole words.

    A final ``*`` stands for any ending. ``language`` is a two-letter code, or empty where no endings are known.
    """
    open_end = alias.endswith("*")
    words = parts(alias.rstrip("*"))
    if SPACELESS.search(alias):
        return r"\s?".join(map(re.escape, words)) if len(alias) > 1 else rf"(?<!\w){alias}(?!\w)"
    forms = [_forms(word, language) if inflects(word, language) else re.escape(word) for word in words[:-1]]
    last = re.escape(words[-1]) + r"\w*" if open_end else _forms(words[-1], language)
    whole = r"[\s-]+".join((*forms, last))
    start = r"(?<!\w)" if alias[0].isalnum() else ""
    end = r"(?!\w)" if open_end or words[-1][-1].isalnum() else ""
    return f"{start}{whole}{end}"


def parts(name: str) -> list[str]:
    """The words of a name; a hyphen at its end stays with the last."""
    return re.split(r"[\s-]+(?=\w)", name)


def inflects(word: str, language: str) -> bool:
    """Whether a word that is not the last of a name takes endings: not in English, and not if it is as short as an article."""
    return language in _ENDINGS and len(word) > _SHORT


def stem(word: str, language: str) -> str:
    """What of a word all its forms begin with."""
    if not word.isalpha():
        return word
    for ending in _ENDINGS.get(language, ()):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def _forms(word: str, language: str) -> str:
    """One word in all its forms."""
    if language not in _ENDINGS:
        return re.escape(word) + ("(?:'s|s'|s)?" if language == "en" else "")
    if not word.isalpha():
        return re.escape(word)
    return f"{re.escape(stem(word, language))}(?:{'|'.join(_ENDINGS[language])})?"
