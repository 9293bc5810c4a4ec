-- What the record is searched by, built while everybody goes on. What is dropped first is half an index, where there is one.
-- squawk-ignore-file ban-concurrent-index-creation-in-transaction

drop index concurrently if exists audit_of_person;
create index concurrently audit_of_person on audit (person_id, id);

drop index concurrently if exists audit_of_act;
create index concurrently audit_of_act on audit (act, id);

drop index concurrently if exists audit_of_room;
create index concurrently audit_of_room on audit using gin (room_ids);

drop index concurrently if exists audit_at;
create index concurrently audit_at on audit using brin (at);
