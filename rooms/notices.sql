-- forget
-- The oldest first. What a letter still tells of is not as old as this.
with old as (
    select id from notice where at < now() - make_interval(days => $1) order by at limit $2
),
gone as (
    delete from notice n using old where n.id = old.id
    returning true
)
select count(*)::int from gone

-- gather -> Gathered
-- One notice for a person of an entry, the one that concerns them most. In a room that a person has muted only
-- what the muting lets through is told, and that they were removed; of a person they have muted, nothing is.
with line as (
    select seq, at, kind, actor, adds, body
    from entry
    where room_id = $1 and seq between $2 and $3 and kind in
        ('post.added', 'post.edited', 'post.retracted', 'member.joined', 'member.role_changed', 'member.removed', 'thread.closed')
),
said as (
    select l.seq, l.kind, l.actor, p.id as post_id, p.thread_id, p.parent_id
    from line l
    join post p on p.id = coalesce(l.adds, (l.body->'post'->>'id')::bigint)
    where l.kind in ('post.added', 'post.edited') and p.retracted_at is null
),
found (number, seq, about, thread_id, post_id, by, rank) as (
    select m.number, s.seq, 'mention', s.thread_id, s.post_id, s.actor, 1
    from said s join post_mention m on m.post_id = s.post_id
    union all
    select coalesce(parent.author, t.opened_by), s.seq, 'reply', s.thread_id, s.post_id, s.actor, 2
    from said s join thread t on t.id = s.thread_id left join post parent on parent.id = s.parent_id
    where s.kind = 'post.added'
    union all
    select (body->'member'->>'number')::int, seq, 'added', null::bigint, null::bigint, actor, 1
    from line where kind = 'member.joined'
    union all
    select (body->>'number')::int, seq, 'role', null, null, actor, 1 from line where kind = 'member.role_changed'
    union all
    select (body->>'number')::int, seq, 'removed', null, null, actor, 1 from line where kind = 'member.removed'
    union all
    select p.author, l.seq, 'retracted', p.thread_id, p.id, l.actor, 1
    from line l join post p on p.id = (l.body->>'post_id')::bigint
    where l.kind = 'post.retracted'
    union all
    select t.opened_by, l.seq, 'closed', t.id, null, l.actor, 1
    from line l join thread t on t.id = (l.body->>'thread_id')::bigint
    where l.kind = 'thread.closed'
),
foremost as (
    select distinct on (number, seq) number, seq, about, thread_id, post_id, by
    from found
    where by <> number
    order by number, seq, rank
),
made as (
    insert into notice (person_id, room_id, seq, kind, thread_id, post_id, by, at)
    select m.person_id, $1, f.seq, f.about, f.thread_id, f.post_id, f.by, l.at
    from foremost f
    join line l on l.seq = f.seq
    join member m on m.room_id = $1 and m.number = f.number
    join person p on p.id = m.person_id
    left join telling_in_room t on t.person_id = m.person_id and t.room_id = $1
    where p.email is not null and (m.ended_at is null or f.about = 'removed')
        and case coalesce(t.inbox, 'everything')
            when 'everything' then true
            when 'mentions' then f.about in ('mention', 'removed')
            else f.about = 'removed'
        end
        and (
            f.about not in ('mention', 'reply')
            or not exists (select from muted_member u where u.person_id = m.person_id and u.room_id = $1 and u.number = f.by)
        )
    order by f.seq, f.number
    on conflict do nothing
    returning id, kind, thread_id, post_id, by, person_id
)
select n.id, n.kind as about, n.thread_id, n.post_id, n.by, n.person_id, i.id as inbox_id, p.email, p.language,
    coalesce(r.mail, t.mail, 'daily') = 'at_once' as at_once
from made n
join person p on p.id = n.person_id
join room i on i.inbox_of = n.person_id
left join telling t on t.person_id = n.person_id
left join telling_in_room r on r.person_id = n.person_id and r.room_id = $1
order by n.id
