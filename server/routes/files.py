"""Files over HTTP: one comes as the body of a request, as it is, and is read at its own address."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from rooms import files
from rooms.errors import NotFound
from rooms.files import Attachment, Upload
from rooms.people import Who
from rooms.run import Done
from rooms.store import Store
from server.files import serving
from server.files.described import IN_PARTS, WHOLE, TakesFile
from server.files.intake import Intake

Asked = Request[Any, Any, Any]


@post(
    "/rooms/{room_id:int}/files",
    request_max_body_size=None,
    right="files.upload",
    operation_class=TakesFile,
)
async def upload(
    room_id: FromPath[int],
    key: FromQuery[UUID],
    name: FromQuery[str],
    request: Asked,
    who: NamedDependency[Who],
    store: NamedDependency[Store],
    intake: NamedDependency[Intake],
) -> Done[Attachment]:
    """Bring a file into a room. The body is the file; what its header calls it is not believed."""
    async with store.looking() as tx:
        await files.welcome(tx, who, room_id, key, intake.allowance)
    async with intake.received(request.stream(), request.content_length, who.id) as received:
        command = Upload(key, name, received.digest, received.size_bytes)
        if earlier := await store.answered(files.upload, who, room_id, command):
            return earlier
        kept = await intake.kept(received, name, who.id)
        return await store.run(files.upload, who, room_id, command, kept, intake.allowance)


@get("/files/{file_id:int}/{name:str}", right="room.read", responses=IN_PARTS)
async def file(
    file_id: FromPath[int],
    name: FromPath[str],
    request: Asked,
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
    intake: NamedDependency[Intake],
) -> Response[Any]:
    """A file: an image to be shown, anything else to be saved."""
    async with store.looking() as tx:
        found = await files.found(tx, reader, file_id, name)
    return await serving.served(intake.folder, found, request.headers)


@get("/thumbnails/{file_id:int}/{name:str}", right="room.read", responses=WHOLE)
async def thumbnail(
    file_id: FromPath[int],
    name: FromPath[str],
    request: Asked,
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
    intake: NamedDependency[Intake],
) -> Response[Any]:
    """A small form of an image."""
    async with store.looking() as tx:
        found = await files.found(tx, reader, file_id, name)
    if found.thumbnail is None:
        raise NotFound("no-file")
    return await serving.small(intake.folder, found, request.headers)
