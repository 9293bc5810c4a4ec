-- What answers a thread itself, by its kind, built while everybody goes on. What is dropped first is half an index, where there is one.
-- squawk-ignore-file ban-concurrent-index-creation-in-transaction

drop index concurrently if exists post_on_top;
create index concurrently post_on_top on post (thread_id, kind) where parent_id is null;
