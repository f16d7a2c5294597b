"""What a page or a letter says about newsletters: who gets them, how to get them, how to answer.

These are sentences about the letter, not about its subject; they stand in the middle of it as often as at its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest import words
from digest.clean import find
from digest.model import Draft, Mark

_LETTER = r"(?:newsletter|letter|e-?mail|digest|briefing|dispatch|essay|edition|issue|inbox)"
_ABOUT_THE_LETTER = find.compiled(
    # "If you were forwarded this newsletter, you can subscribe by clicking here."
    rf"(?:and |was |were )?(?:if you(?:['’]re| are| were| have(?:n['’]t)?)?|were you|was this|has this|you(?:['’]re| are)) (?:\w+ ){{0,6}}(?:forwarded|receiving this|reading this (?:e-?mail|in|on|online)|opening this|subscribed|seeing this (?:message|in|on)|getting this (?:e-?mail|{_LETTER}|because)|new here|new to (?:this|our|the) {_LETTER}|new to [^,]{{2,60}}, you can)\b.{{0,260}}",
    rf"(?:the |this |our )?[\w&'’ -]{{2,60}} {_LETTER} is an? (?:free|weekly|daily|monthly|fortnightly|biweekly|quarterly|regular)\b.{{0,260}}",
    rf"welcome to .{{2,60}}(?:{_LETTER}|subscribers|#\d).{{0,160}}",
    r"(?:first time|new) (?:here|reading this)\?.{0,160}", r"(?:join|become one of) (?:the )?(?:over |more than |our )?[\d,.]+[k+]* .{0,120}",
    # "Have an event or topic that you'd like to see in the newsletter? Email us at …"
    rf"(?:do you )?(?:have|know|got) (?:a|an|any|of a) .{{2,140}}\b(?:{_LETTER}|feature|featured|share|suggest|cover|hear|tell us)\b.{{0,60}}\?",
    r"(?:if you have .{2,160},? )?(?:please )?(?:e-?mail|write to|write|drop|ping|message|tweet) (?:us|me)(?: a (?:line|note))?(?: at| on| via|:)? \S+@\S+.{0,80}",
    r"(?:just )?(?:hit |by )?(?:reply|respond|write back)(?:ing)?(?: directly)? to this (?:e-?mail|newsletter|message).{0,120}", r"if you have .{2,160}e-?mail (?:us|me) .{2,80}",
    r"(?:please )?(?:share|forward|send) (?:this|it) (?:\w+ )?(?:with|to|along) .{0,100}(?:friend|colleague|network|someone|anyone).{0,80}",
    r"(?:to )?(?:unsubscribe|update your preferences|manage your subscription|view (?:this )?in (?:your )?browser)\b.{0,100}",
    r".{0,60}\bclick on the title of (?:this|the) (?:piece|post|essay|article|e-?mail).{0,160}", r"(?:you can )?(?:also )?find (?:me|us) on (?:twitter|x|linkedin|bluesky|mastodon|instagram|facebook|threads)\b.{0,100}",
    r"i(?:['’]d| would) love (?:to hear from you|your feedback).{0,160}", r"see you (?:next (?:week|time|month)|soon|tomorrow)[.!]?", r"until next (?:time|week)[.,!]?",
    # German, French, Spanish, Polish, Russian, Ukrainian, Korean, Japanese, Chinese
    r".{0,60}(?:diesen newsletter|newsletter (?:abbestellen|weiterempfehlen)).{0,160}", r".{0,60}(?:cette (?:lettre|infolettre|newsletter)|se désabonner|désinscri\w+).{0,160}",
    r".{0,60}(?:este boletín|darse de baja|cancelar (?:la|su) suscripción).{0,160}", r".{0,60}(?:ten newsletter|wypisz się|zrezygnować z subskrypcji).{0,160}",
    r".{0,60}(?:эту рассылку|эта рассылка|отписаться|цю розсилку|відписатися).{0,160}", r".{0,40}(?:이 뉴스레터|뉴스레터를 (?:구독|받아)|수신 ?거부).{0,100}",
    r".{0,40}(?:このメール(?:マガジン)?|配信停止|本邮件|退订|取消订阅).{0,100}",
)  # fmt: skip
_INVITES = find.compiled(
    r"(?:if you haven['’]t (?:yet )?(?:subscribed|joined)\b|not (?:yet )?(?:a )?subscriber).{0,100}", r"(?:subscribe|join|sign up)(?: (?:here|now|below|free|today|to (?:our|the|my|this) .{2,60}))?(?: by .{2,40})?[.!:→ ]*",
    rf"(?:subscribe|sign up|join|register) .{{0,80}}\b{_LETTER}s?\b.{{0,140}}", r"(?:get|receive) .{2,80}\b(?:in|to|straight to|delivered to) your (?:inbox|e-?mail|phone).{0,120}",
    r"there['’]s (?:plenty|lots) more where that came from.{0,160}",
)  # fmt: skip
_SIGN_UP = find.compiled(
    r"(?:sign|signing) up (?:for|to|now|here|today|below)\b.{0,240}", r"(?:subscribe|join) (?:to|now|today|here|via)\b.{0,240}", r"register (?:now|today|here|to receive|for (?:our|the|this|updates|free))\b.{0,240}", r"stay (?:informed|up to date|connected|in the know|tuned)\.?",
    r"(?:get|receive) (?:the |our |updates|all |daily |weekly |more |.{2,40}[’'] ?s? ?(?:daily|weekly|newsletter)).{0,160}(?:inbox|newsletters?|e-?mail|edition|updates).{0,80}", r"never miss (?:the latest|a|an|our|out).{0,160}",
    r"(?:our|free|daily|weekly|e-?mail) newsletters?", r"(?:enter )?(?:your )?e-?mail(?: address)?[:* ]*", r"(?:enter )?your e-?mail(?: address)?.{0,60}", r"(?:newsletter (?:abonnieren|anmeld\w+)|abonnez-vous|inscrivez-vous|suscríbe(?:te|se)|подпи(?:шитесь|саться)|구독(?:하기|신청)|zapisz się|đăng ký).{0,160}",
    r"thank(?:s| you) for (?:reading|subscribing|signing up).{0,160}", r"type your email.{0,40}", r"upgrade to paid.{0,60}", r"(?:.{2,60} is a )?reader-supported publication\.?.{0,160}",
    r"to receive new posts and support .{0,120}", r".{0,200}\bby (?:signing up|subscribing|registering|submitting)\b.{0,40}\b(?:you|i) (?:agree|consent|accept|acknowledge)\b.{0,200}",
)  # fmt: skip
# "Email us at security@example.org." in the middle of a text may be what it is about.
_ADDRESS = re.compile(r"^(?:please )?(?:e-?mail|write to|write) (?:us|me) ")


def about_the_letter(draft: Draft) -> Iterator[Mark]:
    """Such as "If you were forwarded this newsletter, you can subscribe here.", "Email us at letters@example.org"."""
    patterns = [_ABOUT_THE_LETTER]
    if len(draft.hints.publisher) > 3:
        patterns.append(
            find.compiled(rf"welcome (?:back )?to (?:the )?{re.escape(words.fold(draft.hints.publisher))}\b.{{0,240}}")
        )
    for pattern in patterns:
        for mark in find.sentences(draft, pattern, "newsletter", "letters.about_the_letter", limit=420):
            if not _is_told(draft, mark):
                yield mark


def invitation(draft: Draft) -> Iterator[Mark]:
    """Such as "Sign up for the free daily newsletter.", also where it ends a paragraph of real text."""
    for mark in find.sentences(draft, _INVITES, "newsletter", "letters.invitation", limit=260):
        if not _is_told(draft, mark):
            yield mark


def sign_up(draft: Draft) -> Iterator[Mark]:
    """A box around an article: "Register to receive updates from KEI", "Stay informed", "Your e-mail address"."""
    yield from find.blocks(draft, _SIGN_UP, "newsletter", "letters.sign_up", limit=300)


def _is_told(draft: Draft, mark: Mark) -> bool:
    """Somebody's words in quotation marks, or a sentence of a long paragraph that goes on about the same, are text."""
    block = draft.blocks[mark.at]
    start, end = mark.span or (0, len(block.text))
    sentence = words.fold(block.text[start:end])
    if mark.at < find.tail(draft) and _ADDRESS.match(sentence):
        return True
    return (
        block.kind == "quote"
        or sentence[:1] in "\"'"
        or bool(re.search(r"[\"”] ?(?:he|she|they|\w+ \w+) said\b", sentence))
    )


RULES = (about_the_letter, invitation, sign_up)
