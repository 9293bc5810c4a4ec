"""Tokens prove themselves for one purpose and their time; sealed secrets open only where they were sealed for."""

import asyncio
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.config import Settings
from server.identity import secret
from server.identity.tokens import Tokens

OURS = Tokens(bytes(range(32)))
OTHER = Tokens(bytes(32))
FACTS = st.lists(st.integers(0, 2**63 - 1) | st.text(max_size=40), max_size=5)


@given(FACTS)
def test_a_token_gives_back_its_facts(facts: list[int | str]) -> None:
    token = OURS.make("xem", *facts)
    assert OURS.read("xem", token) == tuple(facts)
    assert set(token) <= set(string.ascii_letters + string.digits + "-_")


def test_a_token_is_nothing_to_another_purpose_or_another_portal() -> None:
    token = OURS.make("đặt lại", 7, "hoa")
    assert OURS.read("đặt lại", token) == (7, "hoa")
    assert OURS.read("hủy nhận thư", token) is None
    assert OTHER.read("đặt lại", token) is None


def test_a_token_ends_with_its_time() -> None:
    assert OURS.read("xem", OURS.make("xem", 1, lasts_s=60)) == (1,)
    assert OURS.read("xem", OURS.make("xem", 1, lasts_s=0)) is None
    assert OURS.read("xem", OURS.make("xem", 1, lasts_s=-1)) is None


def test_a_token_altered_anywhere_is_none_of_ours() -> None:
    token = OURS.make("xem", 7, lasts_s=60)
    for at, sign in enumerate(token):
        other = "A" if sign != "A" else "B"
        assert OURS.read("xem", token[:at] + other + token[at + 1 :]) is None, at
        assert OURS.read("xem", token[:at]) is None, at


@pytest.mark.parametrize("made_up", ["", "=", "a", "A" * 43, "A" * 44, "đ", "a b", "A" * 3000])
def test_what_is_no_token_is_not_read(made_up: str) -> None:
    assert OURS.read("xem", made_up) is None
    assert OURS.read("xem", OURS.make("xem", 7) + made_up) == (None if made_up else (7,))


@given(st.binary(max_size=200))
def test_what_is_sealed_opens_where_it_was_sealed_for(plain: bytes) -> None:
    sealed = OURS.seal("totp", plain, 7)
    assert OURS.open("totp", sealed, 7) == plain
    assert OURS.open("totp", sealed, 8) is None
    assert OURS.open("khác", sealed, 7) is None
    assert OTHER.open("totp", sealed, 7) is None
    assert OURS.open("totp", sealed[:-1], 7) is None
    assert OURS.open("totp", sealed[:5], 7) is None
    assert sealed != OURS.seal("totp", plain, 7), "no nonce is used twice"


async def test_the_secret_is_made_once_however_many_start_at_once(tmp_path: Path) -> None:
    settings = Settings(data=str(tmp_path / "var"))
    found = await asyncio.gather(*(asyncio.to_thread(secret.kept, settings) for _ in range(8)))
    assert len(set(found)) == 1
    assert len(found[0]) == 32
    assert secret.kept(settings) == found[0]
    files = list((tmp_path / "var").iterdir())
    assert [file.name for file in files] == ["secret"]
    assert files[0].stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("mode", [0o604, 0o640, 0o660, 0o644])
def test_a_secret_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "secret"
    file.write_text("a1" * 32)
    file.chmod(mode)
    settings = Settings(secret_file=str(file))
    with pytest.raises(secret.Unfit, match=r"can be read by others: chmod 600") as refused:
        secret.kept(settings)
    assert str(file) in str(refused.value)
    assert "a1a1" not in str(refused.value)
    file.chmod(0o600)
    assert secret.kept(settings) == b"\xa1" * 32


@pytest.mark.parametrize("content", ["", "a1" * 31, "a1" * 33, "zz" * 32, "đ" * 64])
def test_a_secret_that_is_not_32_bytes_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "secret"
    file.write_text(content)
    file.chmod(0o600)
    with pytest.raises(secret.Unfit, match="64 hexadecimal digits"):
        secret.kept(Settings(secret_file=str(file)))


def test_a_secret_that_the_settings_name_is_never_made(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    with pytest.raises(secret.Unfit, match="No such file"):
        secret.kept(Settings(secret_file=str(file)))
    assert not file.exists()
