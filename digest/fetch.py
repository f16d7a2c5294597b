"""HTTP, politely and within limits. Read :class:`HttpFetcher`.

One host gets one request at a time, with a pause between, and none for as long as it asks; robots.txt is obeyed; every
redirect is followed by hand so that each hop is checked; an answer is read up to a limit counted after decompression; addresses of private networks are
refused unless allowed, also when a public name resolves to one.
"""

from __future__ import annotations

import asyncio
import socket
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver
from protego import Protego

from digest import dates, urls
from digest.errors import FetchError
from digest.interfaces import Fetched

_REDIRECTS = 5
# Moved Permanently, Permanent Redirect.
_FOR_GOOD = (301, 308)
_ROBOTS_BYTES = 500_000
# Too Many Requests and Service Unavailable, which may say for how long (RFC 9110, 10.2.3); these many seconds where they do not.
_BUSY, _UNSAID = (429, 503), 60.0
# For so many seconds it is waited, and no longer between two requests, whatever robots.txt asks.
_PATIENCE, _LONGEST_DELAY = 5.0, 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one fetch may take."""

    timeout_seconds: float = 20.0
    max_bytes: int = 10_000_000
    delay_seconds: float = 1.0
    concurrency: int = 16
    user_agent: str = "digest"
    robots: bool = True
    allow_private_addresses: bool = False

    @classmethod
    def of(cls, settings: object) -> Self:
        """The limits that settings with fields of these names set."""
        return cls(**{name: getattr(settings, name) for name in cls.__dataclass_fields__})


class _PublicOnly(AbstractResolver):
    """Resolves names, leaving out addresses that are not of the public internet."""

    def __init__(self) -> None:
        self._inner = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._inner.resolve(host, port, family)
        public = [r for r in found if urls.is_public_address(r["host"])]
        if not public:
            raise OSError(f"{host} is not an address of the public internet")
        return public

    async def close(self) -> None:
        await self._inner.close()


class HttpFetcher:
    """A Fetcher over HTTP; use it as an async context manager."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._hosts: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._last: dict[str, float] = {}
        self._robots: dict[str, Protego | None] = {}
        self._delays: dict[str, float] = {}
        self._rest_until: dict[str, float] = {}
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        resolver = None if self._limits.allow_private_addresses else _PublicOnly()
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=self._limits.concurrency, resolver=resolver),
            timeout=aiohttp.ClientTimeout(total=self._limits.timeout_seconds),
            headers={"User-Agent": self._limits.user_agent, "Accept-Language": "en;q=0.9, *;q=0.5"},
            max_line_size=16_000,
            max_field_size=32_000,
            cookie_jar=aiohttp.DummyCookieJar(),
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session:
            await self._session.close()

    async def fetch(self, url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
        """Return the answer, following at most five redirects; FetchError says what went wrong."""
        headers = {k: v for k, v in (("If-None-Match", etag), ("If-Modified-Since", last_modified)) if v}
        try:
            async with asyncio.timeout(self._limits.timeout_seconds * 2):
                return await self._follow(url, headers)
        except TimeoutError as error:
            raise FetchError(url, "timeout", f"no whole answer within {self._limits.timeout_seconds:g} s") from error

    async def _follow(self, url: str, headers: dict[str, str]) -> Fetched:
        hop, moved, for_good = url, "", True
        for _ in range(_REDIRECTS + 1):
            self._refuse_private(hop)
            await self._refuse_robots(hop)
            answer, location, status = await self._get(hop, headers, self._limits.max_bytes)
            if answer is not None:
                return replace(answer, moved=moved)
            for_good = for_good and status in _FOR_GOOD
            # The validators are of what stands at the end; where a server answers 3xx it passes over them (RFC 9110, 13.2.1).
            hop = _joined(hop, location)
            moved = hop if for_good else moved
        raise FetchError(url, "redirects", f"more than {_REDIRECTS} redirects")

    async def _get(self, url: str, headers: dict[str, str], limit: int) -> tuple[Fetched | None, str, int]:
        """One request: the answer, or where it redirects to, and the status."""
        if self._session is None:
            raise RuntimeError("HttpFetcher is used outside its context")
        host = urls.host(url)
        async with self._hosts[host]:
            await self._pause(url, host)
            try:
                async with self._session.get(url, headers=headers, allow_redirects=False) as response:
                    if response.status in _BUSY:
                        wait = _retry_after(response.headers.get("Retry-After", ""))
                        self._rest_until[host] = asyncio.get_running_loop().time() + wait
                    if response.status in (301, 302, 303, 307, 308):
                        return None, _location(url, response), response.status
                    return await _answer(url, response, limit), "", response.status
            except (aiohttp.ClientError, OSError, ValueError, asyncio.IncompleteReadError) as error:
                if isinstance(error, TimeoutError):
                    raise FetchError(
                        url, "timeout", f"no whole answer within {self._limits.timeout_seconds:g} s"
                    ) from error
                # The library names its default of encryption also where none was asked for.
                reason = str(error).replace(" ssl:default", "") or type(error).__name__
                raise FetchError(url, "network", reason) from error

    async def _pause(self, url: str, host: str) -> None:
        """Keep the delay between two requests to one host; FetchError where it has asked for a longer rest."""
        loop = asyncio.get_running_loop()
        rest = self._rest_until.get(host, 0.0) - loop.time()
        if rest > _PATIENCE:
            raise FetchError(url, "busy", f"the server asked not to be asked again for {rest:.0f} s")
        delay = max(self._limits.delay_seconds, self._delays.get(host, 0.0))
        wait = max(rest, self._last.get(host, 0.0) + delay - loop.time() if host in self._last else 0.0)
        if wait > 0:
            await asyncio.sleep(wait)
        self._last[host] = loop.time()

    def _refuse_private(self, url: str) -> None:
        """Refuse what is no web address, and literal addresses of private networks (names are checked on resolving)."""
        if not urls.is_web(url):
            raise FetchError(url, "address", "not an http or https address")
        host = urlsplit(url).hostname or ""
        if self._limits.allow_private_addresses:
            return
        numeric = _numeric(host)
        if (
            host == "localhost"
            or host.endswith((".localhost", ".local", ".internal"))
            or (numeric and not urls.is_public_address(numeric))
        ):
            raise FetchError(
                url, "address", "an address of a private network; set fetch.allow_private_addresses to allow it"
            )

    async def _refuse_robots(self, url: str) -> None:
        if not self._limits.robots:
            return
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = await self._read_robots(origin)
            self._delays[urls.host(url)] = min(
                _LONGEST_DELAY, _crawl_delay(self._robots[origin], self._limits.user_agent)
            )
        rules = self._robots[origin]
        if rules is not None and not rules.can_fetch(url, self._limits.user_agent):
            raise FetchError(url, "robots", "the site’s robots.txt asks not to fetch this")

    async def _read_robots(self, origin: str) -> Protego | None:
        """The rules of one origin (RFC 9309, 2.3.1).

        A robots.txt that is not there (4xx) or leads elsewhere forbids nothing; one that cannot be had for now (5xx, no
        answer) forbids everything for now.
        """
        try:
            answer, _, _ = await self._get(f"{origin}/robots.txt", {}, _ROBOTS_BYTES)
        except FetchError as error:
            if error.kind == "status" and error.reason.startswith("answered 4"):
                return None
            raise FetchError(error.url, error.kind, f"its robots.txt could not be had: {error.reason}") from error
        return Protego.parse(answer.body.decode("utf-8", "replace")) if answer is not None else None


def _crawl_delay(rules: Protego | None, agent: str) -> float:
    """The seconds between two requests that a robots.txt asks for."""
    return float(rules.crawl_delay(agent) or 0.0) if rules is not None else 0.0


def _retry_after(written: str) -> float:
    """For how many seconds a server asks not to be asked again: it gives their number, or a date."""
    if written.strip().isdigit():
        return float(written)
    when = dates.parse(written)
    return max(0.0, (when.at - datetime.now(UTC)).total_seconds()) if when and not when.day_only else _UNSAID


def _numeric(host: str) -> str:
    """The IP address that a host name spells, also as 127.1, 0x7f000001 or 2130706433; empty for a real name."""
    if ":" in host:
        return host
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return ""


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError as error:
        raise FetchError(base, "redirects", f"leads to {location!r}, which is no address") from error


def _location(url: str, response: aiohttp.ClientResponse) -> str:
    location = response.headers.get("Location", "")
    if not location:
        raise FetchError(url, "redirects", f"answered {response.status} without saying where to")
    return location


async def _answer(url: str, response: aiohttp.ClientResponse, limit: int) -> Fetched:
    """Read a 2xx or 304 answer, at most ``limit`` bytes after decompression."""
    if response.status != 304 and not 200 <= response.status < 300:
        raise FetchError(url, "status", f"answered {response.status} {response.reason or ''}".strip())
    body = bytearray()
    async for chunk in response.content.iter_chunked(65536):
        body += chunk
        if len(body) > limit:
            raise FetchError(url, "too_large", f"more than {limit:,} bytes")
    return Fetched(
        url=str(response.url),
        status=response.status,
        media_type=response.content_type,
        charset=response.charset or "",
        body=bytes(body),
        etag=response.headers.get("ETag", ""),
        last_modified=response.headers.get("Last-Modified", ""),
    )
