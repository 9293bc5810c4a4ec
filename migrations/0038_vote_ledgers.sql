-- The log of each vote, and the ballots of open ones, which stand in it from the moment they are cast.

create table vote_leaf (                             -- what the log of a vote says, and its hash in the tree
    vote_id bigint not null references vote,
    leaf    int    not null check (leaf >= 0),
    record  text   not null,
    hash    bytea  not null,
    primary key (vote_id, leaf),
    constraint leaf_is_hashed check (hash = sha256('\x00'::bytea || convert_to(record, 'UTF8')))
);

create table vote_ballot (                           -- whose ballot a leaf of an open vote is; what it says stands in the leaf
    vote_id  bigint      not null,
    leaf     int         not null,
    room_id  bigint      not null,
    number   int,                                    -- null: erased, and the salt with it
    salt     bytea       check (octet_length(salt) = 16), -- one for all ballots of a voter in a vote
    at       timestamptz not null,
    replaces int,                                    -- the voter's ballot before this one, which does not count any more
    primary key (vote_id, leaf),
    constraint ballot_replaced_once unique (vote_id, replaces),
    check ((number is null) = (salt is null)),
    foreign key (vote_id, leaf) references vote_leaf,
    foreign key (vote_id, replaces) references vote_ballot,
    foreign key (vote_id, number) references vote_roll
);
create unique index ballot_first on vote_ballot (vote_id, number) where replaces is null and number is not null;
create index vote_ballot_of_member on vote_ballot (room_id, number);

create table vote_reason (                           -- why, where the rule lets it be said
    vote_id bigint not null,
    leaf    int    not null,
    salt    bytea  not null check (octet_length(salt) = 16),
    text    text   check (char_length(text) between 1 and 2000), -- null: taken away
    primary key (vote_id, leaf),
    foreign key (vote_id, leaf) references vote_ballot
);

create table vote_ledger (                           -- the end of a vote's log; whoever appends holds this row
    vote_id     bigint primary key references vote,
    size        int    not null default 0,
    edge        bytea  not null default ''::bytea,   -- the hashes of its perfect subtrees, from the left
    signed_size int    not null default 0,
    key         text,                                -- null: no process has signed for it yet, or a backup was restored
    restored    int    not null default 0,
    told_size   int    not null default 0,           -- of when turnout was told last
    told        int    not null default 0            -- that turnout
);
create index vote_ledger_unsigned on vote_ledger (vote_id) where signed_size < size;

create table vote_checkpoint (
    vote_id bigint      not null references vote,
    size    int         not null,
    at      timestamptz not null,
    note    text        not null,
    key     text        not null,                    -- that signed it
    primary key (vote_id, size, at)
);

create trigger said_stays before update or delete on vote_leaf for each row execute function said_stays();

-- A ballot follows the voter's last one. Later only whose it was may be taken away.
create function ballot_in_time() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        perform vote_is_open(new.vote_id, false);
        if new.number is null or new.replaces is distinct from
            (select max(b.leaf) from vote_ballot b where b.vote_id = new.vote_id and b.number = new.number) then
            perform vote_refused('ballot_follows');
        end if;
    elsif tg_op = 'DELETE' or new.number is not null
        or (new.vote_id, new.leaf, new.room_id, new.at, new.replaces) is distinct from (old.vote_id, old.leaf, old.room_id, old.at, old.replaces) then
        perform vote_refused('ballot_stays');
    end if;
    return new;
end $$;
create trigger ballot_in_time before insert or update or delete on vote_ballot for each row execute function ballot_in_time();

create function reason_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or new.text is not null or (new.vote_id, new.leaf, new.salt) is distinct from (old.vote_id, old.leaf, old.salt) then
        perform vote_refused('reason_stays');
    end if;
    return new;
end $$;
create trigger reason_stays before update or delete on vote_reason for each row execute function reason_stays();

create function ledger_grows() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or new.vote_id <> old.vote_id or new.size < old.size then
        perform vote_refused('ledger_grows');
    end if;
    return new;
end $$;
create trigger ledger_grows before update or delete on vote_ledger for each row execute function ledger_grows();
create trigger said_stays before update or delete on vote_checkpoint for each row execute function said_stays();
