"""The commands of an operator, as they are typed, beside a server that runs on a database of its own."""

import asyncio
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import httpx

from tests.promises.process import Served
from tests.world import PASSWORD, new_key


async def typed(data: Path, *words: str) -> tuple[int, str]:
    """A command on this data folder: its exit code, and all it said."""
    kept = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("DIENHONG_", "DATABASE_", "REDIS_"))
    }
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "server", *words],
        env=kept | {"DATA": str(data)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


async def test_a_portal_is_kept_judged_lost_and_brought_back(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    file, log, note = tmp_path / "backup.tar", tmp_path / "log.jsonl", tmp_path / "witnessed"
    served = Served(here)
    await served.start()
    form = {
        "key": new_key(), "email": "hoa@vidu.invalid", "name": "Lê Thị Hoa", "organisation": "",
        "constituency": "expert", "language": "vi", "password": PASSWORD,
    }  # fmt: skip
    async with httpx.AsyncClient(base_url=served.url, headers={"origin": served.url}) as http:
        assert (await http.post("/accounts", json=form)).status_code == 201
        for _ in range(100):
            await asyncio.sleep(0.1)
            checkpoint = (await http.get("/record/checkpoint")).text
            if int(checkpoint.split("\n")[1]) >= 2:
                break
        note.write_text(checkpoint, "utf-8")
        key = (await http.get("/record/key")).text.strip()
    code, said = await typed(here, "check")
    assert code == 0, said
    assert "rows in the log" in said
    code, said = await typed(here, "backup", str(file))
    assert code == 0, said
    assert "person: 1 rows" in said
    assert "Keep copies of them apart" in said
    code, said = await typed(here, "audit", "export", str(log))
    assert code == 0, said
    told = ["audit", "verify", str(log), "--key", key, "--checkpoint", str(note)]
    code, said = await typed(here, *told)
    assert (code, said.startswith("Whole: ")) == (0, True), said
    code, said = await typed(here, "restore", str(file))
    assert code == 1
    assert "Another server is running" in said
    await served.stop()

    secret = (here / "secret").read_text().strip()
    with tarfile.open(file) as tar:
        assert {"manifest.json", "seal"} <= set(tar.getnames())
        assert secret.encode() not in b"".join(m.read() for m in map(tar.extractfile, tar) if m)
    assert file.stat().st_mode & 0o777 == 0o600
    code, said = await typed(there, "restore", str(file))
    assert code == 0, said
    code, said = await typed(there, "restore", str(file))
    assert (code, "There are people in this portal" in said) == (1, True), said
    again = Served(there)
    await again.start()
    async with httpx.AsyncClient(base_url=again.url, headers={"origin": again.url}) as http:
        entered = await http.post("/session", json={"email": form["email"], "password": PASSWORD})
        assert entered.status_code == 201
    await again.stop()


async def test_a_command_where_there_is_no_portal_says_so_and_makes_nothing(tmp_path: Path) -> None:
    nowhere, file = tmp_path / "nowhere", tmp_path / "file"
    for words in (
        ("audit", "export", str(file)),
        ("audit", "key"),
        ("audit", "key", "--adopt"),
        ("backup", str(file)),
        ("forget-factors", "hoa@vidu.invalid"),
    ):
        code, said = await typed(nowhere, *words)
        assert code == 1, said
        unframed = "".join(said.replace("│", "").split())
        assert f"Thereisnoportalin{nowhere}:" in unframed, said
    code, said = await typed(nowhere, "check")
    assert code == 0, said
    assert f"none in {nowhere}" in said
    assert not list(tmp_path.iterdir()), "nothing was made"
