"""Images and documents as people bring them, made here: upright and turned, with everything a camera tells, and broken ones."""

import io
import zipfile

from PIL import Image
from PIL.ExifTags import GPS, Base
from PIL.PngImagePlugin import PngInfo

TELLING = "10.776889,106.700806 Nhà riêng"  # what must be nowhere in what is kept
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def picture(width: int = 60, height: int = 40, *, mode: str = "RGB") -> Image.Image:
    """Red above, blue below: one sees how it was turned."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (0, height // 2, width, height))
    return image.convert(mode)


def png(width: int = 60, height: int = 40, *, mode: str = "RGB", told: str = "") -> bytes:
    """A PNG; `told` stands in it three times over."""
    info = PngInfo()
    if told:
        info.add_text("Comment", told)
        info.add_itxt("XML:com.adobe.xmp", told)
        info.add_text("Author", told, zip=True)
    return _written(picture(width, height, mode=mode), "PNG", pnginfo=info)


def jpeg(width: int = 60, height: int = 40, *, orientation: int = 1, told: str = "") -> bytes:
    """A JPEG as a telephone makes it, with the place, a comment and a note."""
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    exif[Base.ImageDescription] = told
    exif.get_ifd(0x8825)[GPS.GPSLatitude] = (10.0, 46.0, 36.8)
    return _written(
        picture(width, height), "JPEG", exif=exif, comment=told, xmp=told.encode(), quality=95
    )


def webp(told: str = "") -> bytes:
    """A WebP with a note."""
    return _written(picture(), "WEBP", xmp=told.encode(), exif=b"Exif\0\0" + told.encode())


def gif(frames: int = 3) -> bytes:
    """A GIF that moves."""
    first, *others = [picture(40 + n, 40) for n in range(frames)]
    return _written(first, "GIF", save_all=True, append_images=others)


def package(*names: str, mimetype: str = "", inside: bytes = b"<x/>", behind: bytes = b"") -> bytes:
    """A zip with these names in it, and whatever follows it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for name in names:
            made.writestr(name, inside)
    return out.getvalue() + behind


def docx(inside: bytes = b"<x/>", behind: bytes = b"") -> bytes:
    """A text document."""
    return package("[Content_Types].xml", "word/document.xml", inside=inside, behind=behind)


def _written(image: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()
