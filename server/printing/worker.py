"""The process that sets one document: reads it as data, writes the PDF, ends.

The template is the only file that it can name, and nothing it is given is read as a program.
"""

import os
import resource
import signal
import sys

import msgspec

from web.documents.printed import TEMPLATE, Printing

MOST_BYTES = 2 << 30  # of memory
REFUSED = 3  # exit code: typst would not


def main(longest_s: float) -> None:
    """Set the document on the standard input. Ends where it takes `longest_s`, which is more than the parent waits."""
    os.nice(10)  # a document waits rather than the event loop
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    signal.setitimer(signal.ITIMER_REAL, longest_s)  # nobody handles the signal, so it kills
    told = sys.stdin.buffer.read()
    try:
        pdf = pdf_of(told)
    except Refusing:
        sys.exit(REFUSED)
    sys.stdout.buffer.write(pdf)


class Refusing(Exception):
    """Typst would not set it."""


def pdf_of(told: bytes) -> bytes:
    """The PDF of a Printing in JSON. Raises Refusing."""
    import typst  # noqa: PLC0415 - of an extra, which is asked for first

    at = msgspec.json.decode(told, type=Printing).at
    try:
        return typst.compile(
            str(TEMPLATE),
            format="pdf",
            root=str(TEMPLATE.parent),
            sys_inputs={"data": told.decode()},
            pdf_standards=["a-2a", "ua-1"],
            ignore_system_fonts=True,
            timestamp=at,
        )
    except typst.TypstError as error:
        raise Refusing from error
