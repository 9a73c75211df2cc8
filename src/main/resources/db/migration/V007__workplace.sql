-- How each person likes to work, and the lists that they keep.

create table preference (
  person_id uuid primary key references person on delete cascade,
  theme text not null,
  density text not null,
  shortcuts boolean not null,
  columns text not null,
  hints_seen text not null
);

create table saved_view (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  name text not null,
  query text not null,
  created_at timestamptz not null,
  unique (person_id, name)
);

-- A list of everything in the order of the term, however long the register is.
create index appeal_by_due on appeal (due, registered_at, number_seq);
create index appeal_open_by_department on appeal (department_id, due)
  where status in ('REGISTERED', 'ASSIGNED', 'IN_WORK', 'ON_APPROVAL', 'SIGNED');

-- Who has lately answered on this topic.
create index appeal_by_topic on appeal (topic_id, registered_at desc) where topic_id is not null and executor_id is not null;
