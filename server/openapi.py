"""The OpenAPI document: read from the routes, with every refusal a route can answer with.

Refusals are alike everywhere, so no route lists its own. Which of them an operation can meet follows from what it
takes: an address with an id in it can be of nothing, a body can be wrong or too large, a change can come from
somebody who may not, or too late.
"""

from collections.abc import Iterator
from datetime import datetime
from http import HTTPStatus
from importlib.metadata import version
from typing import Annotated, Any, Literal

from litestar import Litestar
from litestar._openapi.schema_generation.plugins import struct
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, Schema, SecurityScheme
from litestar.routes import HTTPRoute
from msgspec import Meta, Struct

from rooms.policy import rule_of
from server.problems.handlers import MEDIA_TYPE

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
ANY = (401, 403, 409, 429, 503)  # whoever asks, and whenever
FROM_INPUT = (400, 413)
FROM_ADDRESS = (404,)
FROM_CHANGE = (404, 410, 412, 422, 507)


class Problem(Struct, frozen=True):
    """Why a request was refused (RFC 9457). `field` names the input at fault; further members are the facts that `detail` speaks of."""

    type: Annotated[str, Meta(description="Stable: /problems/ and a reason.")]
    title: str
    status: Annotated[int, Meta(ge=400, le=599)]
    detail: Annotated[str, Meta(description="A sentence in the reader's language.")]
    field: str | None = None


class Told(Struct, frozen=True):
    """One entry, as on the live path. `event` is one of docs/events.md."""

    type: Literal["entry"]
    room: int
    seq: int
    at: datetime
    by: int | None
    event: dict[str, Any]


class JournalPage(Struct, frozen=True):
    """A page of a journal. It is joined from ready frames and never made as a whole."""

    epoch: int
    seq: int
    entries: list[Told]


def answered(content: type[Struct]) -> dict[int, ResponseSpec]:
    """The answer of a route that sends bytes it has ready, as they are read."""
    return {200: ResponseSpec(content, description="OK", generate_examples=False)}


class Exact(struct.StructSchemaPlugin):  # nothing public makes schemas of structs
    """Says of inputs that refuse unknown fields that they do."""

    def to_openapi_schema(self, field_definition: Any, schema_creator: Any) -> Schema:
        """The schema of a struct."""
        schema = super().to_openapi_schema(field_definition, schema_creator)
        if field_definition.type_.__struct_config__.forbid_unknown_fields:
            schema.additional_properties = False
        return schema


def config(*, cookie: str) -> OpenAPIConfig:
    """What the document says beside the routes; `cookie` is the name of the session's."""
    token = SecurityScheme(type="http", scheme="bearer")
    session = SecurityScheme(type="apiKey", name=cookie, security_scheme_in="cookie")
    return OpenAPIConfig(
        title="Diên Hồng",
        version=version("dienhong"),
        path="/openapi",
        # named, or pages that load scripts from elsewhere come too
        render_plugins=(JsonRenderPlugin(),),
        components=Components(security_schemes={"session": session, "token": token}),
    )


def say_refusals(app: Litestar) -> None:
    """Give each operation of the document the refusals it can meet. A route's own answers stand."""
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for handler in route.route_handlers:
                _give(handler, in_address=bool(route.path_parameters))


def _give(handler: HTTPRouteHandler, *, in_address: bool) -> None:
    refusals = {status: _refusal(status) for status in _met_by(handler, in_address=in_address)}
    handler.responses = refusals | dict(handler.responses or {})
    if "who" in handler.parsed_fn_signature.parameters:
        handler.security = [{"session": []}, {"token": []}]
    elif "in_person" in handler.parsed_fn_signature.parameters:
        handler.security = [{"session": []}]


def _met_by(handler: HTTPRouteHandler, *, in_address: bool) -> Iterator[int]:
    """The statuses of the refusals a handler can answer with."""
    yield from ANY
    yield from FROM_INPUT
    if in_address or _of_the_desk(handler):
        yield from FROM_ADDRESS
    if not handler.http_methods <= SAFE:
        yield from FROM_CHANGE


def _of_the_desk(handler: HTTPRouteHandler) -> bool:
    """Whether it is there for moderators only: to others it is not there, whatever its address."""
    rule = rule_of(str(handler.opt.get("right")))
    return rule is not None and rule.desk


def _refusal(status: int) -> ResponseSpec:
    return ResponseSpec(
        Problem,
        description=HTTPStatus(status).phrase,
        media_type=MEDIA_TYPE,
        generate_examples=False,
    )
