create table organization (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null
);

create table installation_secret (name text primary key, value text not null);

create table document (
  sha256 text primary key,
  size bigint not null,
  created_at timestamptz not null
);

-- access ----------------------------------------------------------------------------------------

create table department (
  id uuid primary key,
  organization_id uuid not null references organization,
  name text not null,
  unique (organization_id, name)
);

create table person (
  id uuid primary key,
  version bigint not null,
  organization_id uuid not null references organization,
  username text not null unique,
  password_hash text not null,
  last_name text not null,
  first_name text,
  middle_name text,
  position text,
  phone text,
  email text,
  department_id uuid references department,
  enabled boolean not null,
  failed_sign_ins int not null default 0,
  locked_until timestamptz
);

create table person_role (
  person_id uuid not null references person on delete cascade,
  role text not null,
  primary key (person_id, role)
);

create table api_token (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  name text not null,
  token_hash text not null unique,
  created_at timestamptz not null,
  last_used_at timestamptz
);

-- appeal ----------------------------------------------------------------------------------------

create table number_sequence (
  organization_id uuid not null references organization,
  number_year int not null,
  last bigint not null,
  primary key (organization_id, number_year)
);

create table appeal (
  id uuid primary key,
  version bigint not null,
  organization_id uuid not null references organization,
  number text not null,
  number_year int not null,
  number_seq bigint not null,
  channel text not null,
  external_id text not null,
  reply_to text,
  applicant_type text not null,
  last_name text,
  first_name text,
  middle_name text,
  organization_name text,
  inn text,
  email text,
  phone text,
  postal_address text,
  account text,
  received_at timestamptz not null,
  registered_at timestamptz not null,
  kind text not null,
  topic text,
  subject text not null,
  text text not null,
  html text,
  desired_answer text,
  consent text,
  replies_to uuid references appeal,
  status text not null,
  deadline date not null,
  deadline_rule text not null,
  deadline_basis text not null,
  deadline_explanation text not null,
  deadline_provisional boolean not null,
  executor_id uuid references person,
  department_id uuid references department,
  -- What a search reads: the beginning of a long text is enough, and a tsvector has a limit of 1 MB.
  search tsvector generated always as (
    to_tsvector('russian', left(subject, 500) || ' ' || left(text, 50000) || ' ' || left(coalesce(last_name, ''), 500) || ' '
      || left(coalesce(first_name, ''), 500) || ' ' || left(coalesce(organization_name, ''), 500))) stored,
  unique (organization_id, number_year, number_seq),
  unique (organization_id, number)
);

create index appeal_by_date on appeal (registered_at desc, number_seq desc);
create index appeal_open_by_deadline on appeal (deadline, registered_at)
  where status in ('REGISTERED', 'ASSIGNED', 'IN_WORK', 'ON_APPROVAL', 'SIGNED');
create index appeal_open_by_executor on appeal (executor_id)
  where status in ('ASSIGNED', 'IN_WORK', 'ON_APPROVAL', 'SIGNED');
create index appeal_by_executor on appeal (executor_id, registered_at desc);
create index appeal_unassigned on appeal (registered_at) where status = 'REGISTERED';
create index appeal_by_status on appeal (status, registered_at desc);
create index appeal_by_channel on appeal (channel, registered_at desc);
create index appeal_by_number on appeal (number text_pattern_ops);
create index appeal_search on appeal using gin (search);

create table case_note (
  id uuid primary key,
  appeal_id uuid not null references appeal,
  received_at timestamptz not null,
  sender text,
  subject text not null,
  text text not null
);
create index case_note_by_appeal on case_note (appeal_id, received_at);

create table attachment (
  id uuid primary key,
  appeal_id uuid not null references appeal,
  note_id uuid,
  position int not null,
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 text not null references document,
  inline boolean not null
);
create index attachment_by_appeal on attachment (appeal_id, position);

-- assignment ------------------------------------------------------------------------------------

create table assignment_rule (
  id uuid primary key,
  organization_id uuid not null references organization,
  position int not null,
  channel text,
  kind text,
  words text,
  department_id uuid references department,
  executor_id uuid references person,
  check ((department_id is null) <> (executor_id is null))
);

-- answer ----------------------------------------------------------------------------------------

