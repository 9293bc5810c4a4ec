-- tables -> Table
select c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migration'
group by c.relname
order by c.relname

-- ties -> Tie
-- Triggers first, so that they are the last to be there again.
select format('alter table %I disable trigger user', c.relname) as undo,
    format('alter table %I enable trigger user', c.relname) as redo
from pg_class c
where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
union all
select format('alter table %I no force row level security', c.relname), format('alter table %I force row level security', c.relname)
from pg_class c
where c.relnamespace = current_schema()::regnamespace and c.relforcerowsecurity
union all
select format('alter table %I drop constraint %I', c.relname, k.conname),
    format('alter table %I add constraint %I %s', c.relname, k.conname, pg_get_constraintdef(k.oid))
from pg_constraint k
join pg_class c on c.oid = k.conrelid
where k.connamespace = current_schema()::regnamespace and k.contype = 'f'

-- counters -> Counter
select sequencename::text as name, last_value as last
from pg_sequences
where schemaname = current_schema() and last_value is not null
order by sequencename

-- migrated
select to_regclass('schema_migration') is not null

-- applied -> Applied
select number, name, checksum from schema_migration order by number

-- emptying
-- Null: there is nothing yet.
select format('truncate %s', string_agg(format('%I', c.relname), ', ' order by c.relname))
from pg_class c
where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migration'

-- count_on
select setval(quote_ident($1::text)::regclass, $2::bigint)

-- serving
select exists (
    select from pg_stat_activity where datname = current_database() and application_name = 'dienhong'
)

-- has_people
select to_regclass('person') is not null

-- anybody
select exists (select from person)
