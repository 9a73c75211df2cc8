-- What route files held, who changed them, and how it went.

create table route_version (
  id bigint generated always as identity primary key,
  file text not null,
  yaml text not null,
  author text,
  comment text,
  at timestamptz not null,
  state text not null,
  problem text
);
create index route_version_of_file on route_version (file, id desc);
