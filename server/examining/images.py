"""An image decoded and encoded anew: upright, in sRGB, of bounded size, and without anything else it carried.

Runs in the process that looks at files, and nowhere else: its decoders are C and read what strangers send.
"""

import io
from typing import BinaryIO

from PIL import Image, ImageCms, UnidentifiedImageError

from server.examining import wire
from server.examining.limits import LONGEST_SIDE, MOST_PIXELS

LONG_PX = 4096  # an image is made no larger: a page of print can still be read in it
SMALL_PX = 480
QUALITY = 88
ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
FORMATS = {"png": "PNG", "jpeg": "JPEG", "webp": "WEBP", "gif": "GIF"}
AGAIN = {"png": "PNG", "jpeg": "JPEG", "webp": "WEBP", "gif": "PNG"}
BROKEN = (OSError, SyntaxError, ValueError, ArithmeticError, LookupError, TypeError, EOFError)

Image.MAX_IMAGE_PIXELS = None  # ours is asked first
SRGB = ImageCms.createProfile("sRGB")


def anew(file: BinaryIO, kind: str, most_bytes: int) -> wire.Answer:
    """The image in `file`, whose first bytes say that it is of this kind. Of one that moves, its first frame."""
    try:
        opened = Image.open(file, formats=[FORMATS[kind]])
        if opened.width * opened.height > MOST_PIXELS or max(opened.size) > LONGEST_SIDE:
            return wire.Declined(wire.Why.TOO_LARGE)
        image = _clean(opened)
        full, written = _written(image, AGAIN[kind], most_bytes)
        small = image.copy()
        small.thumbnail((SMALL_PX, SMALL_PX))
        return wire.Image(written, image.width, image.height, full, _encoded(small, "WEBP"))
    except (MemoryError, Image.DecompressionBombError):
        return wire.Declined(wire.Why.TOO_LARGE)
    except (UnidentifiedImageError, *BROKEN):
        return wire.Declined(wire.Why.BROKEN)


def rehearse() -> None:
    """Do it once with a harmless image of each kind, while what it imports can still be opened."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    profile = ImageCms.ImageCmsProfile(SRGB).tobytes()
    for kind, form in FORMATS.items():
        told = io.BytesIO()
        Image.new("RGB", (8, 8)).save(told, form, exif=exif.tobytes(), icc_profile=profile)
        anew(told, kind, 1 << 20)


def _clean(image: Image.Image) -> Image.Image:
    """What the image shows, and nothing besides."""
    image.draft(None, (LONG_PX, LONG_PX))  # a large JPEG need not be decoded whole
    turn = UPRIGHT.get(_orientation(image))
    profile = image.info.get("icc_profile")
    see_through = "A" in image.getbands() or "transparency" in image.info
    image.load()
    shown = image if profile is None else _in_srgb(image, profile)
    mode = "RGBA" if see_through else "RGB"
    shown = shown if shown.mode == mode else shown.convert(mode)
    shown.thumbnail((LONG_PX, LONG_PX))
    if turn is not None:
        shown = shown.transpose(turn)
    shown.info = {}  # the encoders would write some of it again
    return shown


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except BROKEN:
        return 1


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The image in the colours of screens; as it is where its profile says nothing that can be used."""
    if image.mode not in {"RGB", "CMYK", "L"}:
        return image
    try:
        meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(image, meant, SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, *BROKEN):
        return image
    return turned or image


def _written(image: Image.Image, form: str, most_bytes: int) -> tuple[bytes, str]:
    """The image's bytes, and as what. One that would take too much room as it was becomes a WebP."""
    full = _encoded(image, form)
    if len(full) > most_bytes and form != "WEBP":
        return _written(image, "WEBP", most_bytes)
    if len(full) > most_bytes:
        raise MemoryError
    return full, form


def _encoded(image: Image.Image, form: str) -> bytes:
    out = io.BytesIO()
    if form == "PNG":
        image.save(out, form)
    elif form == "JPEG":
        image.convert("RGB").save(out, form, quality=QUALITY, progressive=True)
    else:
        image.save(out, form, quality=QUALITY)
    return out.getvalue()
