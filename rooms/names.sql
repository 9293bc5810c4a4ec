-- whose
-- No row: no such name was reported.
select person_id from borne_name where id = $1

-- hide
-- The database puts another name in its place, where it is still borne.
update borne_name set how = $2, rule = $3 where id = $1

-- restore
-- Whether the database gives it back. No row: it is not hidden.
with before as (
    select id, in_place from borne_name where id = $1 and how is not null
)
update borne_name b set how = null, rule = null from before
where b.id = before.id
returning before.in_place
