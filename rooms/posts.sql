-- place -> Place
-- Where a reply would go. The rows are locked against the one who closes, removes or demotes, and read again
-- if that one came first. No row: no such thread, or not in its room.
select t.room_id, m.number, m.role = any($3) as may, t.closed_at is not null as closed
from thread t join member m using (room_id)
where t.id = $1 and m.person_id = $2 and m.ended_at is null
for share

-- room_of
select room_id from thread where id = $1

-- room_of_post
select room_id from post where id = $1

-- insert -> Post
insert into post (room_id, thread_id, parent_id, author, kind, body, html, render_version, at)
values ($1, $2, $3, $4, $5, $6, $7, $8, coalesce($9::timestamptz, now()))
returning id, thread_id, parent_id, author, kind, html, version, at, edited_at, retracted_at, retracted_by, retracted_reason,
    agrees, disagrees, passes, 0::bigint as seq, null::json as files

-- refer
-- Exactly what the words refer to now: what an edit has dropped goes.
with unmentioned as (
    delete from post_mention where post_id = $2 and number <> all($3::int[])
),
unquoted as (
    delete from post_quote where post_id = $2 and quoted_id <> all($4::bigint[])
),
mentioned as (
    insert into post_mention (room_id, post_id, number)
    select $1::bigint, $2::bigint, unnest($3::int[])
    on conflict do nothing
)
insert into post_quote (room_id, post_id, quoted_id)
select $1::bigint, $2::bigint, unnest($4::bigint[])
on conflict do nothing

-- own -> Own
-- A post of a room this person is in, locked for its change. No row: no such post, or not in its room.
select p.room_id, m.number, m.role = any($3) as may, p.author, p.version, t.closed_at is not null as closed,
    p.retracted_at is not null as retracted
from post p
join thread t on t.id = p.thread_id
join member m on m.room_id = p.room_id
where p.id = $1 and m.person_id = $2 and m.ended_at is null
for no key update of p for share of m, t

-- edit -> Post
with kept as (
    insert into post_revision (post_id, version, kind, body, html, at)
    select id, version, kind, body, html, coalesce(edited_at, at) from post where id = $1
)
update post set body = $2, html = $3, render_version = $4, kind = $5, version = version + 1, edited_at = coalesce($6::timestamptz, now())
where id = $1
returning id, thread_id, parent_id, author, kind, html, version, at, edited_at, retracted_at, retracted_by, retracted_reason,
    agrees, disagrees, passes, (select seq from entry where adds = post.id) as seq,
    (select a.files from attached a where a.post_id = post.id) as files

-- retract -> Post
update post set retracted_at = coalesce($4::timestamptz, now()), retracted_by = $2, retracted_reason = $3
where id = $1
returning id, thread_id, parent_id, author, kind, '' as html, version, at, edited_at, retracted_at, retracted_by, retracted_reason,
    agrees, disagrees, passes, (select seq from entry where adds = post.id) as seq, null::json as files

-- lines -> Line
-- The entries that carry words of a post.
select e.seq, e.body::text as body
from entry_subject s join entry e using (room_id, seq)
where s.room_id = $1 and s.subject = $2
order by e.seq

-- blank
update entry set body = $3::text::json where room_id = $1 and seq = $2

-- forget_answers
-- The answers kept for retries bear the words too, of the post itself and of the thread it opened.
update command set answer = case
    when answer->'result'->>'id' = $2::bigint::text
        then jsonb_set(jsonb_set(answer::jsonb, '{result,html}', '""'), '{result,files}', '[]')
    else jsonb_set(jsonb_set(answer::jsonb, '{result,post,html}', '""'), '{result,post,files}', '[]')
end::json
where person_id = $1 and (
    (answer->'result'->>'id' = $2::bigint::text and answer->'result'->'html' is not null)
    or answer->'result'->'post'->>'id' = $2::bigint::text
)
