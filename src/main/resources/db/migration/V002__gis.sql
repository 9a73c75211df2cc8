-- ГИС ЖКХ counts a deadline of its own; the earlier of the two governs.
alter table appeal add column channel_deadline date;
alter table appeal add column channel_deadline_basis text;
alter table appeal add column due date generated always as (least(deadline, channel_deadline)) stored;
drop index appeal_open_by_deadline;
create index appeal_open_by_due on appeal (due, registered_at)
  where status in ('REGISTERED', 'ASSIGNED', 'IN_WORK', 'ON_APPROVAL', 'SIGNED');
create index appeal_of_gis on appeal (external_id) where channel = 'GIS';

-- An electronically signed answer: the signed file lies where the scan would, its signature beside it.
alter table answer add column signature_sha256 text references document;
alter table answer add column signature_owner text;
alter table answer add column signature_serial text;
alter table answer add column signature_until timestamptz;

create table gis_channel (
  organization_id uuid primary key references organization,
  holder text,
  held_until timestamptz,
  stopped_code text,
  stopped_reason text,
  stopped_at timestamptz,
  windowed_at timestamptz,
  refreshed_at timestamptz,
  organizations_at timestamptz,
  topics_at timestamptz,
  clock_skew_ms bigint
);

create table gis_exchange (
  id uuid primary key,
  organization_id uuid not null references organization,
  operation text not null,
  subject text not null,
  state text not null,
  message_guid uuid not null unique,
  ack_guid uuid,
  request_sha256 text not null references document,
  result_sha256 text references document,
  reconciles uuid references gis_exchange,
  attempts int not null default 0,
  polls int not null default 0,
  looks int not null default 0,
  doubt_at timestamptz,
  next_at timestamptz,
  created_at timestamptz not null,
  acked_at timestamptz,
  finished_at timestamptz,
  error_code text,
  error text,
  summary text
);
create index gis_exchange_due on gis_exchange (organization_id, next_at) where next_at is not null;
create index gis_exchange_by_date on gis_exchange (created_at desc);
create index gis_exchange_finished on gis_exchange (finished_at) where operation <> 'IMPORT_ANSWER';
create index gis_exchange_open on gis_exchange (operation) where finished_at is null;
create index gis_exchange_reconciles on gis_exchange (reconciles) where reconciles is not null;

-- What ГИС ЖКХ last said about an appeal.
create table gis_appeal (
  guid uuid primary key,
  organization_id uuid not null references organization,
  appeal_id uuid references appeal deferrable initially deferred,
  parent_guid uuid,
  number text not null,
  status text not null,
  answerer_guid uuid,
  applicant_org uuid,
  execution_end_date date,
  npa text,
  raw_sha256 text not null references document,
  seen_at timestamptz not null,
  changed_at timestamptz not null
);
create index gis_appeal_of_appeal on gis_appeal (appeal_id);
create index gis_appeal_by_parent on gis_appeal (parent_guid) where parent_guid is not null;
create index gis_appeal_by_org on gis_appeal (applicant_org) where applicant_org is not null;

create table gis_file (
  appeal_guid uuid not null references gis_appeal on delete cascade,
  guid uuid not null,
  name text not null,
  hash text,
  state text not null,
  sha256 text references document,
  attempts int not null default 0,
  next_at timestamptz,
  error text,
  primary key (appeal_guid, guid)
);
create index gis_file_due on gis_file (next_at) where state = 'WAITING';

create table gis_answerer (
  guid uuid primary key,
  organization_id uuid not null references organization,
  person_id uuid unique references person,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null
);

create table gis_organization (
  root_guid uuid primary key,
  ppa_guid uuid,
  name text not null,
  ogrn text,
  inn text,
  kpp text,
  subsidiary boolean not null,
  registered boolean not null,
  fetched_at timestamptz not null
);
create index gis_organization_by_ogrn on gis_organization (ogrn);
create index gis_organization_by_inn on gis_organization (inn);

-- What has been asked of the registry of organisations: «ogrn:…» or «root:…».
create table gis_lookup (
  criterion text primary key,
  state text not null,
  alone boolean not null default false,
  asked_at timestamptz not null
);

create table gis_topic (
  code text primary key,
  guid text,
  topic_group text,
  name text not null,
  actual boolean not null
);

