-- offer_link
-- A portal that has an administrator makes no more links; an older unused one is void. No row: it has one.
with void as (
    delete from first_link where used_by is null
)
insert into first_link (token_hash)
select $1 where not exists (select from administrator)
returning true
