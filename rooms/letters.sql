-- enclose
insert into letter (key, kind, recipient, language, facts, person_id)
values ($1, $2, $3, $4, $5::text::json, $6)
on conflict (key) do nothing
