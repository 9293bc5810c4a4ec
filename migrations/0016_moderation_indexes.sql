-- One room of moderation in a portal, and what rules ask about people by, built while everybody goes on. What is dropped first is half
-- an index, where there is one.
-- squawk-ignore-file ban-concurrent-index-creation-in-transaction

drop index concurrently if exists room_of_moderation;
create unique index concurrently room_of_moderation on room (kind) where kind = 'moderation';

drop index concurrently if exists post_of_author;
create index concurrently post_of_author on post (room_id, author, at);

drop index concurrently if exists post_cut_by;
create unique index concurrently post_cut_by on post (cut_act) where cut_act is not null;

drop index concurrently if exists file_of_held;
create index concurrently file_of_held on file (held_id) where held_id is not null;

drop index concurrently if exists post_answering;
create index concurrently post_answering on post (thread_id, parent_id) where parent_id is not null;