create table answer (
  id uuid primary key,
  version bigint not null,
  appeal_id uuid not null references appeal,
  status text not null,
  text text not null,
  author_id uuid not null references person,
  created_at timestamptz not null,
  saved_at timestamptz not null,
  signer_id uuid references person,
  approved_at timestamptz,
  return_comment text,
  scan_sha256 text references document,
  scan_pages int,
  scanned_at timestamptz,
  sent_at timestamptz,
  -- Nothing leaves without approval and scan, whatever the program thinks.
  check (status in ('DRAFT', 'ON_APPROVAL') or (signer_id is not null and approved_at is not null)),
  check (status not in ('SIGNED', 'SENDING', 'SENT', 'UNDELIVERED') or scan_sha256 is not null),
  unique (appeal_id)
);
create index answer_by_status on answer (status) where status <> 'SENT';

-- dispatch --------------------------------------------------------------------------------------

create table delivery (
  id uuid primary key,
  version bigint not null,
  organization_id uuid not null references organization,
  appeal_id uuid references appeal deferrable initially deferred,
  answer_id uuid unique references answer deferrable initially deferred,
  kind text not null,
  channel text not null,
  recipient text,
  subject text,
  text text,
  state text not null,
  reference text unique,
  attempts int not null,
  next_attempt_at timestamptz,
  claim text,
  claimed_until timestamptz,
  receipt text,
  error text,
  created_at timestamptz not null,
  finished_at timestamptz
);
create unique index delivery_one_receipt on delivery (appeal_id) where kind = 'RECEIPT';
create index delivery_due on delivery (next_attempt_at) where state = 'WAITING';
create index delivery_claimed on delivery (claimed_until) where state = 'SENDING';
create index delivery_claims on delivery (claim) where claim is not null;
create index delivery_of_appeal on delivery (appeal_id, created_at);
create index delivery_by_date on delivery (created_at desc);
create index delivery_receipts on delivery (lower(recipient), created_at) where kind = 'RECEIPT';
create index delivery_needs_person on delivery (state) where state in ('REFUSED', 'BOUNCED', 'BY_HAND');

-- intake ----------------------------------------------------------------------------------------

create table intake (
  id bigint generated always as identity primary key,
  organization_id uuid not null references organization,
  channel text not null,
  external_id text not null,
  fingerprint text not null,
  sha256 text not null references document,
  size bigint not null,
  received_at timestamptz not null,
  stored_at timestamptz not null,
  state text not null,
  code text,
  reason text,
  digest text,
  appeal_id uuid references appeal deferrable initially deferred,
  attempts int not null default 0,
  claim text,
  claimed_until timestamptz,
  next_attempt_at timestamptz,
  finished_at timestamptz,
  unique (organization_id, channel, external_id, fingerprint)
);
create index intake_waiting on intake (id) where state = 'STORED';
create index intake_by_state on intake (state, id desc) where state not in ('REGISTERED', 'STORED');
create index intake_by_external_id on intake (external_id) where state = 'REGISTERED';
create index intake_claims on intake (claim) where claim is not null;
create index intake_by_appeal on intake (appeal_id);

-- mailbox ---------------------------------------------------------------------------------------

create table mailbox_cursor (
  mailbox text primary key,
  uid_validity bigint not null,
  last_uid bigint not null,
  start_from date not null
);

create table mailbox_letter (
  mailbox text not null,
  uid_validity bigint not null,
  uid bigint not null,
  intake_id bigint references intake,
  flagged boolean not null,
  primary key (mailbox, uid_validity, uid)
);
create index mailbox_letter_unflagged on mailbox_letter (mailbox, uid_validity, uid) where not flagged;

create table channel_pulse (
  channel text primary key,
  last_success_at timestamptz,
  last_failure_at timestamptz,
  failing_since timestamptz,
  error text
);

-- journal ---------------------------------------------------------------------------------------

create sequence journal_entry_seq increment 100;
create table journal_entry (
  id bigint primary key,
  at timestamptz not null,
  actor text not null,
  event text not null,
  appeal_id uuid,
  details text not null
);
create index journal_of_appeal on journal_entry (appeal_id, at, id);

create table journal_seal (
  seq bigint primary key,
  entry_id bigint not null unique,
  hash text not null
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the journal is append-only';
end $$;

create trigger journal_entry_append_only before update or delete or truncate on journal_entry
  for each statement execute function refuse_change();
create trigger journal_seal_append_only before update or delete or truncate on journal_seal
  for each statement execute function refuse_change();
