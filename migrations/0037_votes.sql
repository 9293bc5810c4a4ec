-- Votes: one decision taken by a roll under a rule. Roll, text and rule are frozen when it is opened; each vote is a log of its own.

create table vote (
    id          bigint generated always as identity primary key,
    room_id     bigint      not null references room,
    thread_id   bigint      not null,                -- where it is talked about: the proposal's, or that of a poll
    proposal_id bigint,                              -- null: a poll, which binds nobody
    version     int,                                 -- of the text that is voted on
    round       int,
    title       text        not null check (char_length(title) between 1 and 200),
    rule        json        not null,                -- copied, one canonical text
    options     json        not null,
    secret      boolean     not null,                -- as the rule says
    opened_by   int         not null,
    opened_at   timestamptz not null default clock_timestamp(),
    closes_at   timestamptz not null,
    voters      int         not null default 0,      -- how many are on the roll
    text_hash   bytea       check (octet_length(text_hash) = 32),
    roll_salt   bytea       not null check (octet_length(roll_salt) = 16),
    closed_at   timestamptz,                         -- nothing is cast any more
    result      json,                                -- null: it is open, or was annulled while it was
    annulled_at timestamptz,
    annulled_by int,
    annulled_reason text    check (char_length(annulled_reason) between 1 and 500),
    annulled_salt bytea     check (octet_length(annulled_salt) = 16),
    unique (room_id, id),
    check (closes_at > opened_at),
    check (num_nulls(proposal_id, version, round, text_hash) in (0, 4)),
    check (num_nulls(annulled_at, annulled_by, annulled_reason, annulled_salt) in (0, 4)),
    check (closed_at is not null or (result is null and annulled_at is null)),
    foreign key (room_id, thread_id) references thread (room_id, id),
    foreign key (room_id, proposal_id) references proposal (room_id, id),
    foreign key (proposal_id, version) references proposal_version,
    foreign key (room_id, opened_by) references member,
    foreign key (room_id, annulled_by) references member
);
create unique index vote_once on vote (proposal_id, round) where annulled_at is null; -- voted until it pleases: not here
create index vote_of_proposal on vote (proposal_id, id) where proposal_id is not null;
create index vote_of_thread on vote (thread_id, id);
create index vote_running on vote (closes_at) where closed_at is null;

create table vote_roll (                             -- who may vote: written with the vote, by the database itself
    vote_id bigint not null references vote deferrable initially deferred,
    room_id bigint not null,
    number  int    not null,
    primary key (vote_id, number),
    foreign key (room_id, number) references member
);
create index vote_roll_of_member on vote_roll (room_id, number);

create table vote_turnout (                          -- who has voted; no time, which would tell the order
    vote_id bigint not null,
    number  int    not null,
    primary key (vote_id, number),
    foreign key (vote_id, number) references vote_roll
);

-- Where secret ballots lie while it is open. No time, no sequence, no person: a receipt that the voter's browser made.
create table vote_box (
    vote_id bigint not null references vote,
    receipt bytea  not null check (octet_length(receipt) = 16),
    ballot  text   not null check (char_length(ballot) between 1 and 4000),
    primary key (vote_id, receipt)
);

create table vote_sealed (                           -- the box once it is closed, in the order of receipts
    vote_id bigint not null references vote,
    leaf    int    not null check (leaf > 0),
    receipt bytea  not null,
    ballot  text   not null,
    primary key (vote_id, leaf),
    unique (vote_id, receipt)
);

create function vote_refused(why text) returns void language plpgsql as $$
begin
    raise exception 'a vote does not allow this: %', why using errcode = 'check_violation', constraint = why;
end $$;

-- The roll is that of this moment: members who may speak, but those who may not until it is over.
create function vote_opens() returns trigger language plpgsql as $$
declare last proposal_stage;
begin
    new.opened_at := clock_timestamp();
    if new.closed_at is not null or new.secret is distinct from coalesce((new.rule->>'secret')::boolean, false)
        or new.proposal_id is null and coalesce((new.rule->>'binding')::boolean, true) then
        perform vote_refused('vote_opens');
    end if;
    if new.proposal_id is not null then
        perform from proposal p where p.id = new.proposal_id and p.thread_id = new.thread_id for no key update;
        last := proposal_at(new.proposal_id);
        if not found or last.stage <> 'vote' or last.round <> new.round
            or new.version <> (select max(v.number) from proposal_version v where v.proposal_id = new.proposal_id) then
            perform vote_refused('vote_opens');
        end if;
    end if;
    insert into vote_roll (vote_id, room_id, number)
    select new.id, m.room_id, m.number from member m
    where m.room_id = new.room_id and m.ended_at is null and m.role <> 'observer' and coalesce(m.silenced_until < new.closes_at, true);
    get diagnostics new.voters = row_count;
    if new.voters = 0 or new.secret and new.voters < 5 then
        perform vote_refused('vote_too_few');
    end if;
    return new;
end $$;
create trigger vote_opens before insert on vote for each row execute function vote_opens();

create function vote_roll_stays() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' or pg_trigger_depth() < 2 then
        perform vote_refused('vote_roll_stays');
    end if;
    return new;
end $$;
create trigger vote_roll_stays before insert or update or delete on vote_roll for each row execute function vote_roll_stays();

