"""The metrics have a port of their own, and none unless one is chosen."""

from pathlib import Path

import httpx
import psutil  # type: ignore[import-untyped]
import pytest

from server.config import Settings
from server.ops import listener
from tests.ports import free_port
from tests.server.ops.scrape import Metrics, measured
from tests.server.test_serve import Program, started
from tests.world import World


def listens(program: Program) -> set[int]:
    """The TCP ports that the program itself listens on."""
    connections = psutil.Process(program.process.pid).net_connections("tcp")
    return {c.laddr.port for c in connections if c.status == psutil.CONN_LISTEN}


async def test_it_is_on_its_own_port_and_not_behind_the_public_door(metrics: Metrics) -> None:
    async with httpx.AsyncClient() as http:
        assert (await http.get(metrics.url + "/metrics")).status_code == 200
        public = await http.get(metrics.world.url + "/metrics")
        assert public.status_code == 404
        assert "dienhong_live" not in public.text
        for path in ("/", "/rooms", "/livez", "/metrics/x"):
            assert (await http.get(metrics.url + path)).status_code == 404
        assert (await http.post(metrics.url + "/metrics")).status_code == 404
        assert (await http.head(metrics.url + "/metrics")).status_code == 200


async def test_each_of_several_processes_has_the_port_after_the_one_before(world: World) -> None:
    async with measured(world, index=3) as metrics:
        assert (await metrics.page())("dienhong_ready", part="database") == 1


async def test_a_port_that_is_taken_is_said(world: World, metrics: Metrics) -> None:
    port = int(metrics.url.rpartition(":")[2])
    with pytest.raises(listener.Taken, match=f"Port {port} of 127.0.0.1 cannot be had for metrics"):
        async with listener.listening(Settings(metrics_port=port), world.app.state.watch):
            pass


async def test_the_program_opens_one_where_it_is_told_and_none_where_not(
    database_url: str, tmp_path: Path
) -> None:
    port = free_port()
    chosen = {"DATABASE_URL": database_url, "DIENHONG_METRICS_PORT": str(port)}
    async with started(tmp_path / "a", None, **chosen) as program, httpx.AsyncClient() as http:
        await program.until(r"(Diễn đàn)")
        public = int(program.url.rpartition(":")[2])
        assert listens(program) == {public, port}
        page = (await http.get(f"http://127.0.0.1:{port}/metrics")).text
        assert "dienhong_live_rooms 0.0" in page
        async with started(tmp_path / "b", None, **chosen) as second:
            assert await second.ended() == 1
        assert f"Port {port} of 127.0.0.1 cannot be had for metrics" in second.said
        assert "Traceback" not in second.said
        assert await program.stopped() == 0
    async with started(tmp_path / "c", DATABASE_URL=database_url) as program:
        await program.until(r"(Diễn đàn)")
        assert listens(program) == {int(program.url.rpartition(":")[2])}
    assert "Traceback" not in program.said
