-- The entry that tells what became of an amendment, found by the post of its reasons: its words go where that shows none any more. And
-- what a member decided. Built while everybody goes on. What is dropped first is half an index, where there is one.
-- squawk-ignore-file ban-concurrent-index-creation-in-transaction

drop index concurrently if exists entry_of_end;
create index concurrently entry_of_end on entry (((body->'amendment'->>'post_id')::bigint)) where kind = 'amendment.ended';

drop index concurrently if exists amendment_end_by;
create index concurrently amendment_end_by on amendment_end (room_id, by);
