-- A program acts through a session too: an API token is one with a name and scopes, borne in a header instead of a cookie.

alter table session
    add column seen_at timestamptz not null default now(), -- when it was last used, to the hour
    add column name    text check (char_length(name) between 1 and 100),
    add column scopes  text[] check (
        (scopes is null) = (name is null)
        and cardinality(scopes) > 0
        and scopes <@ array['read', 'write', 'steward']
    );
