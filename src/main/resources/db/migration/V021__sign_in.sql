-- Where an account comes from, what its owner still owes, and the one that works when no directory does.

alter table person add column source text not null default 'LOCAL';
-- What the directory or the provider calls the person for ever; null for a local account.
alter table person add column external_id text;
create unique index person_external on person (source, external_id) where external_id is not null;
alter table person add column must_change_password boolean not null default false;
alter table person add column break_glass boolean not null default false;
create unique index person_break_glass on person (break_glass) where break_glass;
alter table person add column break_glass_used_at timestamptz;

-- Who is signed in where, of all gateways. A row that is gone ends its session.
create table access_session (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  began_at timestamptz not null,
  seen_at timestamptz not null,
  address text not null,
  browser text not null
);
create index access_session_of_person on access_session (person_id);
create index access_session_seen on access_session (seen_at);

alter table api_token add column scope text not null default 'FULL';
-- Null: all roles of the owner.
alter table api_token add column roles text[];
alter table api_token add column expires_at timestamptz not null default now() + interval '1 year';
alter table api_token add column warned_at timestamptz;
create index api_token_ends on api_token (expires_at) where warned_at is null;

-- The second factor: a secret shared with an application, sealed by the installation's secret.
create table second_factor (
  person_id uuid primary key references person on delete cascade,
  secret bytea not null,
  enrolled_at timestamptz not null,
  -- The half minute of the last code taken: none is taken twice.
  last_step bigint not null,
  failures int not null default 0,
  blocked_until timestamptz
);

create table recovery_code (
  person_id uuid not null references person on delete cascade,
  code_hash text not null,
  primary key (person_id, code_hash)
);

-- News that are about no appeal: a token that ends.
alter table notification alter column appeal_id drop not null;
