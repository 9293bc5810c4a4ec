"""The link that ends letters (RFC 8058): a GET asks, on a page without script; a POST does it, whoever sends it.

Mail programs send that POST for their reader, without a session: the token in the address is all the proof there
is, and all it can do is end letters about notices.
"""

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from rooms import telling
from rooms.errors import NotFound
from rooms.people import Language
from rooms.store import Store
from server.identity.tokens import Tokens
from server.mail.desk import UNSUBSCRIBE
from server.scriptless import HEADERS, REFUSALS, Asked, document, view_of
from web.documents import unsubscribe as pages


@document("/unsubscribe/{token:str}", right="portal.see")
async def ask(
    token: FromPath[str],
    request: Asked,
    tokens: NamedDependency[Tokens],
    lang: FromQuery[Language | None] = None,
) -> Response[bytes]:
    """Ask whether letters shall end. Changes nothing: programs look at links before people do."""
    _person(tokens, token)
    return _page(pages.asking(view_of(request, lang)))


@post(
    "/unsubscribe/{token:str}",
    status_code=200,
    include_in_schema=False,
    exception_handlers=REFUSALS,
    right="telling.unsubscribe",
)
async def end(
    token: FromPath[str],
    request: Asked,
    store: NamedDependency[Store],
    tokens: NamedDependency[Tokens],
    lang: FromQuery[Language | None] = None,
) -> Response[bytes]:
    """End letters about notices for the person of the token."""
    await store.run(telling.unsubscribe, None, _person(tokens, token))
    return _page(pages.ended(view_of(request, lang)))


def _person(tokens: Tokens, token: str) -> int:
    match tokens.read(UNSUBSCRIBE, token):
        case (int(person_id),):
            return person_id
    raise NotFound("no-page")


def _page(page: str) -> Response[bytes]:
    headers = HEADERS | {"content-security-policy": pages.POLICY}
    return Response(page.encode(), media_type="text/html", headers=headers)
