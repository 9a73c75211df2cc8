-- Personal data (152-ФЗ): a journal that survives erasure, legal holds, erasures with four eyes, texts of consent.

-- The chain is made over a digest of an entry's details, salted; salt and details may go, the digest stays (docs/decisions/0037).
alter table journal_entry add column salt text, add column digest text;
-- 1: over the details themselves, as it was; 2: over their digest.
alter table journal_seal add column format int not null default 1;

-- Which entry of the journal says that this one was erased.
create table journal_erased (
  entry_id bigint primary key,
  by_entry bigint not null
);
create index journal_erased_by on journal_erased (by_entry);
create trigger journal_erased_append_only before update or delete or truncate on journal_erased
  for each statement execute function refuse_change();

-- Entries without an appeal that may hold words of people: found by what they are about.
create index journal_without_appeal on journal_entry (event, id)
  where appeal_id is null and event in ('MESSAGE_DISMISSED', 'BOUNCE_RECEIVED', 'SCAN_DISMISSED', 'PAPER_LETTER_DISMISSED');

drop trigger journal_entry_append_only on journal_entry;
create trigger journal_entry_append_only before delete or truncate on journal_entry
  for each statement execute function refuse_change();

-- The one change that the journal allows: details and salt go, a mark of who erased them stays; only inside journal_erase.
create function journal_erase_only() returns trigger language plpgsql as $$
begin
  if current_setting('priyomnaya.erases', true) = old.id::text
      and old.event <> 'JOURNAL_ERASED' and old.details not like '{"erased":%'
      and (new.id, new.at, new.actor, new.event, new.appeal_id, new.digest)
        is not distinct from (old.id, old.at, old.actor, old.event, old.appeal_id, old.digest)
      and new.salt is null
      and new.details = (select '{"erased":' || by_entry || '}' from journal_erased where entry_id = old.id) then
    return new;
  end if;
  raise exception 'the journal is append-only';
end $$;
create trigger journal_entry_erased_only before update on journal_entry
  for each row execute function journal_erase_only();

create function journal_erase(entry bigint, eraser bigint) returns void language plpgsql as $$
begin
  if not exists (select 1 from journal_entry where id = eraser and event = 'JOURNAL_ERASED') then
    raise exception 'an erasure is itself an entry of the journal';
  end if;
  insert into journal_erased (entry_id, by_entry) values (entry, eraser);
  perform set_config('priyomnaya.erases', entry::text, true);
  update journal_entry set salt = null, details = '{"erased":' || eraser || '}' where id = entry;
  perform set_config('priyomnaya.erases', '', true);
end $$;

-- Destruction of personal data --------------------------------------------------------------------

-- What is kept about people: purpose and basis as the register of processing shows them; months: how long after the end of the
-- matter, null: for ever or as another kind.
create table processing_kind (
  kind text primary key,
  position int not null,
  title text not null,
  purpose text not null,
  basis text not null,
  months int,
  term_basis text not null,
  lies text not null
);
insert into processing_kind (kind, position, title, purpose, basis, months, term_basis, lies) values
  ('APPEAL', 1, 'Обращения и ответы', 'Рассмотреть обращение и ответить на него',
    '152-ФЗ, ст. 6, ч. 1, п. 2 (обязанность по закону) и п. 5 (договор энергоснабжения); обращение с сайта — ещё и п. 1 (согласие)',
    60, 'Приказ Росархива от 20.12.2019 № 236, ст. 154: пять лет', 'Реестр обращений, хранилище документов, поиск, очередь отправки'),
  ('MESSAGE', 2, 'Сообщения, из которых обращения не вышло', 'Разобрать карантин; показать, что ничего не потеряно',
    '152-ФЗ, ст. 6, ч. 1, п. 7 (законный интерес оператора)', 12, 'Срок установлен организацией', 'Журнал приёма, хранилище документов'),
  ('READING', 3, 'Выгрузки ГИС ЖКХ', 'Обмен с ГИС ЖКХ', '152-ФЗ, ст. 6, ч. 1, п. 2 (обязанность по закону)', null,
    'Настройка priyomnaya.gis.keep-readings', 'Архив обмена с ГИС ЖКХ'),
  ('JOURNAL', 4, 'Журнал действий', 'Доказать, кто что сделал и кто читал данные', '152-ФЗ, ст. 6, ч. 1, п. 2: ст. 18.1 и 19', null,
    'Постоянно; слова людей удаляются вместе с обращением', 'Журнал действий'),
  ('STAFF', 5, 'Сотрудники', 'Вход в программу; отметка об исполнителе', '152-ФЗ, ст. 6, ч. 1, п. 5 (трудовой договор)', null,
    'Пока человек работает; в журнале — постоянно', 'Сотрудники');

