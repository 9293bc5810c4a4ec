-- enclose
insert into letter (key, kind, recipient, language, facts, person_id)
select key, kind, recipient, language, facts::json, person_id
from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[]) with ordinality
    as due(key, kind, recipient, language, facts, person_id, n)
order by n
on conflict (key) do nothing
