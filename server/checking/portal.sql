-- nature -> Nature
select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
    pg_encoding_to_char(d.encoding)::text as encoding,
    coalesce(d.datcollversion is distinct from pg_database_collation_actual_version(d.oid), false) as moved,
    current_setting('fsync')::bool and current_setting('full_page_writes')::bool as durable,
    has_schema_privilege(current_schema(), 'create') as creates,
    current_setting('max_connections')::int as connections,
    current_setting('is_superuser')::bool as superuser
from pg_database d
where d.datname = current_database()

-- clock
select extract(epoch from clock_timestamp())::float8

-- has_record
select to_regclass('audit_head') is not null

-- chain -> Chain
select h.key, h.size,
    (select extract(epoch from clock_timestamp() - a.at)::float8
     from audit_pending p join audit a on a.id = p.audit_id order by p.audit_id limit 1) as waiting_s
from audit_head h
