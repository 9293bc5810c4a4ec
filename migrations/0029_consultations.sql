-- Comments on a passage of a proposal's version, and consultations: a period in which they are asked for, and what came of each.

create table consultation (                          -- a period in which a room is asked what it thinks of a version, article by article
    proposal_id bigint      not null,
    number      int         not null check (number > 0),
    room_id     bigint      not null,
    version     int         not null,                -- the one it was opened on; comments are on the newest of when they are made
    opened_by   int         not null,
    opened_at   timestamptz not null default now(),
    closes_at   timestamptz not null,                -- comments of until then count, and it is closed no sooner
    closed_at   timestamptz,
    closed_by   int,
    primary key (proposal_id, number),
    check (closes_at > opened_at),
    check ((closed_at is null) = (closed_by is null)),
    foreign key (room_id, proposal_id) references proposal (room_id, id),
    foreign key (proposal_id, version) references proposal_version,
    foreign key (room_id, opened_by) references member,
    foreign key (room_id, closed_by) references member
);
create unique index consultation_open on consultation (proposal_id) where closed_at is null;

create table post_anchor (                           -- what a comment is about: a passage of a version, or one of its articles as a whole
    id           bigint      generated always as identity primary key,
    room_id      bigint      not null,
    proposal_id  bigint      not null,
    version      int         not null,
    place        int         not null,               -- of the article
    first        int         not null check (first >= 0), -- the character of the version's text it begins at
    length       int         not null check (length > 0),
    whole        boolean     not null,
    words        text        not null check (char_length(words) <= 1000 and (words = '') = whole),
    consultation int,                                -- in which it counts; null: in none
    post_id      bigint unique,                      -- null: the comment is held, and nobody knows of it yet
    held_id      bigint unique,
    at           timestamptz not null default now(), -- when it was said
    check (num_nonnulls(post_id, held_id) > 0),
    foreign key (room_id, proposal_id) references proposal (room_id, id),
    foreign key (proposal_id, version, place) references proposal_article,
    foreign key (proposal_id, consultation) references consultation,
    foreign key (room_id, post_id) references post (room_id, id),
    foreign key (room_id, held_id) references held_post (room_id, id)
);
create index post_anchor_of_proposal on post_anchor (proposal_id, post_id) where post_id is not null;
create index post_anchor_in_consultation on post_anchor (proposal_id, consultation, post_id) where post_id is not null;

create table disposition (                           -- what was answered to a comment, one row for each time; the newest is the one that is in force
    post_id      bigint      not null references post_anchor (post_id),
    number       int         not null check (number > 0),
    proposal_id  bigint      not null,
    consultation int         not null,
    room_id      bigint      not null,
    kind         text        not null check (kind in ('accepted', 'partly', 'explained', 'aside')), -- aside: it does not count
    reason       text        not null check (char_length(reason) between 1 and 2000),
    said         int         not null,               -- the version of the comment that this answers
    by           int         not null,
    at           timestamptz not null default now(),
    primary key (post_id, number),
    foreign key (proposal_id, consultation) references consultation,
    foreign key (room_id, by) references member
);
create index disposition_of_member on disposition (room_id, by);

-- The newest row about a comment; none: it was not answered yet.
create function disposed(post bigint) returns disposition language sql stable as $$
    select d from disposition d where d.post_id = post order by d.number desc limit 1
$$;

-- Comments of a consultation that count and have no answer.
create function waiting_comments(proposal bigint, consulted int) returns bigint language sql stable as $$
    select count(*) from post_anchor a join post p on p.id = a.post_id
    where a.proposal_id = proposal and a.consultation = consulted and p.hidden_at is null and p.retracted_at is null
        and not exists (select from disposition d where d.post_id = a.post_id)
$$;

create function consultation_opens() returns trigger language plpgsql as $$
begin
    perform from proposal p where p.id = new.proposal_id for no key update;
    new.opened_at := clock_timestamp();
    if (proposal_at(new.proposal_id)).stage not in ('discussion', 'amendments') or new.closed_at is not null
        or new.version <> (select max(v.number) from proposal_version v where v.proposal_id = new.proposal_id)
        or new.number <> coalesce((select max(c.number) from consultation c where c.proposal_id = new.proposal_id), 0) + 1 then
        raise exception 'a consultation is on the newest text, while it is open to change' using
            errcode = 'check_violation', constraint = 'consultation_opens';
    end if;
    return new;
end $$;
create trigger consultation_opens before insert on consultation for each row execute function consultation_opens();

