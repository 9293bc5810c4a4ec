-- lines -> Line
select e.seq, e.body::text as body
from entry_subject s join entry e using (room_id, seq)
where s.room_id = $1 and s.subject = $2
order by e.seq

-- blank
update entry set body = $3::text::json where room_id = $1 and seq = $2

-- answers
-- All that one transaction writes has its time, so each kept answer is found by when the thing it tells of was done.
with acted as (
    select a.person_id, a.at from audit a
    where a.act in ('members.add', 'members.change_role', 'members.remove', 'authors.invite')
        and a.room_ids && (select array_agg(m.room_id) from member m where m.person_id = $1)
)
update command c
set answer = jsonb_set(jsonb_set(c.answer::jsonb, '{result,name}', to_jsonb(s.name)), '{result,organisation}', to_jsonb(s.organisation))::json
from acted a, shown_member s
where c.at = a.at and c.person_id = a.person_id and s.person_id = $1
    and c.answer->'result'->>'organisation' is not null
    and c.answer->'result'->>'number' = s.number::text and c.answer->'seqs'->>(s.room_id::text) is not null
