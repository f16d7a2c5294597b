"""Which language a text is in, by script and by its commonest words. Read :func:`language`."""

from __future__ import annotations

import re
from collections import Counter

from digest import words

_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
)
# The commonest function words; each list holds words that its neighbours do not share or share seldom.
_COMMON = {
    "en": "the of and to in is that for it with as was on are by this be from at which have not they has but will an",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird",
    "fr": "le la les de des et un une du que qui dans en est pour sur au par il pas plus avec ce se ne sont aux cette",
    "es": "el la los de que y en un una del se las por con para su al es como más lo pero sus le ha",
    "pt": "o a os de que e do da em um uma para com não no na por mais dos se as ao foi",
    "it": "il la di che e un una per in del della non sono con si da è al dei le nel alla anche come",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als bij door naar",
    "pl": "w i na z się do nie że jest to o jak po za przez dla od przy które ale był oraz co",
    "tr": "ve bir bu için ile da de olarak çok daha olan gibi ancak sonra kadar değil ise",
    "vi": "và của là các cho có được với trong một không những này đã từ người khi đến ông triều tiên",
    "cs": "a v se na je že to z s do o i ve pro za by ale jako jsou po který",
    "ru": "и в не на что с по как из это за от для к до его но при бы так же был",
    "uk": "і в не на що з до та за про як від це у для його але при був які також ще",
    "bg": "и на в за да се от е не с по са че като до ще това",
    "sr": "и у је на да се за од са не као су али",
}
_ISO_639_1 = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el "
    "en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu "
    "ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na "
    "nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so "
    "sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
)
CODES = frozenset(_ISO_639_1.split())
"""All languages of ISO 639-1."""
_LANGUAGES: dict[str, list[str]] = {}
"""Word → the languages it is common in."""
for _code, _text in _COMMON.items():
    for _word in frozenset(_text.split()):
        _LANGUAGES.setdefault(_word, []).append(_code)


def language(text: str, declared: str = "") -> str:
    """Return a two-letter ISO 639-1 code; the text decides, the declaration settles what the text leaves open."""
    declared = re.split(r"[-_]", declared.strip().lower())[0][:3]
    sample = text[:2000]
    for code, pattern in () if sample.isascii() else _SCRIPTS:
        found = len(pattern.findall(sample))
        if found and found > (0.05 if code == "ja" else 0.25) * sum(c.isalpha() for c in sample):
            return code
    counts = Counter(words.words(sample))
    total = max(1, sum(counts.values()))
    common = Counter(dict.fromkeys(_COMMON, 0))
    for word, times in counts.items():
        for code in _LANGUAGES.get(word, ()):
            common[code] += times
    scores = {code: times / total for code, times in common.items()}
    best = max(scores, key=lambda code: (scores[code], code == declared))
    return best if scores[best] > 0.08 and total >= 8 else declared or (best if scores[best] > 0 else "")
