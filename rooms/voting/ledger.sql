-- begin
insert into vote_ledger (vote_id) values ($1)

-- take -> Ledger
-- No row: no such vote.
select size, edge, clock_timestamp() as now from vote_ledger where vote_id = $1 for update

-- append
with leaves as (
    insert into vote_leaf (vote_id, leaf, record, hash)
    select $1, $2::int + n - 1, record, hash
    from unnest($3::text[], $4::bytea[]) with ordinality as given(record, hash, n)
)
update vote_ledger set size = $5, edge = $6 where vote_id = $1
