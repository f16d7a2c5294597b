"""The fetcher against a real server on loopback that behaves badly."""

import asyncio
import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from digest.errors import FetchError
from digest.fetch import HttpFetcher, Limits
from digest.links import reach

pytestmark = pytest.mark.integration
LIMITS = Limits(
    timeout_seconds=2, max_bytes=100_000, delay_seconds=0, allow_private_addresses=True, user_agent="digest-test"
)


class Server(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked = []

    def do_GET(self):
        Server.asked.append((self.path, dict(self.headers)))
        getattr(self, f"_{self.path.strip('/').replace('.', '_').split('?')[0]}", self._missing)()

    def _answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _missing(self):
        self._answer(404)

    def _robots_txt(self):
        self._answer(200, b"User-agent: *\nDisallow: /secret\n", Content_Type="text/plain")

    def _page(self):
        if self.headers.get("If-None-Match") == '"v1"':
            self._answer(304, ETag='"v1"')
        else:
            self._answer(200, b"<p>hello</p>", Content_Type="text/html; charset=utf-8", ETag='"v1"')

    def _moved(self):
        self._answer(301, Location="/page")

    def _for_now(self):
        self._answer(302, Location="/page")

    def _busy(self):
        self._answer(429, Retry_After="120")

    def _shortly(self):
        self._answer(503, Retry_After="0")

    def _circle(self):
        self._answer(302, Location="/circle")

    def _to_file(self):
        self._answer(302, Location="file:///etc/passwd")

    def _no_address(self):
        self._answer(302, Location="http://[::1")

    def _nowhere(self):
        self._answer(302)

    def _secret(self):
        self._answer(200, b"secret")

    def _error(self):
        self._answer(500)

    def _bomb(self):
        self._answer(200, gzip.compress(b"0" * 5_000_000), Content_Encoding="gzip")

    def _half(self):
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"half")
        self.close_connection = True

    def _slow(self):
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        import time

        try:
            for _ in range(80):
                self.wfile.write(b".")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass
        self.close_connection = True

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def address():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def fetch(url, limits=LIMITS, **validators):
    async def run():
        async with HttpFetcher(limits) as fetcher:
            return await fetcher.fetch(url, **validators)

    return asyncio.run(run())


def test_a_page_and_its_validators(address):
    found = fetch(f"{address}/page")
    assert (found.status, found.body, found.charset, found.etag) == (200, b"<p>hello</p>", "utf-8", '"v1"')
    assert fetch(f"{address}/page", etag='"v1"').status == 304
    assert Server.asked[-1][1]["User-Agent"] == "digest-test"


def test_a_redirect_is_followed(address):
    assert fetch(f"{address}/moved").url == f"{address}/page"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("circle", "redirects"), ("to_file", "address"), ("nowhere", "redirects"), ("no_address", "redirects"), ("secret", "robots"), ("error", "status"), ("missing", "status"),
        ("bomb", "too_large"), ("half", "network"), ("slow", "timeout"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_told(address, path, kind):
    with pytest.raises(FetchError) as error:
        fetch(f"{address}/{path}")
    assert error.value.kind == kind


def test_validators_go_with_a_redirect_to_what_stands_at_its_end(address):
    assert fetch(f"{address}/moved", etag='"v1"').status == 304


def test_what_has_moved_for_good_is_told_apart_from_what_is_elsewhere_for_now(address):
    assert fetch(f"{address}/moved").moved == f"{address}/page"
    assert fetch(f"{address}/page").moved == fetch(f"{address}/for_now").moved == ""


def test_a_server_that_asks_for_a_rest_is_left_alone(address):
    async def ask():
        async with HttpFetcher(LIMITS) as fetcher:
            found = []
            for path in ("shortly", "page", "busy", "page", "moved"):
                try:
                    found.append((await fetcher.fetch(f"{address}/{path}")).status)
                except FetchError as error:
                    found.append(error.kind)
            return found

    assert asyncio.run(ask()) == ["status", 200, "status", "busy", "busy"]


def test_the_pause_that_a_robots_txt_asks_for_is_kept(address, monkeypatch):
    monkeypatch.setattr(Server, "_robots_txt", lambda self: self._answer(200, b"User-agent: *\nCrawl-delay: 0.4\n"))

    async def ask():
        async with HttpFetcher(LIMITS) as fetcher:
            start = asyncio.get_running_loop().time()
            for _ in range(3):
                await fetcher.fetch(f"{address}/page")
            return asyncio.get_running_loop().time() - start

    assert asyncio.run(ask()) >= 0.8


def test_private_addresses_are_refused_unless_allowed(address):
    public = Limits(timeout_seconds=2, delay_seconds=0)
    port = address.rsplit(":", 1)[1]
    for host in (
        "127.0.0.1",
        "localhost",
        "127.1",
        "0x7f000001",
        "2130706433",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
    ):
        with pytest.raises(FetchError) as error:
            fetch(f"http://{host}:{port}/page", public)
        assert error.value.kind in ("address", "network")


def test_nobody_listens():
    with pytest.raises(FetchError) as error:
        fetch("http://127.0.0.1:9/")
    assert error.value.kind == "network"


def test_one_host_is_asked_with_a_pause(address):
    import time

    async def run():
        async with HttpFetcher(Limits(delay_seconds=0.2, allow_private_addresses=True, robots=False)) as fetcher:
            await asyncio.gather(*(fetcher.fetch(f"{address}/page") for _ in range(3)))

    start = time.monotonic()
    asyncio.run(run())
    assert time.monotonic() - start >= 0.39


def test_hostile_addresses_are_never_fetched(labelled):
    lines = [u for u in (labelled / "hostile" / "ssrf_urls.txt").read_text().split("\n") if u.strip()]
    public = Limits(timeout_seconds=0.5, delay_seconds=0, robots=False)

    async def run():
        async with HttpFetcher(public) as fetcher:
            for url in lines:
                with pytest.raises(FetchError):
                    await fetcher.fetch(url)

    asyncio.run(run())


def test_links_are_asked_and_told(address):
    async def run():
        async with HttpFetcher(LIMITS) as fetcher:
            return await reach(
                [f"{address}/{p}" for p in ("page", "moved", "missing", "error", "secret", "bomb", "page")], fetcher
            )

    found = {url.removeprefix(f"{address}/"): one for url, one in asyncio.run(run()).items()}
    assert found["page"].lands_at == f"{address}/page"
    assert found["moved"].lands_at == f"{address}/page"
    assert (found["missing"].problem, found["missing"].dead) == ("answered 404 Not Found", True)
    assert (found["error"].problem, found["error"].dead) == ("answered 500 Internal Server Error", False)
    assert found["secret"].problem == "", "what a robot must not fetch a reader may still read"
    assert found["bomb"].problem == ""
    assert len(found) == 6
