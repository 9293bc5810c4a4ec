import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from rooms.store import Store
from server.record import proofs, verify
from tests.server.record.conftest import exported, taken
from tests.server.record.recorded import act


def test_signatures_are_judged_as_the_library_judges_them() -> None:
    for n in range(12):
        key = Ed25519PrivateKey.generate()
        public, message = key.public_key().public_bytes_raw(), os.urandom(n)
        signature = key.sign(message)
        assert verify.good(public, signature, message)
        for wrong in (
            (public, signature, message + b"x"),
            (public, _flipped(signature, n), message),
            (_flipped(public, n), signature, message),
            (public, signature[:32] + (int.from_bytes(signature[32:], "little") + verify.L).to_bytes(32, "little"), message),
            (public, signature[:63], message),
        ):  # fmt: skip
            assert verify.good(*wrong) is _library(*wrong) is False


def _library(public: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _flipped(content: bytes, place: int) -> bytes:
    changed = bytearray(content)
    changed[place % len(content)] ^= 1 << place % 8
    return bytes(changed)


@pytest.fixture
async def log(store: Store, tmp_path: Path) -> tuple[Path, str, str]:
    """An export of five rows, the key, the checkpoint."""
    await act(store, 5)
    await taken(store)
    async with store.looking() as tx:
        newest = await proofs.newest(tx)
    return await exported(store, tmp_path / "log.jsonl"), newest.key or "", newest.note


def test_it_runs_alone_where_nothing_of_ours_is(log: tuple[Path, str, str], tmp_path: Path) -> None:
    file, key, note = log
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "verify.py").write_bytes(Path(verify.__file__).read_bytes())
    (elsewhere / "note").write_text(note, "utf-8")
    told = [
        sys.executable,
        "-I",
        "-S",
        "verify.py",
        str(file),
        "--key",
        key,
        "--checkpoint",
        "note",
    ]
    done = subprocess.run(told, cwd=elsewhere, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (
        0,
        "Whole: 5 rows, the personal part of 0 of them erased.\n",
    )
    file.write_text(
        file.read_text("utf-8").replace("accounts.sign_up", "accounts.sign_in", 1), "utf-8"
    )
    done = subprocess.run(told, cwd=elsewhere, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "NOT WHOLE. The rows are not those that the portal signed.\n"


@pytest.mark.parametrize("key", ["", "x", "a+b+c", "a+00000000+AQ==", "a+00000000+%%%"])
def test_what_is_no_key_is_refused(
    log: tuple[Path, str, str], key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify.main([str(log[0]), "--key", key]) == 1
    assert "NOT WHOLE" in capsys.readouterr().err


@pytest.mark.parametrize(
    "content",
    ["", "x", "{}\n", verify.HEADER, verify.HEADER + "[]\n", verify.HEADER + "7\n", verify.HEADER + "null\n",
     verify.HEADER + '{"checkpoint":7}\n', verify.HEADER + '{"checkpoint":""}\n', verify.HEADER + "[" * 100_000],
    ids=range(10),
)  # fmt: skip
def test_what_is_no_export_is_refused(
    log: tuple[Path, str, str], content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    log[0].write_text(content, "utf-8")
    assert verify.main([str(log[0]), "--key", log[1]]) == 1
    assert "NOT WHOLE" in capsys.readouterr().err
