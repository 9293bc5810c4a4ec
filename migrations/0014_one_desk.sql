-- One room of moderation in a portal. What is dropped first is half an index, where there is one.
-- squawk-ignore-file ban-concurrent-index-creation-in-transaction

drop index concurrently if exists room_of_moderation;
create unique index concurrently room_of_moderation on room (kind) where kind = 'moderation';
