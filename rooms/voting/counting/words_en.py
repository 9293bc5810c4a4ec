"""The sentences of a count in English. A sentence of two halves, `|` between them, says the first where it holds."""

from fractions import Fraction

from rooms.voting.counting.result import Outcome, Step

PARTS: dict[Fraction, str] = {Fraction(1, 2): "half", Fraction(2, 3): "two thirds"}
EITHER: dict[tuple[str, bool], str] = {
    ("more", True): "more than",
    ("more", False): "at least",
    ("of_roll", True): "all who may vote",
    ("of_roll", False): "the votes for and against",
}

STEPS: dict[Step, str] = {
    Step.CAST: "{cast} of {roll} who may vote cast a ballot; {quorum} are needed: enough.|{cast} of {roll} who may vote cast a ballot; {quorum} are needed: not enough.",
    Step.FOR_AGAINST: "For: {for}. Against: {against}. Abstain: {abstain}.",
    Step.MAJORITY: "In favour must be {more} {part} of {of_roll} ({base}): {in_favour} are, which is enough.|In favour must be {more} {part} of {of_roll} ({base}): {in_favour} are, which is not enough.",
    Step.CONSENT: "Consent: {consent}. Stand aside: {abstain}. Object: {object}.",
    Step.APPROVALS: "The ballots that choose each option are counted.",
    Step.SCORES: "The scores of each option, from 0 to {highest}, are added up; what a ballot does not score adds nothing.",
    Step.DUELS: "Each option is compared with each other: how many ballots put the one before the other.",
    Step.PATHS: "From each option to each other the strongest chain of wins is found; a chain is as strong as its weakest link.",
    Step.BEST: "No option has a stronger chain to {options} than there is back.|No option has a stronger chain to one of {options} than there is back.",
    Step.VOTES: "Each ballot counts for the option it ranks highest of those still in: {valid} ballots count, {exhausted} rank none of them.",
    Step.QUOTA: "{valid} valid ballots, {seats} to be elected: {quota} votes are needed.",
    Step.STAGE: "The votes of each option at this stage; {lost} could not be passed on.",
    Step.ELECTED: "{options} has the votes that are needed and is elected.|{options} have the votes that are needed and are elected, in this order.",
    Step.LAST: "No more options are left than are to be elected: {options} elected.",
    Step.SURPLUS: "{option} has {votes} votes, {surplus} too many: each ballot goes to the option it ranks next, its value times {surplus}/{votes}, cut after five decimal places.",
    Step.EXCLUDED: "{option} has the fewest votes ({votes}) and goes out; its ballots go to the option they rank next.",
    Step.EARLIER: "{options} have as many votes; the most recent count in which they differed, number {round}, decides: {option}.",
    Step.LOT: "{options} are equal; the lot, fixed beforehand, decides: {option}.",
    Step.WINNER: "{option} wins.",
    Step.NOTHING: "No option was chosen.",
    Step.FUNDED: "{option}, chosen by {support}, costs {cost}: funded, {left} left.",
    Step.PASSED: "{option}, chosen by {support}, costs {cost}, more than the {left} left: not funded.",
    Step.SHARE: "The budget of {budget} is divided equally among {voters} ballots, {share} each.",
    Step.BOUGHT: "{option}, for {cost}, is paid together by the {voters} ballots that choose it, none paying more than {most}: funded, {left} left.",
    Step.REST: "No other option can be paid by the ballots that choose it; the {left} left go to the most chosen ones that still fit.",
}

OUTCOMES: dict[Outcome, str] = {
    Outcome.CARRIED: "Carried.",
    Outcome.REJECTED: "Rejected.",
    Outcome.BLOCKED: "Blocked by an objection.",
    Outcome.ELECTED: "Elected: {winners}.",
    Outcome.KEPT: "The status quo is kept.",
    Outcome.FUNDED: "Funded: {winners}.",
    Outcome.EMPTY: "No ballot chose anything, so there is no result.",
    Outcome.NO_QUORUM: "Too few cast a ballot, so nothing is decided.",
}
