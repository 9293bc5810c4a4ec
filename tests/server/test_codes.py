"""The digits of an authenticator application, and recovery codes: pure, so tried against RFC 6238's own figures."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.identity import codes

SECRET = b"12345678901234567890"  # of RFC 6238, appendix B, whose figures have eight digits
FIGURES = {59: "287082", 1111111109: "081804", 1234567890: "005924", 20000000000: "353130"}


@pytest.mark.parametrize(("now", "digits"), FIGURES.items())
def test_the_digits_are_those_of_the_standard(now: int, digits: str) -> None:
    assert codes.step_of(SECRET, digits, now, 0) == now // 30


@pytest.mark.parametrize("off_s", [-30, 0, 30])
def test_a_clock_may_be_a_step_wrong(off_s: int) -> None:
    assert codes.step_of(SECRET, "081804", 1111111109 + off_s, 0) == 1111111109 // 30


@pytest.mark.parametrize("off_s", [-61, 61, 90])
def test_and_no_further(off_s: int) -> None:
    assert codes.step_of(SECRET, "081804", 1111111109 + off_s, 0) is None


def test_a_step_is_taken_once_and_none_before_it() -> None:
    now, step = 1111111109, 1111111109 // 30
    assert codes.step_of(SECRET, "081804", now, step - 1) == step
    assert codes.step_of(SECRET, "081804", now, step) is None
    assert codes.step_of(SECRET, "081804", now, step + 1) is None


def test_spaces_between_the_digits_do_not_matter() -> None:
    assert codes.step_of(SECRET, " 081 804 ", 1111111109, 0)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_is_not(typed: str) -> None:
    found = codes.step_of(SECRET, typed, 1111111109, 0)
    assert found is None or codes.looks_like_digits(typed)


def test_an_address_names_portal_and_person_and_holds_the_secret() -> None:
    address = urlsplit(codes.address(SECRET, "Lê Thị Hoa", "Diễn đàn: Thử"))
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert unquote(address.path) == "/Diễn đàn  Thử:Lê Thị Hoa"
    assert parse_qs(address.query)["secret"] == [codes.grouped(SECRET).replace(" ", "")]


def test_recovery_codes_are_many_and_never_the_same() -> None:
    made = [code for _ in range(20) for code in codes.new_recovery_codes()]
    assert len(made) == len(set(made)) == 200
    assert all(re.fullmatch(r"([a-z2-9]{4}-){3}[a-z2-9]{4}", code) for code in made)


def test_a_recovery_code_is_known_however_it_is_typed() -> None:
    (code, another, *_) = codes.new_recovery_codes()
    typed = f" {code.upper().replace('-', ' ')} "
    assert codes.hash_of(typed) == codes.hash_of(code)
    assert codes.hash_of(another) != codes.hash_of(code)
    assert not codes.looks_like_digits(code)
