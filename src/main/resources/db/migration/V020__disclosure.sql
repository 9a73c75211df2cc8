-- Reports and the yearly disclosure (S14, S18, S23) -----------------------------------------------

-- Why an answer is late, in the words of those who are answerable for it.
create table lateness (
  appeal_id uuid primary key references appeal on delete cascade,
  reason text not null,
  words text,
  at timestamptz not null,
  author text not null
);

-- All figures over a period come out of this index alone.
drop index appeal_figures;
create index appeal_figures on appeal (registered_at)
  include (id, channel, kind, topic_id, department_id, executor_id, status, ground, extensions, due);

-- Measures of the quality programme, by hand.
create table quality_measure (
  id uuid primary key,
  organization_id uuid not null references organization,
  year int not null,
  text text not null,
  planned text not null,
  done text not null,
  created_at timestamptz not null,
  saved_at timestamptz not null,
  author text not null
);
create index quality_measure_of_year on quality_measure (organization_id, year, created_at);

-- What is published, as it was reviewed: content never changes.
create table disclosure_edition (
  id uuid primary key,
  organization_id uuid not null references organization,
  year int not null,
  edition int not null,
  state text not null,
  content text not null,
  sha256 text not null,
  prepared_at timestamptz not null,
  prepared_by text not null,
  published_at timestamptz,
  published_by text,
  comment text,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_reason text,
  unique (organization_id, year, edition),
  check (state <> 'PUBLISHED' or published_at is not null),
  check (state <> 'WITHDRAWN' or withdrawn_reason is not null)
);
create unique index disclosure_one_draft on disclosure_edition (organization_id, year) where state = 'DRAFT';

create function refuse_changed_disclosure() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.state <> 'DRAFT' then
      raise exception 'a published disclosure stays';
    end if;
    return old;
  end if;
  if (old.id, old.year, old.edition, old.content, old.sha256) is distinct from (new.id, new.year, new.edition, new.content, new.sha256)
      or (old.state <> 'DRAFT' and (old.published_at, old.published_by, old.comment)
        is distinct from (new.published_at, new.published_by, new.comment))
      or old.state = 'WITHDRAWN' then
    raise exception 'a published disclosure never changes';
  end if;
  return new;
end $$;
create trigger disclosure_edition_fixed before update or delete on disclosure_edition
  for each row execute function refuse_changed_disclosure();

-- What citizens think (S22) -----------------------------------------------------------------------

-- The questions are never changed: a new edition replaces them. An edition without questions switches the survey off.
create table survey_edition (
  edition int primary key,
  saved_at timestamptz not null,
  author text not null
);
create table survey_question (
  edition int not null references survey_edition,
  position int not null,
  kind text not null,
  text text not null,
  primary key (edition, position)
);
insert into survey_edition (edition, saved_at, author) values (1, now(), 'программа');
insert into survey_question (edition, position, kind, text) values
  (1, 1, 'MARK', 'Насколько понятен ответ?'),
  (1, 2, 'MARK', 'Устроил ли вас срок, в который пришёл ответ?'),
  (1, 3, 'MARK', 'Насколько вежливы и внимательны были сотрудники?'),
  (1, 4, 'WORDS', 'Что нам стоит исправить?');

-- Each appeal is asked about once, whichever way.
create table survey_asked (
  appeal_id uuid primary key references appeal on delete cascade,
  way text not null,
  at timestamptz not null
);
create index survey_asked_at on survey_asked (at);

-- By the applicant of an appeal, or from an anonymous paper form.
create table survey_response (
  id uuid primary key,
  edition int not null references survey_edition,
  source text not null,
  appeal_id uuid unique references appeal on delete cascade,
  topic_id uuid references topic,
  words text,
  at timestamptz not null,
  entered_by text,
  form_key uuid unique
);
create index survey_response_at on survey_response (at);
create index survey_response_words on survey_response (at desc, id) where words is not null;
create index survey_response_words_by_topic on survey_response (topic_id, at desc, id) where words is not null;
create table survey_mark (
  response_id uuid not null references survey_response on delete cascade,
  position int not null,
  mark int not null check (mark between 1 and 5),
  primary key (response_id, position)
);

-- Somebody was not content: what has been done about it.
create table follow_up (
  id uuid primary key,
  appeal_id uuid not null references appeal on delete cascade,
  mark int not null,
  head_id uuid references person,
  opened_at timestamptz not null,
  state text not null,
  done_at timestamptz,
  done_by text,
  what text,
  check (state <> 'DONE' or what is not null)
);
create unique index follow_up_open on follow_up (appeal_id) where state = 'OPEN';
create index follow_up_by_date on follow_up (state, opened_at desc);
create index follow_up_of_head on follow_up (head_id, state, opened_at desc);

-- Whom to ask: by the day on which the answer left.
create index answer_by_sent on answer (sent_at) where sent_at is not null;
