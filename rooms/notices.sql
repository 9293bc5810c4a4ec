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
-- what the muting lets through is told, and that they were removed; of a person they have muted, nothing is. Reminded to vote is
-- whoever could do so now.
with line as (
    select e.room_id, e.seq, e.at, e.kind, e.actor, e.adds, e.body
    from unnest($1::bigint[], $2::bigint[], $3::bigint[]) as stretch(room_id, first, last)
    join entry e on e.room_id = stretch.room_id and e.seq between stretch.first and stretch.last
    where e.kind in
        ('post.added', 'post.edited', 'post.retracted', 'member.joined', 'member.role_changed', 'member.removed', 'thread.closed',
            'posts.moved', 'proposal.versioned', 'comment.disposed', 'amendment.ended', 'vote.opened', 'vote.reminded')
),
said as (
    select l.room_id, l.seq, l.kind, l.actor, p.id as post_id, p.thread_id, p.parent_id
    from line l
    join post p on p.id = coalesce(l.adds, (l.body->'post'->>'id')::bigint)
    where l.kind in ('post.added', 'post.edited') and p.retracted_at is null
),
found (room_id, number, seq, about, thread_id, post_id, by, rank, proposal_id) as (
    select s.room_id, m.number, s.seq, 'mention', s.thread_id, s.post_id, s.actor, 1, null::bigint
    from said s join post_mention m on m.post_id = s.post_id
    union all
    select s.room_id, coalesce(parent.author, t.opened_by), s.seq, 'reply', s.thread_id, s.post_id, s.actor, 2, null
    from said s join thread t on t.id = s.thread_id left join post parent on parent.id = s.parent_id
    where s.kind = 'post.added'
    union all
    select l.room_id, (l.body->'member'->>'number')::int, l.seq, case when d.id is null then 'added' else 'drafting' end,
        null::bigint, null::bigint, l.actor, 1, d.id
    from line l left join proposal d on d.table_id = l.room_id
    where l.kind = 'member.joined'
    union all
    select room_id, (body->>'number')::int, seq, 'role', null, null, actor, 1, null from line where kind = 'member.role_changed'
    union all
    select room_id, (body->>'number')::int, seq, 'removed', null, null, actor, 1, null from line where kind = 'member.removed'
    union all
    select l.room_id, p.author, l.seq, 'retracted', p.thread_id, p.id, l.actor, 1, null::bigint
    from line l join post p on p.id = (l.body->>'post_id')::bigint
    where l.kind = 'post.retracted'
    union all
    select l.room_id, t.opened_by, l.seq, 'closed', t.id, null, l.actor, 1, null::bigint
    from line l join thread t on t.id = (l.body->>'thread_id')::bigint
    where l.kind = 'thread.closed'
    union all
    select l.room_id, p.author, l.seq, 'disposed', p.thread_id, p.id, l.actor, 1, null::bigint
    from line l join post p on p.id = (l.body->'disposition'->>'post_id')::bigint
    where l.kind = 'comment.disposed' and p.retracted_at is null and p.hidden_at is null
    union all
    select l.room_id, (l.body->'amendment'->>'by')::int, l.seq, l.body->'amendment'->>'state', p.thread_id, p.id, l.actor, 1,
        (l.body->'proposal'->>'id')::bigint
    from line l join post p on p.id = (l.body->'amendment'->>'post_id')::bigint
    where l.kind = 'amendment.ended' and l.body->'amendment'->>'state' <> 'withdrawn'
    union all
    select l.room_id, u.number, l.seq, 'versioned', null, null, l.actor, 1, u.proposal_id
    from line l join support u on u.proposal_id = (l.body->'proposal'->>'id')::bigint and u.version < (l.body->'version'->>'number')::int
    where l.kind = 'proposal.versioned'
    union all
    select l.room_id, r.number, l.seq, 'voting', null, null, l.actor, 1, (l.body->'vote'->>'proposal_id')::bigint
    from line l join vote_roll r on r.vote_id = (l.body->'vote'->>'id')::bigint
    where l.kind = 'vote.opened' and l.body->'vote'->>'proposal_id' is not null
    union all
    select l.room_id, r.number, l.seq, 'reminded', null, null, null, 1, v.proposal_id
    from line l join vote v on v.id = (l.body->>'vote_id')::bigint join vote_roll r on r.vote_id = v.id
    join member m on m.room_id = r.room_id and m.number = r.number
    where l.kind = 'vote.reminded' and v.closed_at is null and v.closes_at > clock_timestamp()
        and m.role <> 'observer' and coalesce(m.silenced_until <= now(), true)
        and not exists (select from vote_turnout u where u.vote_id = v.id and u.number = r.number)
    union all
    select distinct l.room_id, p.author, l.seq, 'moved', (l.body->'target'->>'id')::bigint, null::bigint, l.actor, 1, null::bigint
    from line l join post_stood s on s.move_id = (l.body->'move'->>'id')::bigint join post p on p.id = s.post_id
    where l.kind = 'posts.moved'
    union all
    select l.room_id, (l.body->'source'->>'opened_by')::int, l.seq, 'moved', (l.body->'target'->>'id')::bigint, null, l.actor, 2, null::bigint
    from line l where l.kind = 'posts.moved'
),
foremost as (
    select distinct on (room_id, number, seq) room_id, number, seq, about, thread_id, post_id, by, proposal_id
    from found
    where by <> number or about = 'reminded'
    order by room_id, number, seq, rank
),
made as (
    insert into notice (person_id, room_id, seq, kind, thread_id, post_id, by, at, proposal_id)
    select m.person_id, f.room_id, f.seq, f.about, f.thread_id, f.post_id, f.by, l.at, f.proposal_id
    from foremost f
    join line l on l.room_id = f.room_id and l.seq = f.seq
    join member m on m.room_id = f.room_id and m.number = f.number
    join person p on p.id = m.person_id
    left join telling_in_room t on t.person_id = m.person_id and t.room_id = f.room_id
    where p.email is not null and (m.ended_at is null or f.about = 'removed')
        and case coalesce(t.inbox, 'everything')
            when 'everything' then true
            when 'mentions' then f.about in ('mention', 'removed')
            else f.about = 'removed'
        end
        and (
            f.about not in ('mention', 'reply')
            or not exists (select from muted_member u where u.person_id = m.person_id and u.room_id = f.room_id and u.number = f.by)
        )
    order by f.room_id, f.seq, f.number
    on conflict do nothing
    returning id, kind, room_id, thread_id, post_id, by, person_id
)
select n.id, n.kind as about, n.room_id, n.thread_id, n.post_id, n.by, n.person_id, i.id as inbox_id, p.email, p.language,
    coalesce(r.mail, t.mail, 'daily') = 'at_once' as at_once
from made n
join person p on p.id = n.person_id
join room i on i.inbox_of = n.person_id
left join telling t on t.person_id = n.person_id
left join telling_in_room r on r.person_id = n.person_id and r.room_id = n.room_id
order by n.id
