-- The channel of an appeal never changes, so the index of words has it: a frequent word within one channel is found as fast as alone.
-- The index is brought up to date in the background; until then a search within a channel misses what has not been.

insert into search_waiting (appeal_id) select id from appeal order by registered_at desc;
