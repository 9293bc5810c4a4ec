"""Arguments for and against a proposal: posts of its room, shown in two columns, and what became of them.

What is said for or against a proposal, or asked about it, is a post that answers the first post of its thread, or the thread itself.
A post that stands elsewhere in the room can be taken up for it as well. What answers an argument or a question is marked, and its
author may say that it is still open.
"""