create table gis_action (
  id uuid primary key,
  seq bigint generated always as identity,
  organization_id uuid not null references organization,
  appeal_guid uuid not null,
  appeal_id uuid not null references appeal deferrable initially deferred,
  kind text not null,
  text text,
  until_date date,
  receiver text,
  person_id uuid references person,
  delivery_id uuid unique,
  gis_answer_guid uuid,
  state text not null,
  exchange_id uuid references gis_exchange,
  transport_guid uuid,
  alone boolean not null default false,
  attempts int not null default 0,
  holdups int not null default 0,
  next_at timestamptz,
  error text,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index gis_action_due on gis_action (organization_id, next_at) where state = 'WAITING';
create index gis_action_of_appeal on gis_action (appeal_guid, seq);
create index gis_action_of_exchange on gis_action (exchange_id);

-- Files of an answer on their way into the file store of ГИС ЖКХ.
create table gis_upload (
  action_id uuid not null references gis_action on delete cascade,
  position int not null,
  sha256 text not null references document,
  name text not null,
  signature_of int,
  guid uuid,
  confirmed boolean not null default false,
  hash text,
  primary key (action_id, position)
);

create table gis_error_policy (
  code text primary key,
  treatment text not null,
  pause_seconds int not null,
  most_attempts int not null,
  meaning text not null,
  advice text not null
);

insert into gis_error_policy (code, treatment, pause_seconds, most_attempts, meaning, advice) values
  ('INT002012', 'EMPTY', 0, 1, 'Нет объектов для экспорта', 'Ничего: новых обращений нет.'),
  ('INT002000', 'REFUSE', 0, 1, 'Значение отсутствует в реестре', 'Проверьте идентификатор сотрудника (AnswererGUID) и получателя в тексте ошибки.'),
  ('INT002013', 'RECONCILE', 60, 5, 'Запрос не найден', 'Ничего: шлюз сверится с ГИС ЖКХ сам. Если повторяется — проверьте orgPPAGUID.'),
  ('INT002018', 'RETRY', 120, 20, 'Временная ошибка интеграции', 'Ничего: шлюз повторит.'),
  ('INT002029', 'RETRY', 600, 200, 'Регламентные работы', 'Ничего: шлюз дождётся конца работ.'),
  ('INT002039', 'REFUSE', 0, 1, 'Слишком много подписей у файла', 'Оставьте у ответа одну подпись.'),
  ('AUT011002', 'STOP', 0, 1, 'Организация не найдена', 'Проверьте orgPPAGUID и стенд: рабочий или испытательный.'),
  ('AUT011003', 'STOP', 0, 1, 'Доступ запрещён для поставщика данных', 'Руководитель организации даёт права в кабинете ГИС ЖКХ: «Администрирование» → «Предоставление прав доступа» → «Заявки».'),
  ('AUT011005', 'STOP', 0, 1, 'Ошибка формата подписи запроса', 'Откройте «Проверка подписи»; попробуйте другой профиль (P1 или P3).'),
  ('AUT011009', 'STOP', 0, 1, 'Информационной системе не предоставлен доступ', 'Как при AUT011003: нужна заявка на доступ оператору ИС.'),
  ('AUT*', 'STOP', 0, 1, 'Отказ в доступе', 'Проверьте права, сертификат и отпечаток.'),
  ('FMT*', 'REFUSE', 0, 1, 'Сообщение не по формату', 'Проверьте версию операции в настройках; если она верна, сообщите поддержке код и номер обмена.'),
  ('FIL*', 'REFUSE', 0, 1, 'Ошибка файла', 'Замените файл и отправьте ещё раз.'),
  ('EXP001000', 'REBUILD', 120, 20, 'Произошла ошибка при передаче данных', 'Ничего: шлюз повторит новым сообщением. Если не проходит часами — обратитесь в поддержку ГИС ЖКХ.'),
  ('EXP002002', 'RECONCILE', 60, 5, 'Сообщение уже принято', 'Ничего: шлюз сверится с ГИС ЖКХ сам.'),
  ('EXP*', 'RETRY', 120, 20, 'Ошибка на стороне ГИС ЖКХ', 'Ничего: шлюз повторит.'),
  ('*', 'REFUSE', 0, 1, 'Другая ошибка', 'Прочитайте слова ГИС ЖКХ; исправьте и отправьте ещё раз.');
