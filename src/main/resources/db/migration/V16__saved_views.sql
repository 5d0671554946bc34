-- A list as somebody likes to see it; shared ones are everybody's.
create table saved_view (
  id integer generated always as identity primary key,
  account_id integer not null references account on delete cascade,
  list text not null check (list ~ '^[a-z-]{1,40}$'),
  name text not null check (length(name) between 1 and 60),
  query text not null check (length(query) <= 1000),
  shared boolean not null default false,
  unique (account_id, list, name)
);
create index on saved_view (list);
