-- The language of a person's screens, and what is news to whom.

alter table preference add column language text;

create table notification (
  id bigint generated always as identity primary key,
  person_id uuid not null references person on delete cascade,
  appeal_id uuid not null references appeal on delete cascade,
  kind text not null,
  at timestamptz not null,
  -- By whom; null: the program.
  actor_id uuid references person on delete set null,
  -- False for what is told by letter alone.
  on_screen boolean not null,
  read_at timestamptz,
  -- Gone out in a digest, or the person wants none.
  told_at timestamptz
);
create index notification_of_person on notification (person_id, id desc) where on_screen;
create index notification_unread on notification (person_id, appeal_id) where read_at is null;
create index notification_untold on notification (person_id) where told_at is null and read_at is null;

create table notification_choice (
  person_id uuid not null references person on delete cascade,
  kind text not null,
  inbox boolean not null,
  mail boolean not null,
  primary key (person_id, kind)
);

-- One digest a day, whichever gateway writes it.
create table notification_digest (
  person_id uuid not null references person on delete cascade,
  day date not null,
  primary key (person_id, day)
);
