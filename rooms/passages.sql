-- keep
insert into passage (room_id, thread_id, post_id, author, kind, at, length, made_by, folded, words)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, array_to_tsvector($10::text[]))
on conflict (room_id, thread_id, post_id) do update set kind = excluded.kind, length = excluded.length,
    made_by = excluded.made_by, folded = excluded.folded, words = excluded.words

-- forget_post
delete from passage where post_id = $1

-- forget_title
delete from passage where room_id = $1 and thread_id = $2 and post_id is null

-- rooms -> Unindexed
select r.id as room_id, null::bigint as thread_id, null::bigint as post_id, null::int as author, null::text as kind,
    r.opened_at as at, r.title || e'\n' || r.description as text
from room r left join passage p on p.room_id = r.id and p.thread_id is null and p.made_by = $3
where r.id > $1 and r.kind = 'discussion' and p.id is null
order by r.id
limit $2
for share of r skip locked

-- threads -> Unindexed
select t.room_id, t.id as thread_id, null::bigint as post_id, t.opened_by as author, null::text as kind,
    t.opened_at as at, t.title as text
from thread t left join passage p on p.room_id = t.room_id and p.thread_id = t.id and p.post_id is null and p.made_by = $3
where t.id > $1 and p.id is null and not exists (select from hidden_title h where h.thread_id = t.id)
order by t.id
limit $2
for share of t skip locked

-- posts -> Unindexed
select s.room_id, s.thread_id, s.id as post_id, s.author, s.kind, s.at, s.html as text
from post s left join passage p on p.post_id = s.id and p.made_by = $3
where s.id > $1 and s.retracted_at is null and s.hidden_at is null and p.id is null
order by s.id
limit $2
for share of s skip locked

-- learn_common_terms
with sampled as (
    select distinct on (term) common.term, least(common.share, 1) as share
    from pg_stats s, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) as common(term, share)
    where s.schemaname = current_schema() and s.tablename = 'passage' and s.attname = 'words' and common.term is not null
),
outdated as (
    delete from common_term c where not exists (select from sampled s where s.term = c.term)
),
learnt as (
    insert into common_term (term, share) select term, share from sampled
    on conflict (term) do update set share = excluded.share
    where abs(common_term.share - excluded.share) > 0.002
)
select count(*) from sampled
