-- Rules as data ---------------------------------------------------------------------------------

insert into organization (id, name, created_at)
values ('00000000-0000-7000-8000-000000000001', 'Организация не названа', now()) on conflict do nothing;

-- What was done to the production calendar, in order, over the years that come with the program.
create table calendar_change (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  year int not null,
  kind text not null,
  xml text,
  day date,
  day_kind text,
  title text,
  check (case kind
    when 'YEAR' then xml is not null
    when 'DAY' then day is not null and day_kind is not null and title is not null
    else kind = 'OFFICIAL' end)
);

create table deadline_rule (
  id uuid primary key,
  organization_id uuid not null references organization,
  valid_from date not null,
  valid_until date,
  channel text,
  kind text,
  topic_id uuid,
  applicant_type text,
  number int not null,
  counting text not null,
  starting_day text not null,
  day_off text not null,
  basis text not null,
  extension_number int not null,
  extension_counting text not null,
  extension_times int not null,
  extension_by text not null,
  redirect_days int not null,
  registration_days int not null,
  interim_days int
);

insert into deadline_rule (id, organization_id, valid_from, channel, number, counting, starting_day, day_off, basis,
  extension_number, extension_counting, extension_times, extension_by, redirect_days, registration_days)
select rule.id::uuid, '00000000-0000-7000-8000-000000000001', '2000-01-01', rule.channel, rule.number, rule.counting, 'REGISTRATION',
  'NEXT_WORKING_DAY', rule.basis, rule.extension, rule.extension_counting, 1, 'EXECUTOR', 7, 3
from (values
  ('00000000-0000-7000-8000-00000000d001', null, 30, 'CALENDAR_DAYS', 'Как письменное обращение: стандарт срока не называет', 1, 'MONTHS'),
  ('00000000-0000-7000-8000-00000000d002', 'POST', 30, 'CALENDAR_DAYS', 'Стандарт, письменное обращение', 1, 'MONTHS'),
  ('00000000-0000-7000-8000-00000000d003', 'VISIT', 30, 'CALENDAR_DAYS', 'Стандарт, письменное обращение', 1, 'MONTHS'),
  ('00000000-0000-7000-8000-00000000d004', 'FAX', 30, 'CALENDAR_DAYS', 'Стандарт, письменное обращение', 1, 'MONTHS'),
  ('00000000-0000-7000-8000-00000000d005', 'WEBSITE', 15, 'WORKING_DAYS', 'Стандарт, обращение с веб-сайта', 15, 'WORKING_DAYS'),
  ('00000000-0000-7000-8000-00000000d006', 'ACCOUNT', 15, 'WORKING_DAYS', 'Как обращение с веб-сайта: стандарт срока не называет', 15, 'WORKING_DAYS')
) as rule (id, channel, number, counting, basis, extension, extension_counting);

create table topic (
  id uuid primary key,
  organization_id uuid not null references organization,
  name text not null,
  kind text,
  gis_topics text,
  required text,
  active boolean not null,
  unique (organization_id, name)
);
insert into topic (id, organization_id, name, active)
select gen_random_uuid(), '00000000-0000-7000-8000-000000000001', topic, true
from unnest(array['Начисления и перерасчёт', 'Приборы учёта и показания', 'Отключение и ограничение', 'Качество электроэнергии',
  'Договор', 'Квитанции и оплата', 'Работа сотрудников', 'Другое']) as topic;
alter table deadline_rule add foreign key (topic_id) references topic;

create table appeal_question (
  id uuid primary key,
  appeal_id uuid not null references appeal,
  text text not null,
  executor_id uuid references person,
  result text,
  created_at timestamptz not null,
  answered_at timestamptz
);
create index appeal_question_by_appeal on appeal_question (appeal_id);

alter table appeal add column deadline_rule_id uuid references deadline_rule;
alter table appeal add column deadline_first date;
alter table appeal add column extensions int not null default 0;
alter table appeal add column topic_id uuid references topic;
alter table appeal add column ground text;
alter table appeal add column ended_from text;
update appeal set ground = 'NOT_REQUIRED' where status = 'DECLINED';
update appeal set deadline_first = deadline, deadline_rule_id = coalesce(
  (select id from deadline_rule r where r.channel = appeal.channel), '00000000-0000-7000-8000-00000000d001');
update appeal set extensions = 1 where deadline_explanation like '%Продлён в ГИС ЖКХ%';
alter table appeal alter column deadline_first set not null;

-- Repeats ---------------------------------------------------------------------------------------

create table appeal_match (
  appeal_id uuid primary key references appeal deferrable initially deferred,
  at timestamptz not null,
  keys text[] not null,
  bands int[] not null
);
create index appeal_match_keys on appeal_match using gin (keys);
create index appeal_match_bands on appeal_match using gin (bands);

create table appeal_link (
  id uuid primary key,
  appeal_id uuid not null references appeal,
  leading_id uuid not null references appeal,
  relation text not null,
  linked_at timestamptz not null,
  linked_by text not null,
  unlinked_at timestamptz,
  unlinked_by text,
  check (appeal_id <> leading_id)
);
create unique index appeal_link_one on appeal_link (appeal_id, leading_id) where unlinked_at is null;
create unique index appeal_link_one_lead on appeal_link (appeal_id) where unlinked_at is null and relation = 'SAME';
create index appeal_link_leading on appeal_link (leading_id) where unlinked_at is null;

create table forbidden_word (
  pattern text primary key,
  active boolean not null,
  at timestamptz not null,
  actor text not null
);

-- Assignment ------------------------------------------------------------------------------------

create table appeal_co_executor (
  appeal_id uuid not null references appeal deferrable initially deferred,
  person_id uuid not null references person,
  primary key (appeal_id, person_id)
);
create index appeal_co_executor_by_person on appeal_co_executor (person_id);

create table substitution (
  id uuid primary key,
  person_id uuid not null references person,
  substitute_id uuid not null references person,
  from_day date not null,
  until_day date not null,
  comment text,
  check (person_id <> substitute_id and until_day >= from_day)
);

alter table assignment_rule add column topic_id uuid references topic;
alter table assignment_rule add column applicant_type text;
alter table assignment_rule add column address text;
alter table department add column head_id uuid references person;

-- Control ---------------------------------------------------------------------------------------

create table reminder (
  appeal_id uuid not null references appeal,
  kind text not null,
  due date not null,
  person_id uuid not null references person,
  at timestamptz not null,
  primary key (appeal_id, kind, due, person_id)
);
create table control_digest (day date primary key);

-- Desk ------------------------------------------------------------------------------------------

create table desk_record (
  appeal_id uuid primary key references appeal deferrable initially deferred,
  call_back_at timestamptz,
  called_back_at timestamptz,
  reminded_at timestamptz,
  waiting_seconds int,
  service_seconds int
);
create index desk_record_call_backs on desk_record (call_back_at) where call_back_at is not null and called_back_at is null;

create table paper_letter (
  id uuid primary key,
  source_sha256 text not null,
  part int not null,
  file_name text not null,
  pages int not null,
  received_at timestamptz not null,
  sha256 text not null references document,
  problem text,
  state text not null,
  reason text,
  unique (source_sha256, part)
);
create index paper_letter_waiting on paper_letter (received_at) where state = 'WAITING';

create index appeal_by_name on appeal (lower(coalesce(organization_name, last_name)) text_pattern_ops, registered_at desc);

-- A form of the desk, sent twice, is one appeal.
create unique index appeal_desk_once on appeal (channel, external_id) where channel in ('POST', 'PHONE', 'VISIT', 'FAX');

create index journal_entry_at on journal_entry (at);
