"""A text as a picture that a camera reads: an SVG in a `data:` address, which the pages' policy lets an image be."""

import segno

QUIET = 4  # modules of light around it, which cameras need
SCALE = 4  # pixels of a module; the page may draw it larger


def picture(text: str) -> str:
    """The picture, dark on light in every theme."""
    address: str = segno.make_qr(text, error="m").svg_data_uri(
        scale=SCALE,
        border=QUIET,
        dark="#000",
        light="#fff",
        xmldecl=False,
        svgclass=None,
        lineclass=None,
    )
    return address
