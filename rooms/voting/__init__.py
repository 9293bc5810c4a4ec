"""Votes: a roll decides under a rule that is frozen with it, and anybody can count again.

A rule says how it is voted (`rule`), a ballot is one canonical text (`ballot`), and the count is a pure function of the
ballots (`counting`): the same code counts a vote here and an election from elsewhere (`formats`, `dienhong recount`).
"""
