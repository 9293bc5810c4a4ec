"""Single transferable vote by the rules of Scotland's councils: Weighted Inclusive Gregory, to five decimal places.

The Scottish Local Government Elections Order 2007 (SSI 2007/42), Schedule 1, rules 45–52, whose numbers stand beside the code.
The quota is the valid ballots divided by one more than the seats, without remainder, and one (46). Whoever has it is elected (47).
A surplus is passed on at the next preference among those still in, every paper at its value times surplus over votes, to five
places, the rest ignored (48); the largest surplus first, where equal by the most recent stage at which they differed, then by
lot (49). Where there is none, the one with the fewest votes is excluded and the papers go on at the value they came with
(50), ties as above, with the fewest votes (51). As soon as as many are left as seats, they are elected and nothing more is
passed on (52). Where more than two are tied, those that differ from the extreme at a stage leave the tie there.
A ballot without any preference is not valid; it does not count for the quota of votes.
"""

from rooms.voting.counting.box import Box
from rooms.voting.counting.election import Election
from rooms.voting.counting.result import Fact, Outcome, Result, Round, Step
from rooms.voting.counting.ties import ahead, behind

ONE = 10**5  # a vote, in parts: five decimal places
Paper = tuple[
    tuple[int, ...], int, int, int
]  # ranks, the place it counts for, how many, the value of each in parts


def transferable(election: Election, box: Box) -> Result:
    """Those elected, in the order they were."""
    ranked = [
        (tuple([group[0] for group in groups]), times) for groups, times in box.ballots if groups
    ]
    if not ranked:
        return Result(Outcome.EMPTY, [], box.cast, [Round(Step.NOTHING, {})])
    count = _Count(election, ranked)
    count.run()
    return Result(Outcome.ELECTED, count.elected, box.cast, count.rounds)


def decimal(parts: int) -> str:
    """So many parts as a number: "1250" or "17.66664"."""
    whole, rest = divmod(parts, ONE)
    return f"{whole}.{rest:05d}".rstrip("0") if rest else str(whole)


class _Count:
    def __init__(self, election: Election, ranked: list[tuple[tuple[int, ...], int]]) -> None:
        self.election = election
        self.piles: dict[int, list[Paper]] = {number: [] for number in election.numbers}
        for ranks, times in ranked:  # 45
            self.piles[ranks[0]].append((ranks, 0, times, ONE))
        self.valid = sum(times for _, times in ranked)
        self.votes = {
            number: ONE * sum(each[2] for each in pile) for number, pile in self.piles.items()
        }
        self.quota = ONE * (self.valid // (election.rule.seats + 1) + 1)  # 46
        self.running = set(election.numbers)
        self.surpluses: list[int] = []  # elected with more than the quota, not passed on yet
        self.elected: list[int] = []
        self.stages: list[dict[int, int]] = []
        self.rounds: list[Round] = []

    def run(self) -> None:
        seats = self.election.rule.seats
        self.rounds.append(
            Round(Step.QUOTA, {"quota": self.quota // ONE, "seats": seats, "valid": self.valid})
        )
        self._stage()
        while len(self.elected) < seats:
            if self._filled():
                return
            if self.surpluses:
                self._surplus()
            elif not self._exclude():
                return
            self._stage()

    def _stage(self) -> None:
        """The end of a stage: what each has now, and who has the quota."""
        self.stages.append(dict(self.votes))
        told = [decimal(self.votes[number]) for number in self.election.numbers]
        lost = ONE * self.valid - sum(self.votes.values())
        self.rounds.append(Round(Step.STAGE, {"lost": decimal(lost)}, told))
        there = [number for number in self.running if self.votes[number] >= self.quota]  # 47
        if there:
            in_order = self._in_order(there)
            self._elect(in_order, Step.ELECTED)
            self.surpluses += [each for each in in_order if self.votes[each] > self.quota]

    def _elect(self, numbers: list[int], step: Step) -> None:
        self.elected += numbers
        self.running.difference_update(numbers)
        self.rounds.append(
            Round(
                step,
                {"options": numbers},
            )
        )

    def _filled(self) -> bool:
        """As many are left as seats, or fewer (52)."""
        if len(self.running) > self.election.rule.seats - len(self.elected):
            return False
        if self.running:
            self._elect(self._in_order(list(self.running)), Step.LAST)
        return True

    def _surplus(self) -> None:
        """Pass on the largest surplus (48, 49)."""
        most = max(self.votes[each] for each in self.surpluses)
        tied = [each for each in self.surpluses if self.votes[each] == most]
        why, number = ahead(self.election, tied, self.stages[:-1])
        self.surpluses.remove(number)
        votes = self.votes[number]
        surplus = votes - self.quota
        facts: dict[str, Fact] = {
            "option": number,
            "surplus": decimal(surplus),
            "votes": decimal(votes),
        }
        self.rounds += [*why, Round(Step.SURPLUS, facts)]
        self.votes[number] = self.quota
        self._pass_on(number, surplus, votes)

    def _exclude(self) -> bool:
        """Exclude the one with the fewest votes (50, 51). False: that leaves as many as seats, and nothing is passed on."""
        fewest = min(self.votes[each] for each in self.running)
        tied = [each for each in self.running if self.votes[each] == fewest]
        why, number = behind(self.election, tied, self.stages[:-1])
        self.running.discard(number)
        facts: dict[str, Fact] = {"option": number, "votes": decimal(fewest)}
        self.rounds += [*why, Round(Step.EXCLUDED, facts)]
        if self._filled():
            return False
        self.votes[number] = 0
        self._pass_on(number, 1, 1)
        return True

    def _pass_on(self, number: int, part: int, whole: int) -> None:
        """Give each paper to the next preference that is still in, at its value times part over whole, the remainder ignored."""
        running, piles, votes = self.running, self.piles, self.votes
        for ranks, at, times, value in piles.pop(number):
            passed = value * part // whole
            for place in range(at + 1, len(ranks)):
                to = ranks[place]
                if to in running:
                    piles[to].append((ranks, place, times, passed))
                    votes[to] += times * passed
                    break

    def _in_order(self, numbers: list[int]) -> list[int]:
        """Those who are elected at once, by their votes, ties as ever."""
        ordered, left = [], sorted(numbers)
        while left:
            most = max(self.votes[each] for each in left)
            tied = [each for each in left if self.votes[each] == most]
            _, number = ahead(self.election, tied, self.stages[:-1])
            ordered.append(number)
            left.remove(number)
        return ordered
