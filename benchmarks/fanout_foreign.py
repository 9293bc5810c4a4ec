"""The sides of `fanout.py` that are no Python: small servers of ours in `peers/`, on what others have built."""

import getpass
import os
import resource
import shutil
import subprocess
from pathlib import Path

from benchmarks.fanout_reader import COMPILER
from benchmarks.fanout_servers import PAYLOAD_BYTES, Place, Side
from benchmarks.fanout_sockets import Line, event_of
from server.identity import sessions

PEERS = Path(__file__).with_name("peers")
PACKAGES = PEERS / "node_modules"
NCHAN = [
    Path("/usr/lib/nginx/modules/ngx_nchan_module.so"),
    Path("/usr/share/nginx/modules/ngx_nchan_module.so"),
    Path("/usr/lib64/nginx/modules/ngx_nchan_module.so"),
]


class Unjoined(Side):
    """A sender in C: what the kernel lets anybody do who writes every event to every socket by itself."""

    name = "unjoined"
    title = "C, one write per socket and event"

    def command(self) -> list[str]:
        """The program, built now."""
        built = self.place.folder / "unjoined"
        source = PEERS / "unjoined.c"
        subprocess.run([str(COMPILER), "-O2", "-Wall", "-Werror", "-o", built, source], check=True)
        return [str(built), str(self.port)]


class Nchan(Side):
    """nginx with the module nchan."""

    name = "nchan"
    title = "nchan"

    @classmethod
    def absent(cls, place: Place) -> str:  # noqa: ARG003
        """It needs nginx, and the module where a distribution puts it."""
        there = shutil.which("nginx") and any(module.exists() for module in NCHAN)
        return "" if there else "no nginx with the module nchan (Debian: libnginx-mod-nchan)"

    def command(self) -> list[str]:
        """Nginx with a configuration of its own."""
        folder = self.place.folder / f"nchan-{self.port}"
        folder.mkdir()
        files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        facts = {
            "MODULE": next(module for module in NCHAN if module.exists()), "FOLDER": folder,
            "FILES": files, "PORT": self.port, "PERSON": getpass.getuser(),
        }  # fmt: skip
        text = (PEERS / "nchan.conf").read_text("utf-8")
        for name, fact in facts.items():
            text = text.replace(name, str(fact))
        (folder / "nginx.conf").write_text(text, "utf-8")
        return [str(shutil.which("nginx")), "-p", str(folder), "-c", str(folder / "nginx.conf")]

    def pid(self) -> int:
        """The one worker."""
        first = super().pid()
        return int(Path(f"/proc/{first}/task/{first}/children").read_text("utf-8").split()[0])


class Node(Side):
    """Something on Node; `script` in peers/, `package` what it needs."""

    script = ""
    package = ""

    @classmethod
    def absent(cls, place: Place) -> str:  # noqa: ARG003
        """It needs Node and what `npm ci` puts beside it."""
        if shutil.which("node") is None:
            return "no node on this machine"
        there = (PACKAGES / cls.package).exists()
        return "" if there else f"{cls.package} is not installed (npm ci in benchmarks/peers)"

    def command(self) -> list[str]:
        """Node with what the script wants to know in its environment."""
        facts = [f"{name}={fact}" for name, fact in self.facts().items()]
        return [
            "env", "NODE_ENV=production", f"PORT={self.port}", *facts, "node", str(PEERS / self.script)
        ]  # fmt: skip

    def facts(self) -> dict[str, str]:
        """What else the script wants to know."""
        return {}


class Ws(Node):
    """The package `ws`."""

    name = "ws"
    title = "Node ws"
    script = "ws.js"
    package = "ws"


class WsKnowing(Ws):
    """The same, looking up whose session it is before it accepts, as the product does."""

    name = "ws-session"
    title = "Node ws, looking sessions up"
    package = "pg"

    def facts(self) -> dict[str, str]:
        """The database of the product, and its statement."""
        return {"DATABASE_URL": self.place.url, "CURRENT_SESSION": sessions.q["current"]}

    def connect(self, n: int) -> Line:
        """Sign in by cookie."""
        cookies = self.place.stage["cookies"]
        return Line(self.port, "/live", cookies[n % len(cookies)])


class SocketIo(Node):
    """socket.io with its adapter in memory, by WebSocket from the beginning."""

    name = "socketio"
    title = "socket.io"
    script = "socketio.js"
    package = "socket.io"

    def connect(self, n: int) -> Line:  # noqa: ARG002
        """Through both handshakes of its protocol: Engine.IO's `0{…}`, then `40` and `40{…}`."""
        return self._shaken("")

    def door(self) -> Line:
        """The same, known by what it asks for."""
        return self._shaken("&door=1")

    def event(self) -> bytes:
        """An event of its protocol, which comes out under a name of as many letters less."""
        return b'42["inject",' + event_of(PAYLOAD_BYTES - len('42["entry",]')) + b"]"

    def _shaken(self, asked: str) -> Line:
        line = Line(self.port, f"/socket.io/?EIO=4&transport=websocket{asked}")
        line.text()
        line.say("40")
        line.text()
        return line


class Bun(Side):
    """Bun's server: uWebSockets."""

    name = "bun"
    title = "Bun (uWebSockets)"

    @classmethod
    def absent(cls, place: Place) -> str:  # noqa: ARG003
        """It needs the program that comes as a package of npm."""
        return "" if _bun() else "bun is not installed (npm ci in benchmarks/peers)"

    def command(self) -> list[str]:
        """Bun with the script."""
        return ["env", f"PORT={self.port}", str(_bun()), "run", str(PEERS / "bun.js")]


def _bun() -> Path | None:
    found = sorted(PACKAGES.glob("@oven/*/bin/bun"))
    return next((each for each in found if os.access(each, os.X_OK)), None)
