"""Whom a request is counted to, whatever is said in its headers."""

import pytest

from server.limits.address import NOBODY, Proxies

OURS = ("127.0.0.0/8", "::1/128", "10.0.0.0/8")


def counted(peer: str | None, *said: str, trusted: tuple[str, ...] = OURS) -> str:
    headers = [(b"x-forwarded-for", line.encode("latin-1")) for line in said]
    return Proxies(trusted).address((peer, 4711) if peer else None, headers)


@pytest.mark.parametrize(
    ("peer", "said", "whom"),
    [
        ("198.51.100.7", (), "198.51.100.7"),
        ("198.51.100.7", ("203.0.113.9",), "198.51.100.7"),  # not one of ours: not believed
        ("127.0.0.1", (), "127.0.0.1"),
        ("127.0.0.1", ("203.0.113.9",), "203.0.113.9"),
        ("127.0.0.1", ("1.1.1.1, 203.0.113.9",), "203.0.113.9"),  # the left is anybody's
        ("127.0.0.1", ("1.1.1.1", "203.0.113.9"), "203.0.113.9"),  # two lines are one list
        ("127.0.0.1", ("1.1.1.1,203.0.113.9, 10.1.2.3",), "203.0.113.9"),  # through two of ours
        ("127.0.0.1", ("1.1.1.1, hừm, 10.1.2.3".encode().decode("latin-1"),), "10.1.2.3"),
        ("127.0.0.1", ("203.0.113.9,",), "127.0.0.1"),  # ends with nothing: not from ours
        ("127.0.0.1", ("10.0.0.1, 10.0.0.2",), "10.0.0.1"),  # somebody inside
        ("127.0.0.1", ("203.0.113.9:4711",), "203.0.113.9"),
        ("127.0.0.1", ("[2001:db8:1:2:3::4]:443",), "2001:db8:1:2::/64"),
        ("::1", ("2001:db8:1:2:ffff::9",), "2001:db8:1:2::/64"),
        ("2001:db8:1:2::5", (), "2001:db8:1:2::/64"),
        ("fe80::1%eth0", (), "fe80::/64"),
        ("::ffff:198.51.100.7", (), "198.51.100.7"),
        ("::ffff:127.0.0.1", ("203.0.113.9",), "203.0.113.9"),
        (None, ("203.0.113.9",), NOBODY),
        ("127.0.0.1", (", ".join(["10.0.0.1"] * 5_000),), "10.0.0.1"),
    ],
)
def test_an_address_is_read_from_the_right_as_far_as_it_is_trusted(
    peer: str | None, said: tuple[str, ...], whom: str
) -> None:
    assert counted(peer, *said) == whom


def test_without_proxies_nobody_is_believed() -> None:
    assert counted("127.0.0.1", "203.0.113.9", trusted=()) == "127.0.0.1"