alter table appeal add column erased_at timestamptz;
alter table intake add column erased_at timestamptz;
alter table gis_appeal add column erased_at timestamptz;

create table legal_hold (
  id uuid primary key,
  appeal_id uuid not null references appeal,
  reason text not null,
  placed_by uuid not null references person,
  placed_at timestamptz not null,
  lifted_by uuid references person,
  lifted_at timestamptz
);
create unique index legal_hold_one on legal_hold (appeal_id) where lifted_at is null;

create table erasure (
  id uuid primary key,
  number int generated always as identity unique,
  ground text not null,
  reason text not null,
  early boolean not null,
  state text not null,
  -- Null: the program, by term; then two people have to agree.
  proposed_by uuid references person,
  proposed_at timestamptz not null,
  decided_by uuid references person,
  decided_at timestamptz,
  refusal text,
  finished_at timestamptz,
  act_sha256 text references document,
  -- Four eyes, whatever the program thinks.
  check (state not in ('CONFIRMED', 'ERASED', 'DONE') or (decided_by is not null and proposed_by is not null and decided_by <> proposed_by))
);
create index erasure_open on erasure (proposed_at) where state in ('PROPOSED', 'CONFIRMED', 'ERASED');

-- An appeal, or a message that no appeal came of.
create table erasure_item (
  id bigint generated always as identity primary key,
  erasure_id uuid not null references erasure,
  appeal_id uuid references appeal,
  intake_id bigint references intake,
  state text not null,
  why text,
  rows_erased int not null default 0,
  documents_erased int not null default 0,
  entries_erased int not null default 0,
  at timestamptz,
  check ((appeal_id is null) <> (intake_id is null)),
  unique (erasure_id, appeal_id),
  unique (erasure_id, intake_id)
);
create index erasure_item_of_appeal on erasure_item (appeal_id);
create index erasure_item_waiting on erasure_item (erasure_id, id) where state = 'WAITING';

-- Bytes that nothing names any more and that go at once, not with the sweep.
create table document_doomed (
  sha256 text primary key,
  since timestamptz not null
);

-- By what time a matter has ended: candidates by term are found without reading the register.
create index appeal_ended on appeal (registered_at) where erased_at is null
  and status in ('SENT', 'CLOSED', 'DECLINED', 'REDIRECTED', 'WITHDRAWN', 'LINKED');
create index intake_unregistered on intake (received_at) where erased_at is null and appeal_id is null
  and state in ('DUPLICATE', 'AUTOMATIC', 'BOUNCE', 'QUARANTINED', 'DISMISSED');

-- Texts of the consent: what was accepted is shown as it was.
create table consent_text (
  version text not null,
  since timestamptz not null,
  text text not null,
  primary key (version, since)
);

-- Who has read what: by person, and all.
create index journal_readings_of_person on journal_entry (actor, id desc) where event in ('APPEAL_READ', 'EVIDENCE_TAKEN');
create index journal_readings on journal_entry (id desc) where event in ('APPEAL_READ', 'EVIDENCE_TAKEN');

-- A reading that ГИС ЖКХ has filled with somebody whose data were destroyed here.
alter table gis_exchange add column holds_erased boolean not null default false;
create index gis_exchange_holds_erased on gis_exchange (id) where holds_erased;
