"""A real nginx on loopback, with the directives of deploy/nginx.conf: only ports, TLS and paths are the test's own."""

import asyncio
import contextlib
import re
import shutil
import subprocess
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import httpx
import pytest

from tests.ports import free_port

SHIPPED = Path(__file__).parents[1] / "deploy" / "nginx.conf"
START_S = 30.0
AROUND = """
daemon off;
worker_processes 1;
worker_rlimit_nofile 16384;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 8192; }}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{shipped}
}}
"""


def program() -> str | None:
    """Its path; None where the machine has none."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def made(port: int, nodes: Sequence[int]) -> str:
    """The shipped file for these ports, without TLS and without the redirection to it."""
    text = SHIPPED.read_text("utf-8")
    for shipped, node in zip((8001, 8002, 8003), nodes, strict=True):
        assert f"127.0.0.1:{shipped} " in text, "the shipped file has three nodes"
        text = text.replace(f"127.0.0.1:{shipped} ", f"127.0.0.1:{node} ")
    text, redirections = re.subn(
        r"server \{\s+listen 80;.*?\n\}\n", "", text, count=1, flags=re.DOTALL
    )
    assert redirections == 1, "the shipped file sends http to https"
    text, listening = re.subn(
        r"listen 443 ssl http2;", f"listen 127.0.0.1:{port} backlog=4096;", text
    )
    assert listening == 1, "the shipped file listens once"
    return re.sub(r"^ *ssl_.*\n", "", text, flags=re.MULTILINE)


@contextlib.asynccontextmanager
async def nginx_running(folder: Path, nodes: Sequence[int]) -> AsyncIterator[str]:
    """Its address, in front of the three nodes with these ports; skips the test where the machine has no nginx."""
    found = program()
    if found is None:
        pytest.skip("no nginx on this machine")
    port = free_port()
    folder.mkdir(parents=True, exist_ok=True)
    configuration = folder / "nginx.conf"
    configuration.write_text(AROUND.format(folder=folder, shipped=made(port, nodes)), "utf-8")
    asked = [found, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(configuration)]
    with (folder / "said.log").open("wb") as said:
        process = subprocess.Popen(asked, stdout=said, stderr=said)  # noqa: ASYNC220 - forks and returns
    try:
        async with asyncio.timeout(START_S), httpx.AsyncClient() as http:
            while True:
                assert process.poll() is None, (folder / "error.log").read_text("utf-8")
                with contextlib.suppress(httpx.TransportError):
                    await http.get(f"http://127.0.0.1:{port}/livez")
                    break
                await asyncio.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        await asyncio.to_thread(process.wait, 10)
