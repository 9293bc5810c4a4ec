import pytest

from rooms.files import FileType, Found
from server.files.serving import OutOfRange, disposition, ranged


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-4", (0, 5)),
        ("bytes=5-", (5, 10)),
        ("bytes=-3", (7, 10)),
        ("bytes=-30", (0, 10)),
        ("bytes=8-99", (8, 10)),
        ("bytes=5-4", None),
        ("bytes=0-1,3-4", None),
        ("bytes=-", None),
        ("lines=0-1", None),
        ("bytes=0-" + "9" * 40, None),
    ],
)
def test_one_range_is_understood_and_anything_else_is_the_whole(
    asked: str, part: tuple[int, int] | None
) -> None:
    assert ranged(asked, 10) == part


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=11-12", "bytes=-0"])
def test_what_lies_behind_the_end_is_refused(asked: str) -> None:
    with pytest.raises(OutOfRange):
        ranged(asked, 10)


def test_a_name_is_said_in_ascii_and_whole() -> None:
    file = Found('Biên bản "họp".pdf', FileType.PDF, 10, b"", None)
    assert disposition(file) == (
        'attachment; filename="Bi_n b_n _h_p_.pdf"; '
        "filename*=UTF-8''Bi%C3%AAn%20b%E1%BA%A3n%20%22h%E1%BB%8Dp%22.pdf"
    )
    assert disposition(Found("a.png", FileType.PNG, 1, b"", None)).startswith("inline; ")
