-- Arguments of a proposal: what was said for and against it in its own thread, what was said elsewhere in its room and is reused for it,
-- and which reply answered an argument or a question.

create table argument_use (                          -- a post that stands elsewhere in the room, taken up for or against a proposal
    id          bigint generated always as identity primary key,
    proposal_id bigint      not null,
    room_id     bigint      not null,
    post_id     bigint      not null,
    stance      text        not null check (stance in ('support', 'critique')),
    by          int         not null,
    at          timestamptz not null default now(),
    ended_by    int,                                 -- who put it back
    ended_at    timestamptz,
    check (num_nulls(ended_by, ended_at) in (0, 2)),
    foreign key (room_id, proposal_id) references proposal (room_id, id),
    foreign key (room_id, post_id) references post (room_id, id),
    foreign key (room_id, by) references member,
    foreign key (room_id, ended_by) references member
);
create unique index argument_used_once on argument_use (proposal_id, post_id) where ended_at is null;

create table argument_answer (                       -- the reply by which an argument or a question was answered, as somebody says
    id          bigint generated always as identity primary key,
    proposal_id bigint      not null,
    room_id     bigint      not null,
    post_id     bigint      not null,
    answer_id   bigint      not null,
    by          int         not null,
    at          timestamptz not null default now(),
    ended_by    int,                                 -- who said that it is still open; or who marked another reply
    ended_at    timestamptz,
    still_open  boolean     not null default false,  -- its author says that this reply does not answer it
    check (num_nulls(ended_by, ended_at) in (0, 2)),
    check (not still_open or ended_at is not null),
    constraint answer_younger check (answer_id > post_id), -- ids grow, and answers are younger than what they answer
    foreign key (room_id, proposal_id) references proposal (room_id, id),
    foreign key (room_id, post_id) references post (room_id, id),
    foreign key (room_id, answer_id) references post (room_id, id),
    foreign key (room_id, by) references member,
    foreign key (room_id, ended_by) references member
);
create unique index argument_answered_once on argument_answer (proposal_id, post_id) where ended_at is null;
create index argument_answers_of_post on argument_answer (proposal_id, post_id, id);

-- What was taken up and answered stays on record: a row ends once, and says nothing else afterwards.
create function argument_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.ended_at is not null or new.ended_at is null
        or (to_jsonb(new) - '{ended_by,ended_at,still_open}'::text[]) <> (to_jsonb(old) - '{ended_by,ended_at,still_open}'::text[]) then
        raise exception 'what was said of an argument is followed by something else, never changed'
            using errcode = 'check_violation', constraint = 'argument_stays';
    end if;
    return new;
end $$;
create trigger argument_stays before update or delete on argument_use for each row execute function argument_stays();
create trigger argument_stays before update or delete on argument_answer for each row execute function argument_stays();

-- From when a proposal is opened until it is decided.
create function argument_in_time() returns trigger language plpgsql as $$
begin
    perform from proposal p where p.id = new.proposal_id for no key update;
    if (proposal_at(new.proposal_id)).stage not in ('discussion', 'amendments', 'frozen', 'vote') then
        raise exception 'a proposal is not argued about in this stage' using errcode = 'check_violation', constraint = 'argument_in_time';
    end if;
    return new;
end $$;
create trigger argument_in_time before insert or update on argument_use for each row execute function argument_in_time();
create trigger argument_in_time before insert or update on argument_answer for each row execute function argument_in_time();

-- An answer stands in the branch of what it answers when it is marked.
create function argument_answered_beneath() returns trigger language plpgsql as $$
begin
    if not exists (
        with recursive above as (
            select p.parent_id as id from post p where p.id = new.answer_id
            union all
            select p.parent_id from above join post p on p.id = above.id where above.id > new.post_id
        )
        select from above where id = new.post_id
    ) then
        raise exception 'this answers something else' using errcode = 'check_violation', constraint = 'argument_answered_beneath';
    end if;
    return new;
end $$;
create trigger argument_answered_beneath before insert on argument_answer for each row execute function argument_answered_beneath();

