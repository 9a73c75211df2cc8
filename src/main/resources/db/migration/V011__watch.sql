-- Several gateways on one database: who lives, and who holds what only one may do.

create table node (
  id text primary key,
  name text not null,
  version text not null,
  started_at timestamptz not null,
  seen_at timestamptz not null
);

create table lease (
  name text primary key,
  node text not null,
  held_since timestamptz not null,
  until timestamptz not null
);

-- What a person should put right, and who has been told.

create table alarm (
  id bigint generated always as identity primary key,
  kind text not null,
  about text not null,
  -- Empty: of the whole installation.
  node text not null,
  sentence text not null,
  step text not null,
  since timestamptz not null,
  ended_at timestamptz
);
create unique index alarm_open on alarm (kind, about, node) where ended_at is null;
create index alarm_by_date on alarm (since desc);
create index alarm_ended on alarm (ended_at) where ended_at is not null;

create table alarm_telling (
  alarm_id bigint not null references alarm on delete cascade,
  way text not null,
  step text not null,
  told_at timestamptz not null,
  primary key (alarm_id, way, step)
);
