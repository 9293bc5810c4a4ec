"""The count: what ballots become under a rule. Pure, exact, and the same in the server and in `dienhong recount`.

Numbers are integers and fractions, never floats. Every method says in the docstring of its file which formula it follows and
whence, and every step it takes is a `Round` of a closed list of steps, which `words` says in Vietnamese and in English.
What is counted is a box: canonical ballots (`rooms.voting.ballot`) and how many times each was cast. The order in which they
were cast, and how a box is divided, change nothing.
"""

from rooms.voting.counting.count import count
from rooms.voting.counting.election import Election, lot_of
from rooms.voting.counting.result import Outcome, Result, Round, Step

__all__ = ["Election", "Outcome", "Result", "Round", "Step", "count", "lot_of"]
