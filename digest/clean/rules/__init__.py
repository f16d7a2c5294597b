"""One file for each kind of thing that is not the article. A file offers ``RULES``, a tuple of functions.

A rule looks at a draft and yields marks (block, role, rule name, optional span); it never edits. Each rule name has a
case in ``tests/cases/clean``.
"""
