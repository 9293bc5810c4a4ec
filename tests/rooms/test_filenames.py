import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.filenames import LONGEST_NAME, safe

PNG = (".png",)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Bản đồ quy hoạch.png", "Bản đồ quy hoạch.png"),
        ("../../etc/passwd", "passwd.png"),
        (r"C:\Users\lan\ảnh.PNG", "ảnh.png"),
        ("trang.html", "trang.html.png"),
        ("hoa\u202egnp.exe", "hoagnp.exe.png"),
        ("a\r\nSet-Cookie: x=1.png", "aSet-Cookie_ x=1.png"),
        ('"><img src=x onerror=alert(1)>.png', "___img src=x onerror=alert(1)_.png"),
        ("con.png", "_con.png"),
        ("LPT1", "_LPT1.png"),
        ("...", "tệp.png"),
        ("", "tệp.png"),
        (".png", "tệp.png"),
        ("nhiều   khoảng\u3000trắng .png", "nhiều khoảng trắng.png"),
    ],
)
def test_a_name_says_what_the_file_is_and_nothing_else(given: str, kept: str) -> None:
    assert safe(given, PNG) == kept


def test_any_of_a_type_s_endings_stays() -> None:
    endings = (".jpg", ".jpeg")
    assert safe("ảnh.jpeg", endings) == "ảnh.jpeg"
    assert safe("ảnh", endings) == "ảnh.jpg"


@given(st.text(max_size=300))
def test_any_text_becomes_a_name_that_stays_as_it_is(typed: str) -> None:
    name = safe(typed, PNG)
    assert name.endswith(".png")
    assert len(name) <= LONGEST_NAME
    assert not set(name) & set('<>:"/\\|?*')
    assert not [each for each in name if unicodedata.category(each)[0] == "C"]
    assert safe(name, PNG) == name
