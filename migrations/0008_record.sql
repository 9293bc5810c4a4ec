-- The record: the audit becomes a log that can only grow, each row a leaf of a Merkle tree with signed checkpoints.
-- Everybody waits for the audit while this is done, so nothing here goes through its rows: that is for the next one.

alter table audit add column room_ids bigint[] not null default '{}'; -- the rooms whose journals tell of it

create table audit_pending (                         -- committed, and not yet a leaf
    audit_id   bigint primary key references audit,
    commitment bytea check (octet_length(commitment) = 32) -- erased before it was a leaf; as in audit_leaf
);

create table audit_leaf (                            -- the row's place in the log; what is hashed: docs/record.md
    leaf       bigint primary key check (leaf >= 0),
    audit_id   bigint not null unique references audit,
    salt       bytea check (octet_length(salt) = 16),
    commitment bytea check (octet_length(commitment) = 32), -- of what was erased: stands where the salt was
    check (num_nonnulls(salt, commitment) = 1)
);

create table audit_tile (                            -- hashes of the tree, 64 in a full tile
    level  int    not null check (level >= 0 and level % 6 = 0),
    number bigint not null check (number >= 0),
    hashes bytea  not null check (octet_length(hashes) between 32 and 2048 and octet_length(hashes) % 32 = 0),
    primary key (level, number)
);
alter table audit_tile alter column hashes set storage plain; -- hashes cannot be compressed, and a tile fits its page

create table audit_head (                            -- one row; who holds it appends
    id       int primary key default 1 check (id = 1),
    size     bigint not null default 0 check (size >= 0),
    key      text,                                   -- with its name, as verifiers are given it; null: whoever comes first
    restored int    not null default 0 check (restored >= 0) -- how often a backup was restored: the log goes on under another name
);
insert into audit_head default values;

create table audit_checkpoint (                      -- signed heads: the newest, and the last of every hour before
    id   bigint generated always as identity primary key,
    size bigint      not null check (size >= 0),
    at   timestamptz not null,
    note text        not null
);

create function audit_awaits_its_leaf() returns trigger language plpgsql as $$
begin
    insert into audit_pending (audit_id) values (new.id);
    return null;
end $$;
create trigger audit_awaits_its_leaf after insert on audit
    for each row execute function audit_awaits_its_leaf();

create function audit_stands() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE'
       and (new.id, new.at, new.act, new.room_ids) is not distinct from (old.id, old.at, old.act, old.room_ids)
       and num_nonnulls(new.person_id, new.session_id) = 0 and new.facts::text = '{}' then
        return new;                                  -- erasure of what is personal, which the log's commitment outlives
    end if;
    raise exception 'a row of the audit stands for ever' using errcode = 'restrict_violation';
end $$;
create trigger audit_stands before update or delete on audit
    for each row execute function audit_stands();
