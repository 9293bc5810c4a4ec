"""Amendments: changes to the text of a version that members propose, and co-authors take in or reject, each with reasons.

An amendment *is* a list of changes to one version's text, found once in the whole text that its member typed. It is moved to a
newer version by an act of somebody, never by itself, and where both changed the same words nothing is merged: the conflict is shown.
"""
