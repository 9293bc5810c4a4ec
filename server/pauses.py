"""Keeps the pauses of the garbage collector rare, however many lines are open.

A full collection looks at every object there is, and a line is some tens of them: with thousands open it holds the loop up for a
good part of a second. Nothing of a line is garbage while it is open, and a client goes by itself when its line has ended. So
what was loaded at the start is set aside for good, and full collections come a tenth as often; what a request leaves behind is found by
the young ones. To set lines aside too would be wrong: whatever is under way at that moment would stay for ever.
"""

import gc

# Full collections after a hundred of the middle generation, where Python has ten.
OFTEN = (700, 10, 100)


def shorten() -> None:
    """From now on. To be called when everything that stays has been loaded."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*OFTEN)
