"""One post as it stands in a document: who, as what, when, whom it answers, and its words or that they are gone."""

import re
from collections.abc import Collection, Mapping

from rooms.member import Member
from rooms.move import Move
from rooms.post import Post
from rooms.proposals.anchoring.subject import Regarding
from rooms.transcript import Passage
from web.documents.attached import attached
from web.documents.kinds import kind, positions
from web.documents.markup import Html, already_safe, element, joined
from web.documents.reasons import rule
from web.documents.view import View

DEEPEST = 4  # levels that are set in; deeper ones say whom they answer, as all do
_QUOTED = re.compile(r'(<a [^>]*?href=")#p([1-9][0-9]{0,17})"')


class Sheet:
    """The page the posts stand on: whose names it knows, and which posts can be reached without leaving it."""

    def __init__(
        self,
        view: View,
        room_id: int,
        people: Mapping[int, Member],
        here: Collection[int],
        about: Mapping[int, Regarding],
    ) -> None:
        self.view = view
        self._transcript = f"/r/{room_id}/transcript"
        self._people = people
        self._here = here
        self._about = about

    def name(self, number: int) -> str:
        """The member's name in the room."""
        member = self._people.get(number)
        return member.name if member else self.view.words.member.format(n=number)

    def organisation(self, number: int) -> str:
        """Where the member comes from; empty where they do not say."""
        member = self._people.get(number)
        return member.organisation if member else ""

    def constituency(self, number: int) -> str | None:
        """Which part of society the member speaks from."""
        member = self._people.get(number)
        return self.view.words.constituencies[member.constituency] if member else None

    def permanent(self, post_id: int) -> str:
        """The address of a post that stays right when the pages before it fill."""
        return self.view.link(f"{self._transcript}/p/{post_id}")

    def to(self, post_id: int) -> str:
        """The way to a post: on this page, or its permanent address."""
        return f"#p{post_id}" if post_id in self._here else self.permanent(post_id)

    def about(self, post_id: int) -> Html | None:
        """What the post is about, and the way there."""
        found, words = self._about.get(post_id), self.view.words
        if found is None:
            return None
        number = self.view.number
        if found.version is None:
            said = words.reasons_of.format(n=number(found.number or 0))
            to = self.view.link(f"/proposals/{found.proposal_id}/minutes", fragment="#amendments")
        else:
            heading = found.heading or words.article.format(n=number(found.place or 0))
            said = words.about.format(heading=heading, n=number(found.version))
            to = self.view.link(f"/proposals/{found.proposal_id}/text", fragment=f"#a{found.place}")
        return element("p", element("a", said, href=to), class_="dim")

    def body(self, html: str) -> Html:
        """A post's stored HTML; what it quotes from other pages is linked there."""
        turned = _QUOTED.sub(lambda quoted: f'{quoted[1]}{self.to(int(quoted[2]))}"', html)
        return already_safe(turned)


def article(sheet: Sheet, passage: Passage, heading: str) -> Html:
    """The post; `heading` is the element its author's name stands in."""
    post = passage.post
    return element(
        "article",
        _header(sheet, passage, heading),
        sheet.about(post.id),
        _said(sheet, passage),
        _positions(sheet.view, passage.post),
        id=f"p{post.id}",
        class_=f"post d{min(passage.depth, DEEPEST)}",
        aria_labelledby=f"by-{post.id}",
    )


def marker(sheet: Sheet, move: Move, depth: int, *, anchored: bool) -> Html:
    """Where a post with all that answers it was moved from. `anchored`: what leads to the post on this page leads here."""
    words = sheet.view.words
    return element(
        "p",
        words.moved.format(n=sheet.view.number(move.posts)),
        " ",
        element("a", move.to_title, href=sheet.to(move.root_id)),
        ". ",
        words.moved_by.format(name=sheet.name(move.by), when=sheet.view.when(move.at)),
        " ",
        words.reason.format(reason=move.reason),
        id=f"p{move.root_id}" if anchored else None,
        class_=f"notice d{min(depth, DEEPEST)}",
    )


def _header(sheet: Sheet, passage: Passage, heading: str) -> Html:
    view, post = sheet.view, passage.post
    words = view.words
    from_ = ", ".join(
        filter(None, [sheet.organisation(post.author), sheet.constituency(post.author)])
    )
    return element(
        "header",
        element(heading, sheet.name(post.author), id=f"by-{post.id}"),
        element("span", from_, class_="dim") if from_ else None,
        kind(view, post.kind),
        element("a", view.time(post.at), href=sheet.permanent(post.id), title=words.link),
        _answers(sheet, passage),
    )


def _answers(sheet: Sheet, passage: Passage) -> Html | None:
    words, parent_id = sheet.view.words, passage.post.parent_id
    if parent_id is None or passage.answers is None:
        return None
    return element(
        "span",
        element("span", words.level.format(n=passage.depth + 1), ", ", class_="hidden"),
        element(
            "a", words.answering.format(name=sheet.name(passage.answers)), href=sheet.to(parent_id)
        ),
        class_="answers",
    )


def _said(sheet: Sheet, passage: Passage) -> Html:
    view, post = sheet.view, passage.post
    words = view.words
    if post.hidden_rule is not None:
        marker = words.removed if post.hidden_as == "removed" else words.hidden
        return element("p", marker.format(rule=rule(words.code, post.hidden_rule)), class_="gone")
    if post.retracted_at is not None:
        gone = words.retracted.format(when=view.when(post.retracted_at))
        why = (
            f" {words.reason.format(reason=post.retracted_reason)}" if post.retracted_reason else ""
        )
        return element("p", gone, why, class_="gone")
    body = element("div", sheet.body(post.html or ""), class_="body")
    body = joined(body, attached(view, post.files))
    if post.cut_rule is not None and post.cut_act is not None:
        cut = words.cut.format(rule=rule(words.code, post.cut_rule))
        to = view.link("/moderation/record", after=post.cut_act + 1, fragment=f"#a{post.cut_act}")
        body = joined(element("p", element("a", cut, href=to), class_="gone"), body)
    if post.edited_at is None:
        return body
    edited = words.edited.format(when=view.when(post.edited_at), n=post.version)
    return joined(body, element("p", edited, class_="dim"))


def _positions(view: View, post: Post) -> Html | None:
    gone = post.retracted_at is not None or post.hidden_at is not None
    if gone or not post.agrees + post.disagrees + post.passes:
        return None
    return positions(view, post.agrees, post.disagrees, post.passes)