-- It is only ever closed: by this server's clock, and with an answer to each comment that counts.
create function consultation_closes() returns trigger language plpgsql as $$
begin
    perform from proposal p where p.id = old.proposal_id for no key update;
    new.closed_at := clock_timestamp();
    if old.closed_at is not null or new.closed_by is null or new.closed_at < old.closes_at
        or (new.proposal_id, new.number, new.room_id, new.version, new.opened_by, new.opened_at, new.closes_at) is distinct from
            (old.proposal_id, old.number, old.room_id, old.version, old.opened_by, old.opened_at, old.closes_at) then
        raise exception 'it is not over, or is closed already' using errcode = 'check_violation', constraint = 'consultation_closes';
    end if;
    if waiting_comments(old.proposal_id, old.number) > 0 then
        raise exception 'a comment has no answer' using errcode = 'check_violation', constraint = 'comments_wait';
    end if;
    return new;
end $$;
create trigger consultation_closes before update on consultation for each row execute function consultation_closes();
create trigger said_stays before delete on consultation for each row execute function said_stays();

-- An anchor says what stands there, and counts in the consultation of when it was said.
create function anchor_is_of_its_text() returns trigger language plpgsql as $$
declare
    held record;                                     -- what stands there
begin
    select g.first, g.length, substr(v.text, new.first + 1, new.length) as words into held
    from proposal_version v join proposal_article g on g.proposal_id = v.proposal_id and g.version = v.number
    where v.proposal_id = new.proposal_id and v.number = new.version and g.place = new.place;
    if held.first is null or new.first < held.first or new.first + new.length > held.first + held.length or (not new.whole and new.words <> held.words) then
        raise exception 'these words do not stand there' using errcode = 'check_violation', constraint = 'anchor_is_of_its_text';
    end if;
    new.consultation := (
        select c.number from consultation c where c.proposal_id = new.proposal_id and c.closed_at is null and clock_timestamp() < c.closes_at
    );
    return new;
end $$;
create trigger anchor_is_of_its_text before insert on post_anchor for each row execute function anchor_is_of_its_text();

-- What is let through after its consultation was closed counts in none; else nothing about an anchor changes.
create function anchor_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.post_id is not null or new.post_id is null
        or (new.id, new.room_id, new.proposal_id, new.version, new.place, new.first, new.length, new.whole, new.words, new.held_id, new.at) is distinct from
            (old.id, old.room_id, old.proposal_id, old.version, old.place, old.first, old.length, old.whole, old.words, old.held_id, old.at) then
        raise exception 'what a comment is about stays' using errcode = 'check_violation', constraint = 'anchor_stays';
    end if;
    perform from proposal p where p.id = old.proposal_id for share;
    new.consultation := (
        select c.number from consultation c where c.proposal_id = old.proposal_id and c.number = old.consultation and c.closed_at is null
    );
    return new;
end $$;
create trigger anchor_stays before update or delete on post_anchor for each row execute function anchor_stays();

create function disposition_in_time() returns trigger language plpgsql as $$
begin
    perform from consultation c
    where c.proposal_id = new.proposal_id and c.number = new.consultation and c.room_id = new.room_id and c.closed_at is null for share;
    if not found or coalesce((disposed(new.post_id)).number, 0) + 1 <> new.number
        or not exists (
            select from post_anchor a
            where a.post_id = new.post_id and a.proposal_id = new.proposal_id and a.consultation = new.consultation
        ) then
        raise exception 'an answer is to a comment of an open consultation' using
            errcode = 'check_violation', constraint = 'disposition_in_time';
    end if;
    return new;
end $$;
create trigger disposition_in_time before insert on disposition for each row execute function disposition_in_time();
create trigger said_stays before update or delete on disposition for each row execute function said_stays();

-- Whoever made a comment is told when it was answered, with the comment.
-- squawk-ignore ban-drop-constraint
alter table notice drop constraint notice_kind_check;
alter table notice add constraint notice_kind_check check (kind in (
    'mention', 'reply', 'added', 'role', 'removed', 'retracted', 'closed', 'moderated', 'reviewed', 'reported', 'moved', 'drafting', 'versioned',
    'disposed'
)) not valid;
-- squawk-ignore ban-drop-constraint
alter table notice drop constraint notice_in_thread;
alter table notice add constraint notice_in_thread check (
    (kind in ('mention', 'reply', 'retracted', 'closed', 'moved', 'disposed')) = (thread_id is not null)) not valid;
-- squawk-ignore ban-drop-constraint
alter table notice drop constraint notice_check;
alter table notice add constraint notice_of_post check (
    (kind in ('mention', 'reply', 'retracted', 'disposed')) = (post_id is not null)) not valid;
