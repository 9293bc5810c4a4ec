-- door -> Door
-- The room is locked: whoever closes it to outsiders comes before this or after it. No row: no such room, or
-- not one that this person may join by themselves.
select m.number is not null and m.ended_at is null as inside, m.removed_by is not null as removed
from room r left join member m on m.room_id = r.id and m.person_id = $2
where r.id = $1 and r.kind = 'discussion'
    and (r.visibility in ('public', 'members') or (m.number is not null and m.ended_at is null))
for no key update of r

-- one_at_a_time
-- Those who enter one room do so one after the other: numbers are given without gaps. The person is locked
-- against a change of name, which tells the rooms they are in and would not see this one.
select pg_advisory_xact_lock(1, hashint8($1)) from person where id = $2 for share

-- enter
-- The number. No row: the person is in the room already. What they first entered as stays, and who is silenced everywhere is so here.
insert into member (room_id, number, person_id, role, role_by, entered_as, entered_for, silenced_until, silenced_act)
select $1, (select coalesce(max(number), 0) + 1 from member where room_id = $1), id, $3, $4, constituency, organisation, silenced_until, silenced_act
from person where id = $2
on conflict (room_id, person_id) do update
    set role = excluded.role, role_by = excluded.role_by, role_since = null, since = now(), ended_at = null, removed_by = null
    where member.ended_at is not null
returning number

-- shown -> Member
select number, name, organisation, constituency, role, ended_at, verified
from shown_member where room_id = $1 and number = $2

-- account -> Account
-- No row: nobody has this e-mail.
select p.id as person_id, i.id as inbox_id, m.number is not null as inside
from person p
join room i on i.inbox_of = p.id
left join member m on m.room_id = $1 and m.person_id = p.id and m.ended_at is null
where p.email = $2

-- hand -> Hand
-- No row: not in the room, or no such room.
select m.number, m.role, m.role = any($3) as may
from member m join room r on r.id = m.room_id
where m.room_id = $1 and m.person_id = $2 and m.ended_at is null and r.kind in ('discussion', 'moderation')
for no key update of m

-- target -> Target
-- No row: no such member, or no longer one.
select m.role, i.id as inbox_id
from member m join room i on i.inbox_of = m.person_id
where m.room_id = $1 and m.number = $2 and m.ended_at is null
for no key update of m

-- owners
select number from member
where room_id = $1 and role = 'owner' and ended_at is null
order by number
for no key update

-- change_role
update member set role = $3, role_since = now(), role_by = $4 where room_id = $1 and number = $2

-- end
update member set ended_at = now(), removed_by = $3 where room_id = $1 and number = $2

-- lock_tables
-- The proposals that somebody drafts, named by number or else by person: locked before any member is, as by all who act at a proposal.
select p.id
from proposal p
join member m on m.room_id = p.room_id and (m.number = $2 or m.person_id = $3)
join member t on t.room_id = p.table_id and t.person_id = m.person_id and t.ended_at is null
where p.room_id = $1
order by p.id
for no key update of p

-- lock_chairs
-- All who sit at a table with this member, whose own row is locked, so they are asked to no other. Whoever asked them to one since
-- `lock_tables` is not held up by the proposal, and leaves it by way of these.
select c.number
from proposal p
join member m on m.room_id = p.room_id and m.number = $2
join member t on t.room_id = p.table_id and t.person_id = m.person_id and t.ended_at is null
join member c on c.room_id = p.table_id and c.ended_at is null
where p.room_id = $1
order by c.room_id, c.number
for no key update of c

-- leave_tables -> Chair
-- Asked once the chairs are locked: of two who go at once the later one sees that the other has gone.
update member t set ended_at = now()
from proposal p join member m on m.room_id = p.room_id and m.number = $2
where p.room_id = $1 and t.room_id = p.table_id and t.person_id = m.person_id and t.ended_at is null
    and exists (select from member o where o.room_id = t.room_id and o.number <> t.number and o.ended_at is null)
returning t.room_id as table_id, t.number, t.ended_at as at
