"""What lies in deploy/ speaks of this portal: its settings, its ports, its paths; and the programs it is for take it."""

import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from server.config import PLAIN, PREFIX, Settings, read
from tests.nginx import AROUND, made, program

DEPLOY = Path(__file__).parents[1] / "deploy"
PORTS = (8001, 8002, 8003)


def composed() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    return found


def test_the_nodes_of_the_compose_file_have_settings_that_are_some() -> None:
    services = composed()["services"]
    nodes = {name: node for name, node in services.items() if name.startswith("node")}
    assert len(nodes) == len(PORTS)
    for (_, node), port in zip(sorted(nodes.items()), PORTS, strict=True):
        assert node["ports"] == [f"127.0.0.1:{port}:8000"]
        chosen = {
            name: value.replace("${PROCESSES:-1}", "3")
            for name, value in node["environment"].items()
        }
        chosen["ORIGINS"] = chosen["ORIGINS"].removeprefix("${ORIGINS:-").removesuffix("}")
        settings = read(None, chosen)
        assert settings.processes == 3
        assert settings.secure
        named = {
            Path(secret).name
            for secret in (settings.secret_file, settings.audit_key_file)
            if secret
        }
        assert named | {"pgpass"} == set(node["secrets"])


def test_every_secret_is_a_file_that_is_kept_out_of_the_repository() -> None:
    for secret in composed()["secrets"].values():
        assert str(secret["file"]).startswith("secrets/")
    assert "/deploy/secrets/" in (DEPLOY.parent / ".gitignore").read_text("utf-8").splitlines()
    assert "deploy/secrets" in (DEPLOY.parent / ".dockerignore").read_text("utf-8").splitlines()


def test_nginx_takes_the_shipped_file(tmp_path: Path) -> None:
    nginx = program()
    if nginx is None:
        pytest.skip("no nginx on this machine")
    file = tmp_path / "nginx.conf"
    file.write_text(AROUND.format(folder=tmp_path, shipped=made(8080, PORTS)), "utf-8")
    asked = [nginx, "-t", "-p", str(tmp_path), "-e", str(tmp_path / "error.log"), "-c", str(file)]
    said = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("no systemd-analyze on this machine")
    for unit in (DEPLOY / "systemd").iterdir():
        text = unit.read_text("utf-8").replace("/opt/dienhong/bin/dienhong", "/bin/true")
        (tmp_path / unit.name).write_text(text.replace("/usr/bin/curl", "/bin/true"), "utf-8")
    asked = [analyze, "verify", *(str(unit) for unit in sorted(tmp_path.iterdir()))]
    said = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    assert said.stderr == ""


def test_the_image_is_of_a_python_that_the_portal_runs_on() -> None:
    project = tomllib.loads((DEPLOY.parent / "pyproject.toml").read_text("utf-8"))["project"]
    oldest = tuple(map(int, project["requires-python"].removeprefix(">=").split(".")))
    images = [
        line.split()[1]
        for line in (DEPLOY / "Dockerfile").read_text("utf-8").splitlines()
        if line.startswith("FROM ")
    ]
    assert len(set(images)) == 1, "wheels are built where they run"
    version = images[0].removeprefix("python:").partition("-")[0]
    assert tuple(map(int, version.split("."))) >= oldest
    assert {"HOST", "PORT", "DATA"} <= PLAIN
    assert "processes" in Settings.__struct_fields__, PREFIX
