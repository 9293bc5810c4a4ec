-- closed
-- Its thread, locked against whoever closes it.
select t.closed_at is not null from proposal p join thread t on t.id = p.thread_id where p.id = $1 for share of t
