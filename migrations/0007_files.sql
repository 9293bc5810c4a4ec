-- Files: what members bring into rooms. The bytes lie in a folder, by their digest.

create table file (
    id          bigint generated always as identity primary key,
    room_id     bigint      not null references room,
    person_id   bigint      not null references person, -- whose it is: theirs alone until a post of theirs takes it
    name        text        not null check (char_length(name) between 1 and 120 and name !~ '[/\\[:cntrl:]]'),
    type        text        not null check (type in (
        'image/png', 'image/jpeg', 'image/webp', 'application/pdf', 'text/plain', 'text/csv',
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'application/vnd.openxmlformats-officedocument.presentationml.presentation',
        'application/vnd.oasis.opendocument.text', 'application/vnd.oasis.opendocument.spreadsheet',
        'application/vnd.oasis.opendocument.presentation')),
    size_bytes  bigint      not null check (size_bytes > 0),
    digest      bytea       not null check (octet_length(digest) = 32), -- SHA-256 of what is kept, which of an image is not what came
    width       int         check (width > 0),
    height      int         check (height > 0),
    thumbnail   bytea       check (octet_length(thumbnail) = 32),
    alt         text        not null default '' check (char_length(alt) <= 500),
    uploaded_at timestamptz not null default now(),
    post_id     bigint,                              -- null: no post has taken it, and it will go
    place       int         check (place between 1 and 5),
    check (num_nulls(post_id, place) in (0, 2)),
    check (num_nulls(width, height, thumbnail) = case when type like 'image/%' then 0 else 3 end),
    foreign key (room_id, post_id) references post (room_id, id),
    unique (post_id, place)
);
create index file_of_person on file (person_id, uploaded_at);
create index file_of_room on file (room_id);
create index file_waiting on file (uploaded_at) where post_id is null;
create index file_digest on file (digest);
create index file_thumbnail on file (thumbnail) where thumbnail is not null;

-- Whatever a program does: a file is taken once, and by a post of the person who brought it.
create function file_is_taken() returns trigger language plpgsql as $$
begin
    if old.post_id is not null or old.person_id <> new.person_id or not exists (
        select from post join member on member.room_id = post.room_id and member.number = post.author
        where post.id = new.post_id and member.person_id = new.person_id
    ) then
        raise exception using errcode = 'check_violation', constraint = 'file_taken_once',
            message = 'a file is taken once, and by a post of the person who brought it';
    end if;
    return new;
end
$$;
create trigger file_is_taken before update of post_id, person_id on file
    for each row when (old.post_id is distinct from new.post_id or old.person_id is distinct from new.person_id)
    execute function file_is_taken();

create view attached as                              -- the files of a post, as its snapshot and its entry carry them
select post_id, json_agg(json_build_object('id', id, 'name', name, 'type', type, 'size_bytes', size_bytes,
    'width', width, 'height', height, 'alt', alt) order by place) as files
from file
where post_id is not null
group by post_id;
