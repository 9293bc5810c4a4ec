-- lines -> Line
-- The entries that carry words of a post.
select e.seq, e.body::text as body
from entry_subject s join entry e using (room_id, seq)
where s.room_id = $1 and s.subject = $2
order by e.seq

-- blank
update entry set body = $3::text::json where room_id = $1 and seq = $2

-- forget_answers
-- The answers kept for its author's retries bear the words too, of the post itself, of what was held before it, and of the thread it opened.
update command set answer = case
    when answer->'result'->'html' is not null
        then jsonb_set(jsonb_set(answer::jsonb, '{result,html}', '""'), '{result,files}', '[]')
    else jsonb_set(jsonb_set(answer::jsonb, '{result,post,html}', '""'), '{result,post,files}', '[]')
end::json
where person_id = (
    select m.person_id from post p join member m on m.room_id = p.room_id and m.number = p.author where p.id = $1
) and (
    (answer->'result'->>'id' = $1::bigint::text and answer->'result'->'html' is not null)
    or answer->'result'->>'held' = (select h.id::text from held_post h where h.post_id = $1)
    or answer->'result'->'post'->>'id' = $1::bigint::text
)

-- ends -> Line
-- The entries that tell why amendments ended, by the posts of their reasons.
select e.seq, e.body::text as body
from entry e
where e.kind = 'amendment.ended' and (e.body->'amendment'->>'post_id')::bigint = any($2::bigint[]) and e.room_id = $1
    and e.body->'amendment'->>'reason' <> ''
order by e.seq

-- forget_ends
-- The answer kept for the retries of whoever rejected or withdrew the amendment has the reason too.
update command c set answer = jsonb_set(c.answer::jsonb, '{result,reason}', '""')::json
from amendment a
join amendment_end e on e.amendment_id = a.id
join member m on m.room_id = e.room_id and m.number = e.by
where a.post_id = $1 and c.person_id = m.person_id and c.answer->'result'->>'id' = a.id::text
    and c.answer->'result'->>'post_id' = a.post_id::text and c.answer->'result'->'decided_by' is not null

-- titles -> Line
-- The entries that bear the title of a thread. Those from before they were named as such stand right before its first post, which may have
-- been moved away since, as older ones may have been moved there.
with stood as (
    select p.id from post p where p.thread_id = $2
    union all
    select s.post_id from post_stood s where s.thread_id = $2
),
before as (
    select e.seq - 1 as seq from stood join entry e on e.adds = stood.id where e.room_id = $1
),
bearing as (
    select s.seq from entry_subject s where s.room_id = $1 and s.subject = 'thread:' || $2::bigint
    union
    select e.seq from before join entry e using (seq)
    where e.room_id = $1 and e.kind = 'thread.opened' and (e.body->'thread'->>'id')::bigint = $2
)
select e.seq, e.body::text as body
from bearing join entry e using (seq)
where e.room_id = $1
order by e.seq

-- forget_title
-- The answers kept for the retries of whoever opened the thread, closed it, opened it again, made it slow or moved a branch there. All that
-- one transaction writes has its time, so each is found by when that was done.
with acted as (
    select a.person_id, a.at from audit a
    where a.act in ('threads.open_thread', 'threads.close', 'threads.reopen', 'moving.split', 'moving.join', 'slowing.slow', 'slowing.unslow')
        and a.room_ids @> array[$2::bigint]
)
update command c set answer = case
    when c.answer->'result'->'thread' is not null
        then jsonb_set(jsonb_set(c.answer::jsonb, '{result,thread,title}', to_jsonb($3::text)), '{result,move,to_title}', to_jsonb($3::text))
    else jsonb_set(c.answer::jsonb, '{result,title}', to_jsonb($3::text))
end::json
from acted a
where c.person_id = a.person_id and c.at = a.at and (
    c.answer->'result'->'thread'->>'id' = $1::bigint::text
    or (c.answer->'result'->>'id' = $1::bigint::text and c.answer->'result'->'title' is not null)
)
