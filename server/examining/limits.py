"""What a process that looks at a file may use. All of it is set by the process itself, before it reads the first byte."""

import os
import resource

MOST_PIXELS = 50_000_000  # decoded: 200 MB
LONGEST_SIDE = 30_000
MEMORY_BYTES = 768 << 20  # of address space, the interpreter's own 150 MB included
CPU_S = 20  # of 50 megapixels, a photograph takes 2 and a PNG that becomes a WebP 9 where this was measured
WALL_S = 30.0


def give_up_everything() -> None:
    """From here on: no new descriptor, so no file and no socket; no child; bounded memory and time; no core dump."""
    os.nice(5)  # looking at files waits rather than the event loop
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_S),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        resource.setrlimit(what, (most, most))
