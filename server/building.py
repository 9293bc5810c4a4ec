"""Hatch's build hook: pages that are up to date, and in a wheel, where there is a compiler, the inmost loop in C.

A wheel without it is for every machine; one with it is for machines like the one that made it.
"""

import sys
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[1]))  # hatch knows the file, not the checkout

from server.live import compiling
from web import build


class Package(build.Pages):
    """What is made before files are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """The pages; then, but for an sdist, the loop."""
        super().initialize(version, build_data)
        if self.target_name != "wheel":
            return
        why = compiling.compiled()
        if why:
            self.app.display_warning(f"sockets will be written to by Python: {why}")
        elif version != "editable":
            build_data["artifacts"].append(f"/server/live/{compiling.BUILT.name}")
            build_data["pure_python"], build_data["tag"] = False, compiling.TAG
