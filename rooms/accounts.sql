-- insert -> Person
insert into person (email, name, organisation, constituency, language, password)
values ($1, $2, $3, $4, $5, $6)
returning id, name, organisation, constituency, language, false as administrator, seen

-- open_inbox
insert into room (kind, title, visibility, inbox_of) values ('inbox', $2, 'invited', $1)
returning id

-- shown -> Shown
-- What nobody else changes until commit, a moderator neither.
select r.id as inbox_id, p.name, p.organisation, p.seen, case when p.silenced_until > now() then p.silenced_act end as silenced
from person p join room r on r.inbox_of = p.id
where p.id = $1
for no key update of p

-- change_profile -> Person
update person set name = $2, organisation = $3, constituency = $4, language = $5, seen = coalesce($6, seen)
where id = $1
returning id, name, organisation, constituency, language,
    exists (select from administrator where person_id = person.id) as administrator, seen

-- change_password
update person set password = $2 where id = $1

-- become_first_administrator -> Person
-- No row: the link is wrong or was used.
with used as (
    update first_link set used_by = $1 where token_hash = $2 and used_by is null
    returning used_by
),
made as (
    insert into administrator (person_id) select used_by from used
    on conflict (person_id) do nothing
)
select p.id, p.name, p.organisation, p.constituency, p.language, true as administrator, p.seen
from used join person p on p.id = used.used_by
