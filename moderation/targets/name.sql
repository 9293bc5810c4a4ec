-- named
-- Whose name it is. Those who report one name, decide on it, or bear it and choose another, come one after the other.
-- No row: no such member, not for this person to read, not called by a name there, or erased.
select p.id
from member m join room r on r.id = m.room_id join person p on p.id = m.person_id
where m.room_id = $1 and m.number = $2 and r.kind = 'discussion' and r.naming = 'names' and p.erased_at is null and (
    r.visibility = 'public'
    or exists (select from member v where v.room_id = r.id and v.person_id = $3 and v.ended_at is null)
)
for no key update of p

-- kept
-- One that is taken away, or waits for a decision, or was reported in this room: a later report elsewhere is of another place.
-- No row: what this person is called now was not reported yet.
select b.id
from person p
join borne_name b on b.person_id = p.id
left join moderation_case c on c.target = 'name' and c.target_id = b.id and (c.stage = 'open' or (c.stage = 'proposed' and c.decided_at is null))
where p.id = $1 and (
    b.in_place
    or (b.how is null and (b.name, b.organisation) = (p.name, p.organisation) and (c.id is not null or b.room_id = $2))
)
order by b.in_place desc, c.id is null, b.id desc
limit 1

-- keep
insert into borne_name (person_id, room_id, name, organisation)
select id, $2, name, organisation from person where id = $1
returning id

-- lock_person
select p.id from borne_name b join person p on p.id = b.person_id where b.id = $1 for no key update of p

-- lock
select id from borne_name where id = $1 for no key update

-- seen
-- No row: this person may read no room that names whose it is.
select b.id
from borne_name b join person p on p.id = b.person_id
where b.id = $1 and exists (
    select from member m join room r on r.id = m.room_id
    where m.person_id = b.person_id and r.kind = 'discussion' and r.naming = 'names' and (
        r.visibility = 'public'
        or exists (select from member v where v.room_id = r.id and v.person_id = $2 and v.ended_at is null)
    )
)
for no key update of p

-- found -> Found
select room_id, null::bigint as thread_id, null::bigint as post_id, null::bigint as held_id, person_id as of, how as hidden_as, false as retracted,
    null::bigint as cut_act, false as cut_waits, null::text as stops
from borne_name where id = $1

-- shown -> Shown
select 0::bigint as id, b.name as author, b.at, 1 as version, 'opinion' as kind, b.name || e'\n' || b.organisation as html, b.how as hidden_as,
    b.name || e'\n' || b.organisation as body, null::text as uncut, null::json as files
from unnest($1::bigint[]) with ordinality as wanted (id, place) join borne_name b on b.id = wanted.id
order by wanted.place

-- around -> Around
select r.title as room, '' as thread, null::bigint as parent, null::bigint as before, null::bigint as after
from unnest($1::bigint[]) with ordinality as wanted (id, place) join borne_name b on b.id = wanted.id join room r on r.id = b.room_id
order by wanted.place
