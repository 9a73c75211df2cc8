-- Search: words of an appeal with everything that belongs to it, kept beside the register; docs/decisions/0026.

create extension if not exists pg_trgm; -- trusted: the owner of the database may

-- Drops its index too.
alter table appeal drop column search;

-- How texts and questions are read alike: small letters, ё as е, no punctuation (the parser would take «ул.Садовая» for a host).
-- The collation makes it independent of the database's locale.
create function search_fold(t text) returns text language sql immutable parallel safe as $$
  select translate(lower(t collate "und-x-icu"), 'ё!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~«»„“”’‘…–—№§·•°', 'е' || repeat(' ', 47))
$$;

-- What is found whole or by its beginning: numbers, addresses of e-mail, digits of a telephone with and without the code.
create function search_keys(variadic keys text[]) returns tsvector language sql immutable parallel safe as $$
  select array_to_tsvector(array(select distinct left(translate(lower(k collate "und-x-icu"), 'ё', 'е'), 200) from unnest(keys) k where k <> ''))
$$;

-- Blocks of days, from 2 to 512: a search for a frequent word reads the newest blocks only.
create function search_blocks(at timestamptz) returns tsvector language sql immutable parallel safe as $$
  select array_to_tsvector(array(
    select '~' || l || ':' || (extract(epoch from at)::bigint / 86400) / (2 * 4 ^ l)::bigint from generate_series(0, 4) l))
$$;

create table appeal_words (
  appeal_id uuid primary key references appeal deferrable initially deferred,
  organization_id uuid not null references organization,
  registered_at timestamptz not null,
  number_seq bigint not null,
  words tsvector not null
) with (toast_tuple_target = 128);
-- Out of line and as it is: a search that only counts and sorts never reads it, one that looks inside reads it fast.
alter table appeal_words alter column words set storage external;
alter table appeal_words alter column words set statistics 1000;
create index appeal_words_gin on appeal_words using gin (words) with (fastupdate = off);

-- What has changed since it was indexed; one row an event, so that a change during indexing is not lost.
create table search_waiting (
  id bigint generated always as identity primary key,
  appeal_id uuid not null,
  attempts int not null default 0,
  next_attempt_at timestamptz,
  error text
);

-- The vocabulary, for typing mistakes. In "key" Cyrillic is Latin, letter by letter: pg_trgm sees no other in some locales.
create table search_word (
  word text collate "C" primary key,
  lexeme text collate "C" not null,
  uses int not null,
  key text generated always as (translate(word, 'абвгдежзийклмнопрстуфхцчшщъыьэюя', 'abvgdejziqklmnoprstufhc4w5xy6389')) stored
);
create index search_word_lexeme on search_word (lexeme);
create index search_word_key on search_word using gin (key gin_trgm_ops) with (fastupdate = off);

create table document_text (
  sha256 text primary key references document on delete cascade,
  state text not null,
  text text,
  reason text,
  attempts int not null default 0,
  next_attempt_at timestamptz
);
create index document_text_waiting on document_text (next_attempt_at nulls first) where state = 'WAITING';

-- One statement more inside the database for each change, no round trip: registration does not wait for the search.
create function search_wait() returns trigger language plpgsql as $$
begin
  insert into search_waiting (appeal_id) values (new.appeal_id);
  return null;
end $$;
create trigger case_note_searched after insert or update on case_note for each row execute function search_wait();

create function search_wait_appeal() returns trigger language plpgsql as $$
begin
  insert into search_waiting (appeal_id) values (new.id);
  return null;
end $$;
create trigger appeal_searched after insert on appeal for each row execute function search_wait_appeal();
create trigger appeal_searched_anew after update on appeal for each row when (
    (old.number, old.subject, old.text, old.last_name, old.first_name, old.middle_name, old.organization_name, old.inn, old.email, old.phone,
      old.postal_address, old.account, old.registered_at)
    is distinct from (new.number, new.subject, new.text, new.last_name, new.first_name, new.middle_name, new.organization_name, new.inn, new.email,
      new.phone, new.postal_address, new.account, new.registered_at))
  execute function search_wait_appeal();

create function search_wait_answer() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' or old.text is distinct from new.text then
    insert into search_waiting (appeal_id) values (new.appeal_id);
  end if;
  return null;
end $$;
create trigger answer_searched after insert or update on answer for each row execute function search_wait_answer();

-- Files of applicants and files that go with an answer.
create function search_wait_attachment() returns trigger language plpgsql as $$
begin
  insert into document_text (sha256, state) values (new.sha256, 'WAITING') on conflict do nothing;
  insert into search_waiting (appeal_id) values (new.appeal_id);
  return null;
end $$;
create trigger attachment_searched after insert or update on attachment for each row execute function search_wait_attachment();

create function search_wait_enclosure() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    insert into search_waiting (appeal_id) select appeal_id from answer where id = old.answer_id;
    return null;
  end if;
  insert into document_text (sha256, state) values (new.sha256, 'WAITING') on conflict do nothing;
  insert into search_waiting (appeal_id) select appeal_id from answer where id = new.answer_id;
  return null;
end $$;
create trigger answer_file_searched after insert or delete on answer_file for each row execute function search_wait_enclosure();

-- The scanner has spoken: what waited for it is read now.
create function search_wait_check() returns trigger language plpgsql as $$
begin
  update document_text set state = 'WAITING', next_attempt_at = null where sha256 = new.sha256 and state in ('WAITING', 'CLOSED');
  return null;
end $$;
create trigger document_check_searched after update on document_check for each row when (old.state is distinct from new.state)
  execute function search_wait_check();

-- What is there already; the index fills itself in the background.
insert into search_waiting (appeal_id) select id from appeal order by registered_at, number_seq;
insert into document_text (sha256, state)
  select sha256, 'WAITING' from attachment union select sha256, 'WAITING' from answer_file on conflict do nothing;
