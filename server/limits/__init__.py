"""How often anybody may do anything: one table of kinds, counted on this node or, where it must be exact, in Redis.

`kinds` is the table, `rate` the arithmetic, `here` and `shared` where the counts are kept, `address` who a request
comes from, `limiter` and `door` put them before the routes.
"""
