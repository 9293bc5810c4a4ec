-- People to each other: invitations into rooms, verified affiliations, names as a room shows them, and muting.

alter table room
    add column naming text not null default 'names' -- how the room names its members; never changed once it is open
        check (naming in ('names', 'roles', 'pseudonyms'));

alter table member
    add column entered_as text                      -- the constituency at the first entering: it stays wherever names are not shown
        check (entered_as in ('agency', 'expert', 'scientist', 'enterprise', 'citizen')),
    add column entered_for text                     -- the organisation then, which stays where the room shows roles
        check (char_length(entered_for) <= 200),
    add column role_since timestamptz,              -- null: since the membership began
    add column role_by int;                         -- the member who gave the role; null: nobody did, they joined by themselves
alter table member add constraint member_role_by foreign key (room_id, role_by) references member not valid;

create table invitation (
    id         bigint generated always as identity primary key,
    room_id    bigint      not null references room,
    role       text        not null check (role in ('owner', 'facilitator', 'moderator', 'member', 'observer')),
    email      text check (email = lower(email) and char_length(email) between 3 and 254), -- null: by a link
    token_hash bytea unique check (octet_length(token_hash) = 32), -- of a link's token; a letter's is made when it is sent
    made_by    int         not null,
    made_at    timestamptz not null default now(),
    expires_at timestamptz not null check (expires_at > made_at),
    most_uses  int check (most_uses > 0),           -- null: as many as come before it expires
    uses       int         not null default 0 check (uses between 0 and coalesce(most_uses, uses)),
    revoked_at timestamptz,
    revoked_by int,
    check (num_nulls(revoked_at, revoked_by) in (0, 2)),
    check ((email is null) = (token_hash is not null)),
    check (email is null or most_uses = 1),
    check (email is not null or role in ('member', 'observer')), -- a link can be passed on, a trust cannot
    foreign key (room_id, made_by) references member,
    foreign key (room_id, revoked_by) references member
);
create index invitation_of_room on invitation (room_id) where revoked_at is null;

create table verification (                         -- an administrator's word that organisation and constituency are right
    id          bigint generated always as identity primary key,
    person_id   bigint      not null references person,
    since       timestamptz not null default now(),
    verified_by bigint      not null references person check (verified_by <> person_id),
    ended_at    timestamptz,
    ended_by    bigint references person,           -- null: ended by a change of what had been verified
    ended_reason text check (char_length(ended_reason) between 1 and 500),
    check (num_nulls(ended_by, ended_reason) in (0, 2)),
    check (ended_at is not null or ended_by is null)
);
create unique index verification_stands on verification (person_id) where ended_at is null;

create table mute (                                 -- whom a person does not wish to hear
    person_id bigint      not null references person,
    muted_id  bigint      not null references person check (muted_id <> person_id),
    room_id   bigint references room,               -- null: in every room that shows names; else in this one, or muting would unmask
    since     timestamptz not null default now(),
    unique nulls not distinct (person_id, muted_id, room_id)
);

-- A member as the room's rule shows them; where that is not by name, as they first entered: whatever changes at the same
-- moment in two rooms says who is who. Whatever names a member to anybody reads it here and nowhere else.
create view shown_member as
select m.room_id, m.number, m.person_id,
    case r.naming
        when 'names' then p.name
        when 'roles' then 'Thành viên ' || m.number
        else case m.entered_as
            when 'agency' then 'Cơ quan '
            when 'expert' then 'Chuyên gia '
            when 'scientist' then 'Nhà khoa học '
            when 'enterprise' then 'Doanh nghiệp '
            else 'Người dân '
        end || m.number
    end as name,
    case r.naming when 'names' then p.organisation when 'roles' then coalesce(m.entered_for, '') else '' end as organisation,
    case r.naming when 'names' then p.constituency else coalesce(m.entered_as, 'citizen') end as constituency,
    m.role, m.since, m.ended_at,
    case r.naming when 'names' then v.since end as verified
from member m
join room r on r.id = m.room_id
join person p on p.id = m.person_id
left join verification v on v.person_id = m.person_id and v.ended_at is null;

-- Which members of which rooms a person has muted.
create view muted_member as
select u.person_id, m.room_id, m.number
from mute u
join member m on m.person_id = u.muted_id
join room r on r.id = m.room_id
where (u.room_id is null and r.naming = 'names') or u.room_id = m.room_id;
