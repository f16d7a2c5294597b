"""Addresses: unwrapping tracker links, removing what only counts clicks, one form for one page.

Read :func:`unwrap` and :func:`canonical`.
"""

from __future__ import annotations

import binascii
import ipaddress
import re
from urllib.parse import parse_qs, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

URL = re.compile(r"https?://[^\s<>\"'“”‘’「」（）\u3000]+", re.IGNORECASE)
# Parameters that say where a click came from, never which page is meant.
_TRACKING = re.compile(
    r"^(utm_.*|fbclid|gclid|dclid|msclkid|yclid|twclid|igshid|mc_(cid|eid)|mkt_tok|oly_(anon|enc)_id|_hs(enc|mi)|"
    r"__s|vero_id|wickedid|cmpid|ncid|trk|trackingid|originalsubdomain|urlhash|sphrase_id|outurl|ref_src|ref_url|"
    r"s_cid|at_(medium|campaign)|ns_(mchannel|source|campaign)|spm|xtor|ito|cid_source)$",
    re.IGNORECASE,
)
# Addresses that stand for an IPv4 address behind a translator (RFC 6052), or used to (RFC 4291, 2.5.5.1).
_TRANSLATED = tuple(map(ipaddress.IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "::/96")))
# Query parameters in which redirectors carry the address that is meant.
_CARRIERS = ("url", "u", "q", "target", "dest", "destination", "redirect", "redirect_url", "to", "link", "goto")
_REDIRECTORS = re.compile(
    r"(^|\.)(linkedin\.com/(redir|safety)|google\.[a-z.]+/url|facebook\.com/l\.php|l\.(facebook|instagram)\.com|"
    r"youtube\.com/redirect|safelinks\.protection\.outlook\.com|slack-redir\.net/link|t\.umblr\.com/redirect|"
    r"steamcommunity\.com/linkfilter|vk\.com/away\.php|away\.vk\.com|out\.reddit\.com|exit\.sc|href\.li|"
    r"urldefense\.com|urldefense\.proofpoint\.com|clicks?\.[\w.-]+|email\.[\w.-]+/c/|disq\.us/url|anonym\.to)",
    re.IGNORECASE,
)
# LinkedIn mirrors write the target in hex after "url-": https://host/url-687474703a2f2f...
_HEX_PATH = re.compile(r"/url-((?:[0-9a-f]{2}){8,})", re.IGNORECASE)


def unwrap(url: str) -> str:
    """Return the address a redirector or tracker link stands for, through at most five wrappings."""
    for _ in range(5):
        inner = _inner(url)
        if inner is None or inner == url:
            return url
        url = inner
    return url


def _inner(url: str) -> str | None:
    """The address inside one wrapping, or None."""
    if hexed := _HEX_PATH.search(url):
        decoded = binascii.unhexlify(hexed[1]).decode("utf-8", "replace")
        return decoded if is_web(decoded) and "\ufffd" not in decoded else None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if "urldefense" in parts.netloc and (v3 := re.search(r"/v3/__(https?:/{1,2}.+?)__;", url)):
        return re.sub(r"^(https?:)/+", r"\1//", v3[1])
    if not _REDIRECTORS.search(parts.netloc + parts.path):
        return None
    query = parse_qs(parts.query)
    carried = [query[c][0] for c in _CARRIERS if c in query]
    return next((c for c in (unquote(c) if "%3A" in c.upper() else c for c in carried) if is_web(c)), None)


def canonical(url: str) -> str:
    """Return one form for one page: unwrapped, host in lower case, no fragment, no tracking, no default port."""
    url = unwrap(url.strip())
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    if parts.scheme not in ("http", "https"):
        return url
    host = (parts.hostname or "").rstrip(".").lower()
    if ":" in host:
        host = f"[{host}]"
    netloc = host if port in (None, 80, 443) else f"{host}:{port}"
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)])
    return urlunsplit((parts.scheme, netloc, parts.path or "/", query, ""))


def same_page(url: str) -> str:
    """A key under which http/https, www., a trailing slash and AMP suffixes do not matter."""
    parts = urlsplit(canonical(url))
    host = parts.netloc.removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    path = re.sub(r"/(amp|index\.html?)$", "", parts.path.rstrip("/")) or "/"
    return f"{host}{path}?{parts.query}" if parts.query else f"{host}{path}"


def resolve(base: str, href: str) -> str:
    """Return the absolute web address of a link on a page, or an empty string for what is not one."""
    if not href:
        return ""
    if not href.isascii() or not href.isprintable() or " " in href:
        href = re.sub(r"[\x00-\x20]+", "", href)
    try:
        url = href if href.startswith(("https://", "http://")) else urljoin(base, href)
    except ValueError:
        return ""
    return unwrap(url) if is_web(url) else ""


def is_web(url: str) -> bool:
    """Whether this is an http or https address with a host; javascript:, data: and file: are not."""
    try:
        parts = urlsplit(url)
        return parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def host(url: str) -> str:
    """The host in lower case without "www.", or an empty string."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".").lower().removeprefix("www.")
    except ValueError:
        return ""


def is_public_address(address: str) -> bool:
    """Whether an IP address is one of the public internet: not loopback, private, link-local or reserved."""
    try:
        ip = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.is_site_local or any(ip in network for network in _TRANSLATED):
            return False
        ip = ip.ipv4_mapped or ip.sixtofour or ip
    return ip.is_global and not ip.is_multicast


def encode(url: str) -> str:
    """Return the address in ASCII, safe inside an attribute: spaces, quotes and non-ASCII percent-encoded."""
    return quote(url, safe="!#$%&'()*+,/:;=?@[]~-._")


def in_text(text: str) -> list[str]:
    """Find the addresses written in a text, without the punctuation that follows them."""
    return [match.group().rstrip(".,;:!?)]}") for match in URL.finditer(text)]


def unwrap_in_text(text: str) -> str:
    """Replace each wrapped address in a text by the one it stands for."""

    def plain(match: re.Match[str]) -> str:
        written = match.group()
        address = written.rstrip(".,;:!?)]}")
        return unwrap(address) + written[len(address) :]

    return URL.sub(plain, text)
