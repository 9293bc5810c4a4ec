"""Nothing that enters as text leaves as markup."""

import re
import string
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from web.documents.markup import already_safe, element, page
from web.documents.words import EN, VI

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


class Seen(HTMLParser):
    """The elements, attributes and text that a browser would find."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= dict(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(WORDS)
def test_any_text_inside_an_element_stays_text(text: str) -> None:
    seen = Seen(element("p", text))
    assert seen.tags == ["p"]
    assert seen.text == text


@given(WORDS)
def test_any_text_in_an_attribute_stays_in_it(text: str) -> None:
    seen = Seen(element("a", "đọc", href="/", title=text))
    assert seen.tags == ["a"]
    assert seen.attributes == {"href": "/", "title": text}


def test_text_in_lists_and_generators_is_escaped_too() -> None:
    assert element("ul", [element("li", "<b>"), None, (str(n) for n in (1, 2)), "&", 3]) == (
        "<ul><li>&lt;b&gt;</li>12&amp;3</ul>"
    )


def test_what_the_server_has_filtered_goes_in_as_it_is() -> None:
    assert element("div", already_safe("<p>Chào</p>")) == "<div><p>Chào</p></div>"


def test_joining_safe_markup_with_text_gives_text_again() -> None:
    assert element("p", element("b", "a") + "<i>") == "<p>&lt;b&gt;a&lt;/b&gt;&lt;i&gt;</p>"


def test_attributes_without_a_value_are_left_out() -> None:
    assert element("a", href=None, hidden=True, download=False, aria_label="Trang") == (
        '<a hidden aria-label="Trang"></a>'
    )


def test_a_page_is_a_document() -> None:
    assert page(element("html")).startswith("<!doctype html>")


def test_both_languages_have_the_same_words_with_the_same_gaps() -> None:
    for field in VI.__struct_fields__:
        vi, en = getattr(VI, field), getattr(EN, field)
        if isinstance(vi, dict):
            assert vi.keys() == en.keys(), field
        else:
            gaps = [
                {name for _, name, _, _ in string.Formatter().parse(each) if name}
                for each in (vi, en)
            ]
            assert gaps[0] == gaps[1], field
            assert vi == en or not re.search(r"[ăâđêôơưạảấ]", en) or field == "other", field
