"""Whether the process lives, and whether it should be sent work."""

from litestar import Response, get
from litestar.di import NamedDependency

from server.ops.readiness import Readiness


@get("/livez", include_in_schema=False, right="portal.see")
async def livez() -> str:
    """The loop runs."""
    return "ok"


@get("/readyz", include_in_schema=False, right="portal.see")
async def readyz(readiness: NamedDependency[Readiness]) -> Response[str]:
    """`ok`; or 503, and on a line each what is not well."""
    unwell = await readiness.unwell()
    if not unwell:
        return Response("ok")
    return Response("\n".join(f"{part}: {why}" for part, why in unwell.items()), status_code=503)
