"""Asks whether web addresses still lead somewhere: on request only, never during a build."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import publish
from publish.check.catalogue import describe
from publish.citations.types import Library
from publish.diagnostics import Diagnostic, Place, Severity
from publish.model.document import Document
from publish.model.nodes import Link
from publish.model.walk import every

_AT_ONCE = 8
_PATIENCE_S = 10
_GONE = frozenset({404, 410})
_FOR_GOOD = frozenset({301, 308})  # source: RFC 9110, 15.4
_ASKED_AGAIN = frozenset({403, 405, 501})  # by servers that do not answer HEAD

describe(
    link_dead="""
    A web address leads nowhere.

    The server says that there is no such page, or there is no such server. Look for the page's new
    place, or for a copy in a web archive. Found by `publish check --links` only.
    """,
    link_moved="""
    A web page has moved for good.

    The server names its new address. Found by `publish check --links` only.
    """,
    link_silent="""
    A web address could not be looked at.

    The server did not answer in time, does not let programs in, or is none that the world can
    reach; nothing is said about the page. Found by `publish check --links` only.
    """,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one address. `moved_to` is set where it has another one now."""

    is_dead: bool = False
    moved_to: str = ""
    trouble: str = ""


def web_links(document: Document, library: Library) -> dict[str, Place | None]:
    """Return every web address that a resolved book prints, with its entry or its first place."""
    sources = {str(item.get("URL", "")): key for key, item in library.items.items()}
    found: dict[str, Place | None] = {}
    for chapter in document.chapters:
        for link in every(Link, chapter.blocks):
            url = link.target.url
            place = library.places.get(sources[url]) if url in sources else link.place
            found.setdefault(url, place or chapter.place)
    return {url: place for url, place in found.items() if _is_web(url)}


def check_links(
    document: Document, library: Library, may_ask: Callable[[str], bool] | None = None
) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the web addresses of a book, asking their servers.

    `may_ask` tells whether a host may be asked; without it, hosts that only this machine or its
    own network can reach are not, since a manuscript may come from a stranger.
    """
    links = web_links(document, library)
    asker = _Asker(may_ask or is_public)
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        answers = list(threads.map(asker.ask, links))
    return tuple(_findings(zip(links.items(), answers, strict=True)))


def is_public(host: str) -> bool:
    """Tell whether all addresses of a host are ones that the whole world reaches."""
    try:
        found = {one[4][0] for one in socket.getaddrinfo(host, None)}
    except OSError:
        return True  # there is no such host: the answer will be that
    return all(ipaddress.ip_address(str(one).partition("%")[0]).is_global for one in found)


def _is_web(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


class _Asker:
    """Asks for one address after the other."""

    def __init__(self, may_ask: Callable[[str], bool]) -> None:
        self._may_ask = may_ask

    def ask(self, url: str) -> Answer:
        """Return what the server says of an address."""
        if not self._may_ask(urlsplit(url).hostname or ""):
            return Answer(trouble="its server is in a network of its own")
        follower = _Follower(self._may_ask)
        opener = urllib.request.build_opener(follower)
        try:
            try:
                _open(opener, url, "HEAD")
            except urllib.error.HTTPError as error:
                if error.code not in _ASKED_AGAIN:
                    raise
                _open(opener, url, "GET")
        except urllib.error.HTTPError as error:
            if error.code in _GONE:
                return Answer(is_dead=True, trouble=f"the server says {error.code}")
            return Answer(trouble=f"the server says {error.code}")
        except urllib.error.URLError as error:
            has_no_host = isinstance(error.reason, socket.gaierror)
            return Answer(has_no_host, trouble=str(error.reason).lower())
        except (OSError, ValueError, http.client.HTTPException) as error:
            return Answer(trouble=str(error).lower() or type(error).__name__)
        return Answer(moved_to=follower.moved_to)


class _Follower(urllib.request.HTTPRedirectHandler):
    """Follows redirections, and remembers where pages went for good."""

    def __init__(self, may_ask: Callable[[str], bool]) -> None:
        self._may_ask = may_ask
        self._was_for_good = True
        self.moved_to = ""

    def redirect_request(
        self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        """Return the next request."""
        if not _is_web(newurl) or not self._may_ask(urlsplit(newurl).hostname or ""):
            raise urllib.error.URLError("it leads to a network of its own")
        self._was_for_good = self._was_for_good and code in _FOR_GOOD
        if self._was_for_good:
            self.moved_to = newurl
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _open(opener: urllib.request.OpenerDirector, url: str, method: str) -> None:
    agent = {"User-Agent": f"publish/{publish.__version__} (link check)"}
    with opener.open(urllib.request.Request(url, method=method, headers=agent), None, _PATIENCE_S):
        pass


def _findings(
    answered: Iterable[tuple[tuple[str, Place | None], Answer]],
) -> Iterator[Diagnostic]:
    for (url, place), answer in answered:
        if answer.is_dead:
            message = f"{url} leads nowhere: {answer.trouble}"
            hint = "look for its new place, or for a copy in a web archive"
            yield Diagnostic("link-dead", message, place, hint, Severity.WARNING)
        elif answer.trouble:
            message = f"{url} could not be looked at: {answer.trouble}"
            yield Diagnostic("link-silent", message, place, "", Severity.NOTE)
        elif answer.moved_to:
            message = f"{url} has moved"
            hint = f"write {answer.moved_to}"
            yield Diagnostic("link-moved", message, place, hint, Severity.NOTE)
