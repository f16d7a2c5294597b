"""The editor's desk as a Starlette application. Read :func:`application`.

What the reader sees stands in a sandboxed frame: no script of it can run, nothing of it can reach the page around it. What the
editor does goes through :mod:`.actions`, guarded by :mod:`.guard`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from digest.web.desk import actions, views
from digest.web.desk.guard import Guard
from digest.web.desk.proofs import Proofs

Handler = Callable[[Proofs, Request], Response]


def application(proofs: Proofs, first: str = "", token: str = "") -> Starlette:
    """The desk. With a ``token`` it may be served to other machines: who does not bring it gets nothing."""

    def get(path: str, handler: Handler) -> Route:
        return Route(path, views.answered(partial(handler, proofs)), methods=["GET"])

    def post(path: str, handler: Handler) -> Route:
        return Route(path, views.answered(partial(handler, proofs)), methods=["POST"])

    one = "/editions/{edition}"
    app = Starlette(
        routes=[
            get("/", partial(views.home, first)),
            get(one, views.desk),
            get(f"{one}/findings", views.findings),
            get(f"{one}/frame/{{view}}", views.frame),
            get(f"{one}/articles/{{article}}", views.article),
            get(f"{one}/changed", views.changed),
            post(f"{one}/changes", actions.change),
            post(f"{one}/undo", actions.undo),
            post(f"{one}/restore", actions.restore),
            post(f"{one}/approve", actions.approve),
            post(f"{one}/withdraw", actions.withdraw),
            post(f"{one}/links", actions.check_links),
            post(f"{one}/test", actions.send_test),
            post("/you", actions.name_yourself),
            Mount("/static", StaticFiles(packages=[("digest.web.desk", "static")])),
        ],
    )
    app.state.guard = Guard(token)
    app.add_middleware(app.state.guard.middleware)
    return app
