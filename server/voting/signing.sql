-- heads -> Head
-- Those that another process holds, or somebody appends to just now, are for the next turn.
select vote_id, size, edge, key, restored
from vote_ledger
where signed_size < size
order by vote_id
limit $1
for update skip locked

-- now
select clock_timestamp()

-- keep
with kept as (
    insert into vote_checkpoint (vote_id, size, at, note, key) values ($1, $2, $3, $4, $5)
)
update vote_ledger set signed_size = $2, key = $5 where vote_id = $1
