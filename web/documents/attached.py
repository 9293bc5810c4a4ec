"""The files of a post in a document: images small, with what they show in words; all with name, type and size."""

from urllib.parse import quote

from rooms.files import IMAGES, Attachment
from web.documents.markup import Html, element
from web.documents.view import View

SMALL_PX = 240


def attached(view: View, files: list[Attachment]) -> Html | None:
    """The list of them; None where there is none."""
    if not files:
        return None
    return element(
        "ul", (_line(view, file) for file in files), class_="files", aria_label=view.words.files
    )


def _line(view: View, file: Attachment) -> Html:
    told = f"{file.type.name}, {_size(view, file.size_bytes)}"
    name = element("a", file.name, href=_address("files", file))
    shown = _image(view, file) if file.type in IMAGES else None
    return element("li", shown, name, " ", element("span", told, class_="dim"))


def _image(view: View, file: Attachment) -> Html:
    assert file.width is not None, "an image has a size"
    assert file.height is not None, "an image has a size"
    scale = min(1.0, SMALL_PX / max(file.width, file.height))
    return element(
        "img",
        src=_address("thumbnails", file),
        alt=file.alt or view.words.image.format(name=file.name),
        width=max(1, round(file.width * scale)),
        height=max(1, round(file.height * scale)),
        loading="lazy",
    )


def _address(form: str, file: Attachment) -> str:
    return f"/{form}/{file.id}/{quote(file.name, safe='')}"


def _size(view: View, size_bytes: int) -> str:
    kib = size_bytes / 1024
    if kib < 1:
        return f"{view.number(size_bytes)} B"
    return f"{view.number(round(kib))} KB"
