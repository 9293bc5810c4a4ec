-- waiting -> Waiting
-- What somebody asks about their own data is no machine's, nor is a name. In the order in which everybody locks what cases are about. $4: how
-- much of what the author said before this. What was hidden is among it, what was taken back is not.
select c.id, c.target, c.target_id,
    array(select r.reason from report r where r.case_id = c.id order by r.id limit 100) as reasons,
    array(select f->>'rule' from json_array_elements(coalesce(c.findings, '[]')) f) as rules,
    array(
        select p.html
        from member m join post p on p.room_id = m.room_id and p.author = m.number
        where m.room_id = c.room_id and m.person_id = c.person_id and p.retracted_at is null
            and p.at < coalesce((select s.at from post s where s.id = c.post_id), (select h.at from held_post h where h.id = c.held_id))
        order by p.at desc
        limit $4
    ) as earlier
from moderation_case c
where c.stage = 'open' and c.asked is null and c.target <> 'name' and c.id in (
    select (e.body->'case'->>'id')::bigint
    from unnest($1::bigint[], $2::bigint[], $3::bigint[]) as stretch(room_id, first, last)
    join entry e on e.room_id = stretch.room_id and e.seq between stretch.first and stretch.last
    where e.kind in ('case.opened', 'case.reported')
)
order by c.target, c.target_id

-- forget
-- It cannot say any more.
delete from machine_suggestion s using moderation_case c where s.case_id = $1 and s.name = $2 and c.id = s.case_id and c.stage = 'open'

-- keep
-- In the place of what it said before. Nothing where the case was decided meanwhile: what a moderator had before them stays.
insert into machine_suggestion (case_id, name, version, act, reason, score, vi, en)
select c.id, $2, $3, $4, $5, $6, $7, $8
from (select id from moderation_case where id = $1 and stage = 'open' for share) c
on conflict (case_id, name) do update
set version = excluded.version, act = excluded.act, reason = excluded.reason, score = excluded.score, vi = excluded.vi, en = excluded.en, at = now()

-- shown -> Said
select case_id, name, version, act, reason, score::float8 as score, vi, en, at from machine_suggestion where case_id = any($1::bigint[]) order by case_id, name
