"""The working screens: one shell for all their addresses, and the files it names."""

from typing import Any

from litestar import HttpMethod, Request, Response, route
from litestar.di import NamedDependency
from litestar.params import FromPath

from rooms.errors import NotFound
from server.config import Settings
from web.pages import POLICY, POLICY_OF_WORKER, RETIRED, Asset, Bundle

SCREENS = [
    "/",
    "/sign-in",
    "/sign-up",
    "/forgot",
    "/reset",
    "/join",
    "/me",
    "/me/security",
    "/search",
    "/inbox",
    "/me/notices",
    "/r/{_:int}",
    "/r/{_:int}/t/{__:int}",
    "/r/{_:int}/p/{__:int}",
    "/r/{_:int}/settings",
    "/r/{_:int}/proposals",
    "/proposals/{proposal_id:int}",
    "/moderation",
    "/moderation/{case_id:int}",
    "/decisions/{act_id:int}",
    "/administrator",
    "/administrator/{_:str}",
]

READING = (HttpMethod.GET, HttpMethod.HEAD)

Asked = Request[Any, Any, Any]


@route(SCREENS, http_method=READING, include_in_schema=False, right="portal.see")
async def shell(request: Asked, bundle: NamedDependency[Bundle]) -> Response[bytes]:
    """The page every working screen starts from."""
    room, proposal = request.path_params.get("_"), request.path_params.get("proposal_id")
    page = bundle.shell_of(room) if isinstance(room, int) else bundle.shell
    if isinstance(proposal, int):
        page = bundle.shell_of_proposal(proposal)
    return _send(request, page, {"content-security-policy": POLICY})


def lost(request: Asked, bundle: Bundle) -> Response[bytes] | None:
    """The page for somebody who came to an address that is none; None for a program, which is told in JSON."""
    if request.method not in {"GET", "HEAD"} or "text/html" not in request.headers.get(
        "accept", ""
    ):
        return None
    return _send(request, bundle.shell, {"content-security-policy": POLICY}, status=404)


@route("/assets/{path:path}", http_method=READING, include_in_schema=False, right="portal.see")
async def asset(
    path: FromPath[str], request: Asked, bundle: NamedDependency[Bundle]
) -> Response[bytes]:
    """A file of the build."""
    found = bundle.find("assets" + path)
    if found is None:
        raise NotFound("no-page")
    return _send(request, found, {})


@route("/sw.js", http_method=READING, include_in_schema=False, right="portal.see")
async def worker(
    request: Asked, bundle: NamedDependency[Bundle], chosen: NamedDependency[Settings]
) -> Response[bytes]:
    """What keeps the pages and the copies in a browser; where nothing is to be kept, what takes all of it away again."""
    built = bundle.find("sw.js") if chosen.offline_copies else None
    return _send(request, built or RETIRED, {"content-security-policy": POLICY_OF_WORKER})


@route("/manifest.webmanifest", http_method=READING, include_in_schema=False, right="portal.see")
async def manifest(request: Asked, bundle: NamedDependency[Bundle]) -> Response[bytes]:
    """How the pages look when they are put on a home screen."""
    found = bundle.find("manifest.webmanifest")
    if found is None:
        raise NotFound("no-page")
    return _send(request, found, {})


def _send(
    request: Asked, asset: Asset, headers: dict[str, str], status: int = 200
) -> Response[bytes]:
    headers |= {"etag": asset.etag, "cache-control": asset.cache, "vary": "accept-encoding"}
    if status == 200 and request.headers.get("if-none-match") == asset.etag:  # noqa: PLR2004 - OK
        return Response(b"", status_code=304, headers=headers)
    accepted = request.headers.get("accept-encoding", "")
    body = asset.body
    if asset.br is not None and "br" in accepted:
        body, headers["content-encoding"] = asset.br, "br"
    elif asset.gz is not None and "gzip" in accepted:
        body, headers["content-encoding"] = asset.gz, "gzip"
    return Response(body, status_code=status, media_type=asset.media_type, headers=headers)
