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
