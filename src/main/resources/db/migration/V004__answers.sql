-- Letters: the letterhead and the templates. Editions are never changed, the newest is in force.

create table letter_blank (
  organization_id uuid not null references organization,
  edition int not null,
  layout text not null,
  name text not null,
  requisites text not null,
  logo_sha256 text references document,
  executor_mark text not null,
  code_text text not null,
  author text not null,
  saved_at timestamptz not null,
  primary key (organization_id, edition)
);

create table letter_template (
  organization_id uuid not null references organization,
  kind text not null,
  edition int not null,
  heading text not null,
  body text not null,
  author text not null,
  saved_at timestamptz not null,
  primary key (organization_id, kind, edition)
);

-- Text modules, by topic or for every topic.

create table text_module (
  id uuid primary key,
  organization_id uuid not null references organization,
  topic_id uuid references topic,
  name text not null,
  text text not null,
  retired boolean not null default false,
  saved_at timestamptz not null,
  author text not null
);
create index text_module_by_name on text_module (organization_id, name) where not retired;

-- The way of an answer.

-- code: what the QR code on its pages says, unguessable. edition grows with each final approval; letter_sha256 is what was
-- approved, byte for byte, copy_sha256 the same with the visible mark of an electronic signature where the mark is not inside.
alter table answer
  add column code text unique,
  add column edition int not null default 0,
  add column in_parallel boolean not null default false,
  add column round int not null default 0,
  add column letter_sha256 text references document,
  add column letter_pages int,
  add column copy_sha256 text references document;

create table answer_version (
  answer_id uuid not null references answer,
  round int not null,
  text text not null,
  author text not null,
  at timestamptz not null,
  primary key (answer_id, round)
);

-- Who is asked in a round, in which order, and what they said.
create table answer_visa (
  answer_id uuid not null references answer,
  round int not null,
  position int not null,
  person_id uuid not null references person,
  signs boolean not null,
  decision text,
  comment text,
  decided_at timestamptz,
  primary key (answer_id, round, position),
  unique (answer_id, round, person_id)
);
create index answer_visa_waiting on answer_visa (person_id) where decision is null;

-- Who looks at an answer's card now: a courtesy, not a lock.
create table answer_presence (
  appeal_id uuid not null references appeal,
  person_id uuid not null references person,
  seen_at timestamptz not null,
  writes boolean not null,
  primary key (appeal_id, person_id)
);

-- The right to sign: for whom, from when until when, for what.
create table signing_right (
  id uuid primary key,
  person_id uuid not null references person,
  valid_from date not null,
  valid_until date,
  channels text,
  kinds text,
  attorney text,
  ended_on date,
  author text not null,
  saved_at timestamptz not null,
  check (valid_until is null or valid_until >= valid_from)
);
create index signing_right_by_person on signing_right (person_id);

-- Whoever could sign until now still can.
insert into signing_right (id, person_id, valid_from, author, saved_at)
  select gen_random_uuid(), person_id, date '2000-01-01', 'программа', now() from person_role where role = 'SIGNER';

-- Scans of signed letters: each letter of each file from the scanner.
create table scan (
  id uuid primary key,
  source_sha256 text not null references document,
  part int not null,
  file_name text not null,
  sha256 text not null references document,
  pages int not null,
  received_at timestamptz not null,
  state text not null,
  answer_id uuid references answer,
  code text,
  problem text,
  signed boolean,
  settled_by text,
  settled_at timestamptz,
  unique (source_sha256, part)
);
create index scan_open on scan (received_at) where state in ('WAITING', 'QUARANTINED');
create index scan_by_answer on scan (answer_id);

-- Sending: one scale of states, undo, a copy of the answer by e-mail beside the chosen way, post by track number.
alter table delivery drop constraint delivery_answer_id_key;
create unique index delivery_one_answer on delivery (answer_id) where kind = 'ANSWER';
create index delivery_of_answer on delivery (answer_id);
alter table delivery
  add column delivered_at timestamptz,
  add column read_at timestamptz,
  add column track text,
  add column listed_in uuid;

-- Whatever the program thinks: an answer goes only signed.
create function refuse_unsigned() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from answer where id = new.answer_id and scan_sha256 is not null
      and status in ('SIGNED', 'SENDING', 'SENT', 'UNDELIVERED')) then
    raise exception 'an unsigned answer never leaves';
  end if;
  return new;
end $$;
create constraint trigger delivery_of_signed_answer after insert or update of state on delivery
  deferrable initially deferred
  for each row when (new.answer_id is not null and new.state in ('WAITING', 'SENDING', 'UNDERWAY', 'ACCEPTED', 'BY_HAND'))
  execute function refuse_unsigned();

-- What applicants think of answers (S22): one mark from each source, the latest counts.
create table rating (
  appeal_id uuid not null references appeal,
  source text not null,
  mark int check (mark between 1 and 5),
  words text not null,
  comment text,
  at timestamptz not null,
  primary key (appeal_id, source)
);
create index rating_by_time on rating (at);

-- Letters handed to the post together [реестр почтовых отправлений].
create table post_registry (
  id uuid primary key,
  organization_id uuid not null references organization,
  number int not null,
  made_at timestamptz not null,
  author text not null,
  unique (organization_id, number)
);
alter table delivery add constraint delivery_listed_in foreign key (listed_in) references post_registry;
create index delivery_by_registry on delivery (listed_in) where listed_in is not null;

-- Files that go with an answer; they change with the draft alone.
create table answer_file (
  id uuid primary key,
  answer_id uuid not null references answer,
  position int not null,
  name text not null,
  media_type text not null,
  sha256 text not null references document,
  added_at timestamptz not null,
  unique (answer_id, position)
);
