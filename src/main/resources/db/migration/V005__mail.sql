-- E-mail as it really is: what the reader decided about a letter, POP3 boxes, the daily comparison with the server, viruses.

alter table intake add column notes text[];          -- in order, Russian, for the trace of a message
alter table intake add column proposed_email text;   -- the true applicant behind a forwarded letter
alter table intake add column proposed_name text;
alter table intake add column signature text;        -- verdict about a cryptographic signature
alter table intake add column source text;           -- where it was fetched from

-- Copies that servers have recoded differ in their bytes; two workers may meet them at once.
create unique index intake_one_registration on intake (external_id, digest) where state = 'REGISTERED' and digest <> '';

create table pop_letter (
  mailbox text not null,
  uidl text not null,
  intake_id bigint references intake,
  primary key (mailbox, uidl)
);

create table mailbox_check (
  mailbox text primary key,
  checked_at timestamptz not null,
  on_server bigint not null,
  missing bigint not null,
  fetched bigint not null
);

create table document_check (
  sha256 text primary key references document on delete cascade,
  state text not null,
  finding text,
  attempts int not null default 0,
  next_attempt_at timestamptz not null,
  checked_at timestamptz
);
create index document_check_waiting on document_check (next_attempt_at) where state = 'WAITING';
create index document_check_infected on document_check (sha256) where state = 'INFECTED';

create index attachment_by_document on attachment (sha256);

-- One index for the limit of automatic letters and for reports that name an address only.
drop index delivery_receipts;
create index delivery_by_recipient on delivery (lower(recipient), created_at) where recipient is not null;
