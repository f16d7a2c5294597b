"""Templates looked over before they are used. Read :func:`lint`.

mjml-python passes over unknown tags, attributes and wrong nesting in silence. So the templates are walked here branch by branch
(:mod:`.walk`), with the type of every variable known, and what comes out is held to the rules of MJML's components and to
those of HTML (:mod:`.markup`, :mod:`.components`). Each mistake has the file and line where it was written.
"""

from __future__ import annotations

from collections.abc import Mapping

from digest.errors import Mistake
from digest.render.environment import ENTRIES
from digest.render.lint.markup import Context, check
from digest.render.lint.walk import Walker


def lint(templates: Mapping[str, str]) -> tuple[Mistake, ...]:
    """All mistakes in a set of templates (name to source), by file and line."""
    mistakes: set[Mistake] = set()
    walker = Walker(templates)
    for name, context in _entries(templates).items():
        if name not in templates:
            if name in ENTRIES:
                mistakes.add(Mistake(name, 1, "", "is missing; `digest init` writes a set to start from"))
            continue
        for text in walker.variants(name):
            if context is not None:
                mistakes.update(check(text, context))
    mistakes |= walker.mistakes
    for name in templates.keys() - walker.reached:
        mistakes.add(Mistake(name, 1, "", "no template includes it"))
    return tuple(sorted(mistakes, key=lambda m: (m.file, m.line, m.message)))


def _entries(templates: Mapping[str, str]) -> dict[str, Context | None]:
    """The templates that are rendered by themselves, and what comes out: MJML, HTML, or plain text."""
    found: dict[str, Context | None] = {}
    for name in (*ENTRIES, *(n for n in templates if n.startswith("archive/"))):
        found[name] = "mjml" if ".mjml" in name else "html" if ".html" in name else None
    return found


__all__ = ["lint"]
