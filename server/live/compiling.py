"""Compiles `giving.c`, where this machine can. A script, and a part of the making of the package.

Nothing depends on it: without what it makes, `giving.py` does the same in Python.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

SOURCE = Path(__file__).resolve().with_name("giving.c")
BUILT = SOURCE.with_name("_giving.abi3.so")
OLDEST = "0x030b0000"  # the Python whose stable interface is used
OPTIONS = (
    "-O2", "-Wall", "-Wextra", "-shared", "-fPIC", f"-DPy_LIMITED_API={OLDEST}",
    "-fstack-protector-strong", "-U_FORTIFY_SOURCE", "-D_FORTIFY_SOURCE=2", "-Wl,-z,relro,-z,now",
)  # fmt: skip
TAG = f"cp311-abi3-{sysconfig.get_platform().replace('-', '_').replace('.', '_')}"


def compiled() -> str:
    """Make it anew, or take the old one away; why it was not made, empty where it was."""
    why = _compile()
    if why:
        BUILT.unlink(missing_ok=True)
    return why


def _compile() -> str:
    if sys.implementation.name != "cpython" or sysconfig.get_config_var("Py_GIL_DISABLED"):
        return "this Python has no stable interface"
    compiler = next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)
    if compiler is None:
        return "there is no C compiler"
    fresh = BUILT.with_name(f".{BUILT.name}.{os.getpid()}")  # whoever runs the old one keeps it
    include = f"-I{sysconfig.get_path('include')}"
    command = [compiler, *OPTIONS, include, "-o", str(fresh), str(SOURCE)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - the compiler found above
        if done.returncode:
            return f"it did not compile: {(done.stderr.strip() or '?').splitlines()[0]}"
        fresh.replace(BUILT)
    except OSError as error:
        return f"it did not compile: {error}"
    finally:
        fresh.unlink(missing_ok=True)
    return ""


def main() -> int:
    """Compile it, and say where that could not be done."""
    why = compiled()
    if why:
        sys.stderr.write(f"giving.c: {why}\n")
    return bool(why)


if __name__ == "__main__":
    sys.exit(main())
