"""`fanout_reader.c`, compiled when it is needed, as Python calls it."""

import functools
import shutil
import subprocess
import tempfile
from ctypes import CDLL, POINTER, Structure, c_char_p, c_int, c_int64
from pathlib import Path

SOURCE = Path(__file__).with_suffix(".c")
COMPILER = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")


class Crowd(Structure):
    """The figures of a section, as they stand."""

    _fields_ = (
        ("epoch_ns", c_int64),
        ("delivered", c_int64),
        ("sent", c_int64),
        ("kept", c_int64),
        ("most", c_int64),
        ("latencies_ns", POINTER(c_int64)),
    )


@functools.cache
def library() -> CDLL:
    """The compiled functions. Raises RuntimeError where there is no C compiler, or it fails."""
    if COMPILER is None:
        raise RuntimeError(
            "the sockets of this benchmark are read in C, and there is no C compiler"
        )
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / "reader.so"
        subprocess.run(
            [COMPILER, "-O2", "-Wall", "-Werror", "-shared", "-fPIC", "-o", built, SOURCE],
            check=True,
        )
        found = CDLL(str(built))
    crowd = POINTER(Crowd)
    found.crowd_new.restype = crowd
    found.crowd_new.argtypes = [c_int, c_char_p, c_int64, c_int64, c_int64, c_int64]
    found.crowd_free.argtypes = [crowd]
    found.crowd_free.restype = None
    found.crowd_add.argtypes = [crowd, c_int, c_char_p, c_int]
    found.crowd_add.restype = None
    found.crowd_attend.argtypes = [crowd]
    found.crowd_measure.argtypes = [crowd, c_int, c_int64]
    found.crowd_expect.argtypes = [crowd, c_int64]
    found.crowd_expect.restype = None
    found.crowd_paced.argtypes = [crowd, c_int64, c_int64]
    found.crowd_drain.argtypes = [crowd, c_int64]
    return found
