"""How one way into the product is asked, so that every role can be let try it.

- `words` is what is sent besides the key: the body, or for GET and DELETE the query. A function makes it of the scene.
- `ready` is done before, by a function of making.py: `scene.store.run(verb, who(scene.debate.owner), …)`.
- `asked_by` is done before, for whoever asks: what they must hold.
- `acts` are the audit rows it leaves where they are not the one of its right; `keyless` where it takes no key.
- What is one's own is asked by a new person each time, `scene.asker`; `asker` makes one that is not as `World.people` has them.
- `ok`: the statuses of success where they are not 2xx; for what needs a secret that no test has, the refusal it ends with
  (then P31 expects no row: say with `acts` what is left in spite of it, and prove the row in a test of your own).
- `raw`: the body as it is, for what is no JSON; `words` and the key are then the query.
- `unmet`: what it answers to everybody where this server cannot do it at all.
- `stream`: its answer goes on; only its beginning is looked at.
"""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from tests.promises.scene import Scene
from tests.world import Someone

Words = Mapping[str, Any] | Callable[[Scene], Mapping[str, Any]]


class Example(NamedTuple):
    """How one way in is asked; see above."""

    words: Words = MappingProxyType({})
    ready: Callable[[Scene], Awaitable[None]] | None = None
    asked_by: Callable[[Scene, Someone], Awaitable[None]] | None = None
    acts: tuple[str, ...] | None = None
    keyless: bool = False
    asker: Callable[[Scene], Awaitable[Someone]] | None = None
    ok: tuple[int, ...] = ()
    raw: bytes | None = None
    unmet: tuple[int, ...] = ()
    stream: bool = False

    def said(self, scene: Scene) -> dict[str, Any]:
        """What is sent in this scene."""
        return dict(self.words(scene) if callable(self.words) else self.words)
