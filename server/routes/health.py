"""Whether the process lives, and whether it should be sent work."""

from litestar import Response, get
from litestar.di import NamedDependency

from rooms import entries
from rooms.errors import Refused
from server.live.hub import Hub


@get("/livez", include_in_schema=False, right="portal.see")
async def livez() -> str:
    """The loop runs."""
    return "ok"


@get("/readyz", include_in_schema=False, right="portal.see")
async def readyz(hub: NamedDependency[Hub]) -> Response[str]:
    """The database answers and the server is not on its way out."""
    try:
        async with hub.store.looking() as tx:
            await entries.heads(tx, [])
    except Refused as error:
        return Response(error.reason, status_code=503)
    return Response("restarting", status_code=503) if hub.draining else Response("ok")
