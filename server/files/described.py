"""What the API's own description says of a body that is a file, and of an answer that is one."""

from dataclasses import dataclass

from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIFormat

from server.openapi import Problem
from server.problems.handlers import MEDIA_TYPE

ANYTHING = "application/octet-stream"


@dataclass
class TakesFile(Operation):
    """The body is the file, as it is."""

    def __post_init__(self) -> None:
        file = Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY)
        self.request_body = RequestBody(
            content={ANYTHING: OpenAPIMediaType(schema=file)}, required=True
        )


def _of(told: str, status: int) -> dict[int, ResponseSpec]:
    return {
        status: ResponseSpec(bytes, description=told, media_type="*/*", generate_examples=False)
    }


WHOLE = _of("The file, in its own type", 200)
IN_PARTS = (
    WHOLE
    | _of("The part that was asked for", 206)
    | {
        416: ResponseSpec(
            Problem,
            description="No such part",
            media_type=MEDIA_TYPE,
            generate_examples=False,
        )
    }
)
