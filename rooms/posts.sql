-- places -> Place
-- Where replies would go, and how slowly; those with a role of $4 are exempt from that. The rows are locked against the one who closes, removes or demotes, and read again
-- if that one came first. No row for one: no such thread, or not in its room.
select t.room_id, m.person_id, m.number, m.role,
    (select max(id) from rule_set where room_id = t.room_id) as rules,
    (select max(id) from rule_set where room_id is null) as portal_rules,
    m.role = any($3) as may, case when m.silenced_until > now() then m.silenced_act end as silenced,
    asked.n::int as n, t.closed_at is not null as closed,
    case when m.role <> all($4) and (t.slow_until is null or t.slow_until > now()) then t.slow_s end as slow_s
from unnest($1::bigint[], $2::bigint[]) with ordinality as asked(thread_id, person_id, n)
join thread t on t.id = asked.thread_id
join member m on m.room_id = t.room_id and m.person_id = asked.person_id and m.ended_at is null
order by asked.n
for share of t, m

-- room_of
select room_id from thread where id = $1

-- moved_to
-- The thread in which a post stands now that once stood in this one. No row: it never did, or still does.
select p.thread_id from post_stood s join post p on p.id = s.post_id where s.post_id = $1 and s.thread_id = $2

-- room_of_post
select room_id from post where id = $1

-- own -> Own
-- A post of a room this person is in, locked for its change. No row: no such post, or not in its room.
select p.room_id, m.person_id, m.number, m.role,
    (select max(id) from rule_set where room_id = p.room_id) as rules,
    (select max(id) from rule_set where room_id is null) as portal_rules,
    m.role = any($3) as may, case when m.silenced_until > now() then m.silenced_act end as silenced,
    p.author, p.version, t.closed_at is not null as closed, p.retracted_at is not null as retracted, p.hidden_at is not null as hidden
from post p
join thread t on t.id = p.thread_id
join member m on m.room_id = p.room_id
where p.id = $1 and m.person_id = $2 and m.ended_at is null
for share of t, m for no key update of p

-- edit -> Post
with kept as (
    insert into post_revision (post_id, version, kind, body, html, at)
    select id, version, kind, body, html, coalesce(greatest(edited_at, cut_at), at) from post where id = $1
)
update post set body = $2, html = $3, render_version = $4, kind = $5, version = version + 1, edited_at = coalesce($6::timestamptz, now())
where id = $1
returning id, thread_id, parent_id, author, kind, html, version, at, edited_at, retracted_at, retracted_by, retracted_reason,
    agrees, disagrees, passes, (select seq from entry where adds = post.id) as seq,
    (select a.files from attached a where a.post_id = post.id) as files, hidden_at, hidden_as, hidden_rule, cut_at, cut_rule, cut_act

-- retract -> Post
update post set retracted_at = coalesce($4::timestamptz, now()), retracted_by = $2, retracted_reason = $3
where id = $1
returning id, thread_id, parent_id, author, kind, '' as html, version, at, edited_at, retracted_at, retracted_by, retracted_reason,
    agrees, disagrees, passes, (select seq from entry where adds = post.id) as seq, null::json as files,
    hidden_at, hidden_as, hidden_rule, cut_at, cut_rule, cut_act
