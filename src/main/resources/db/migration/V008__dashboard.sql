-- The dashboard reads a range of days out of the index alone.
create index appeal_figures on appeal (registered_at)
  include (id, channel, topic_id, department_id, status, due);
create index answer_sent_on on answer (appeal_id) include (sent_at) where sent_at is not null;
