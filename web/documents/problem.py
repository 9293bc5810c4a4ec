"""A refusal as a page: the sentence the API would have answered with."""

from web.documents.frame import document
from web.documents.markup import element
from web.documents.view import View


def problem(view: View, detail: str) -> str:
    """What happened and the way back."""
    return document(
        view,
        detail,
        element("h1", detail),
        element("p", element("a", view.words.problem_back, href=view.link("/transcripts"))),
    )
