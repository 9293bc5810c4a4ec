"""The decision record of a proposal: everything that led to its text and what became of it, told once, with links that are typed and pinned.

`record` is what it holds, `links` where it leads, `reading` how it is put together. The JSON, the page and the PDF are made of it.
"""