-- How sure the room is that an argument holds: the lower end of the interval that Wilson gives for the part of those who agree, among
-- those who agree or disagree, at 95 %. The same arithmetic as rooms/proposals/arguing/strength.py.
create function argument_strength(agrees int, disagrees int) returns double precision language sql immutable parallel safe as $$
    select case when agrees + disagrees = 0 then 0 else
        greatest(0, (
            agrees::float8 / (agrees + disagrees) + 1.96::float8 * 1.96 / (2 * (agrees + disagrees))
            - 1.96 * sqrt(
                (agrees::float8 / (agrees + disagrees) * (1 - agrees::float8 / (agrees + disagrees))
                    + 1.96::float8 * 1.96 / (4 * (agrees + disagrees))) / (agrees + disagrees)
            )
        ) / (1 + 1.96::float8 * 1.96 / (agrees + disagrees)))
    end
$$;

create table proposal_first_post (                   -- what arguments for and against a proposal answer
    proposal_id bigint primary key,
    room_id     bigint not null,
    thread_id   bigint not null,                     -- the proposal's; the post itself knows where it stands now
    post_id     bigint not null unique,
    foreign key (room_id, proposal_id) references proposal (room_id, id),
    foreign key (room_id, thread_id) references thread (room_id, id),
    foreign key (room_id, post_id) references post (room_id, id)
);
create function proposal_opens() returns trigger language plpgsql as $$
begin
    insert into proposal_first_post (proposal_id, room_id, thread_id, post_id)
    select new.id, new.room_id, new.thread_id, min(o.id) from post o where o.thread_id = new.thread_id;
    return null;
end $$;
create trigger proposal_opens after update of thread_id on proposal for each row
    when (old.thread_id is null and new.thread_id is not null) execute function proposal_opens();
insert into proposal_first_post (proposal_id, room_id, thread_id, post_id) -- a post that was moved into the thread once stood elsewhere
select p.id, p.room_id, p.thread_id, min(o.id)
from proposal p join post o on o.thread_id = p.thread_id
where not exists (select from post_stood s where s.post_id = o.id)
group by p.id;

-- The arguments and questions of each proposal whose words can be read now: what answers the first post of its thread, or the thread itself,
-- and what was taken up from elsewhere. Where the first post was moved, what answers it goes along. `side` is support, critique or question.
create view argument as
with said as (
    select f.proposal_id, o.id as post_id, o.kind as side, null::int as used_by, null::timestamptz as used_at
    from proposal_first_post f join post o on o.thread_id = f.thread_id and o.parent_id is null and o.id <> f.post_id
    where o.kind in ('support', 'critique', 'question')
    union all
    select f.proposal_id, o.id, o.kind, null, null
    from proposal_first_post f
    join post h on h.id = f.post_id
    join post o on o.thread_id = h.thread_id and o.parent_id = h.id
    where o.kind in ('support', 'critique', 'question')
    union all
    select u.proposal_id, u.post_id, u.stance, u.by, u.at
    from argument_use u
    join proposal_first_post f using (proposal_id)
    join post o on o.id = u.post_id
    where u.ended_at is null and (
        (o.parent_id = f.post_id or o.parent_id is null and o.thread_id = f.thread_id) and o.kind in ('support', 'critique', 'question')
    ) is not true
)
select s.proposal_id, s.post_id, s.side, s.used_by, s.used_at, o.agrees, o.disagrees, argument_strength(o.agrees, o.disagrees) as strength,
    a.answer_id, a.author as answer_author, a.by as answered_by, a.at as answered_at
from said s
join post o on o.id = s.post_id and o.retracted_at is null and o.hidden_at is null
left join (
    select w.proposal_id, w.post_id, w.answer_id, w.by, w.at, r.author
    from argument_answer w join post r on r.id = w.answer_id and r.retracted_at is null and r.hidden_at is null
    where w.ended_at is null
) a on a.proposal_id = s.proposal_id and a.post_id = s.post_id;