-- What may happen to a vote, each once: it is closed, by this server's clock or when everybody has cast for good; it gets its result; it
-- is annulled, which closes one that is open.
create function vote_stays() returns trigger language plpgsql as $$
begin
    if (new.id, new.room_id, new.thread_id, new.proposal_id, new.version, new.round, new.title, new.rule::text, new.options::text, new.secret,
            new.opened_by, new.opened_at, new.closes_at, new.voters, new.text_hash, new.roll_salt) is distinct from
        (old.id, old.room_id, old.thread_id, old.proposal_id, old.version, old.round, old.title, old.rule::text, old.options::text, old.secret,
            old.opened_by, old.opened_at, old.closes_at, old.voters, old.text_hash, old.roll_salt)
        or old.closed_at is not null and new.closed_at is distinct from old.closed_at
        or old.result is not null and new.result::text is distinct from old.result::text
        or old.annulled_at is not null and (new.annulled_at, new.annulled_by, new.annulled_reason, new.annulled_salt) is distinct from
            (old.annulled_at, old.annulled_by, old.annulled_reason, old.annulled_salt)
        or old.result is null and new.result is not null and (old.closed_at is null or new.annulled_at is not null) then
        perform vote_refused('vote_stays');
    end if;
    if old.annulled_at is null and new.annulled_at is not null then
        new.annulled_at := clock_timestamp();
    end if;
    if old.closed_at is null and new.closed_at is not null then
        new.closed_at := clock_timestamp();
        if new.annulled_at is null and new.closed_at < new.closes_at
            and not (new.secret and (select count(*) from vote_turnout t where t.vote_id = new.id) = new.voters) then
            perform vote_refused('vote_runs');
        end if;
    end if;
    return new;
end $$;
create trigger vote_stays before update on vote for each row execute function vote_stays();
create trigger said_stays before delete on vote for each row execute function said_stays();

-- Closing seals: in one transaction the box is written anew in the order of receipts, and turnout in that of numbers, so that neither
-- tells when a row came. The box of one that is annulled while it is open is not opened: few ballots would say whose they are.
create function vote_seals() returns trigger language plpgsql as $$
declare numbers int[];
begin
    select array_agg(t.number order by t.number) into numbers from vote_turnout t where t.vote_id = new.id;
    if new.annulled_at is null then
        insert into vote_sealed (vote_id, leaf, receipt, ballot)
        select b.vote_id, row_number() over (order by b.receipt), b.receipt, b.ballot from vote_box b where b.vote_id = new.id order by b.receipt;
        if (select count(*) from vote_sealed s where s.vote_id = new.id) <> coalesce(array_length(numbers, 1), 0) then
            perform vote_refused('box_is_of_turnout');
        end if;
    end if;
    delete from vote_box b where b.vote_id = new.id;
    delete from vote_turnout t where t.vote_id = new.id;
    insert into vote_turnout (vote_id, number) select new.id, n from unnest(numbers) as n order by n;
    return null;
end $$;
create trigger vote_seals after update on vote for each row
    when (new.secret and old.closed_at is null and new.closed_at is not null) execute function vote_seals();

create function vote_has_result() returns trigger language plpgsql as $$
begin
    if exists (select from vote v where v.id = new.id and v.closed_at is not null and v.result is null and v.annulled_at is null) then
        perform vote_refused('vote_has_result');
    end if;
    return null;
end $$;
create constraint trigger vote_has_result after update on vote deferrable initially deferred for each row execute function vote_has_result();

-- The sharp line: whatever is cast holds the vote's row until it is committed, and closing waits for that.
create function vote_is_open(vote bigint, is_secret boolean) returns void language plpgsql as $$
begin
    perform from vote v
    where v.id = vote and v.closed_at is null and clock_timestamp() < v.closes_at and v.secret = coalesce(is_secret, v.secret) for share;
    if not found then
        perform vote_refused('vote_is_open');
    end if;
end $$;

create function turnout_in_time() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' and pg_trigger_depth() < 2 then
        perform vote_is_open(new.vote_id, null);
    elsif tg_op = 'UPDATE' or pg_trigger_depth() < 2 then
        perform vote_refused('turnout_stays');
    end if;
    return coalesce(new, old);
end $$;
create trigger turnout_in_time before insert or update or delete on vote_turnout for each row execute function turnout_in_time();

create function box_in_time() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        perform vote_is_open(new.vote_id, true);
    elsif tg_op = 'UPDATE' or pg_trigger_depth() < 2 then
        perform vote_refused('box_stays');
    end if;
    return coalesce(new, old);
end $$;
create trigger box_in_time before insert or update or delete on vote_box for each row execute function box_in_time();

create function sealed_stays() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' or pg_trigger_depth() < 2 then
        perform vote_refused('sealed_stays');
    end if;
    return new;
end $$;
create trigger sealed_stays before insert or update or delete on vote_sealed for each row execute function sealed_stays();

-- Nobody looks into the box before it is sealed: the program is shown nothing of it. A backup takes it with it (and says so with the
-- setting), in the order of receipts. A superuser is not held by this: see ADR 25.
alter table vote_box enable row level security;
alter table vote_box force row level security;
create policy box_takes on vote_box for insert with check (true);
create policy box_sealing on vote_box for all using (
    exists (select from vote v where v.id = vote_id and v.closed_at is not null) or current_setting('dienhong.backup', true) = 'on'
);
