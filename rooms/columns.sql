-- columns -> Columns
-- No row: there are no posts.
with line as (
    select p.id, p.parent_id, p.author, p.kind, floor(extract(epoch from p.at) * 1000)::bigint as at, e.seq,
        p.agrees, p.disagrees, p.passes, row_number() over (order by p.id) as n
    from post p join entry e on e.adds = p.id
    where p.thread_id = $1
),
step as (
    select l.n, l.author, l.kind, l.agrees, l.disagrees, l.passes, coalesce(l.n - a.n, 0) as parent,
        l.id - lag(l.id, 1, 0::bigint) over w as id, l.at - lag(l.at, 1, 0::bigint) over w as at, l.seq - lag(l.seq, 1, 0::bigint) over w as seq
    from line l left join line a on a.id = l.parent_id
    window w as (order by l.n)
)
select array_agg(id order by n) as id, array_agg(parent order by n) as parent, array_agg(author order by n) as author, array_agg(kind order by n) as kind,
    array_agg(at order by n) as at, array_agg(seq order by n) as seq, array_agg(agrees order by n) as agrees,
    array_agg(disagrees order by n) as disagrees, array_agg(passes order by n) as passes
from step
having count(*) > 0

-- unlike -> Post
select p.id, p.thread_id, p.parent_id, p.author, p.kind, case when coalesce(p.retracted_at, p.hidden_at) is not null then '' end as html,
    p.version, p.at, p.edited_at, p.retracted_at, p.retracted_by, p.retracted_reason, p.agrees, p.disagrees, p.passes, e.seq,
    case when coalesce(p.retracted_at, p.hidden_at) is null then f.files end as files,
    p.hidden_at, p.hidden_as, p.hidden_rule, p.cut_at, p.cut_rule, p.cut_act
from post p join entry e on e.adds = p.id left join lateral (select a.files from attached a where a.post_id = p.id) f on true
where p.thread_id = $1
    and (p.version > 1 or p.edited_at is not null or p.retracted_at is not null or p.hidden_at is not null or p.cut_at is not null or f.files is not null)
order by p.id
