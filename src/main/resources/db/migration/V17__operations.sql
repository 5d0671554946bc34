-- Who was told of an incident, and the messages by their time.
create index on outbox using gin (incidents);
create index on outbox (id desc, state);
create index on work (state, id desc);

-- What a node's own clock said at its last sign of life.
alter table node add column clock_at timestamptz;

-- When a backup was made.
create table backup_made (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  file text not null check (length(file) <= 300),      -- its name, without folders
  bytes bigint not null
);

-- A file that waits for its importing to be confirmed; gone after a day.
create table staged_import (
  id uuid primary key,
  account_id integer not null references account on delete cascade,
  name text not null check (length(name) between 1 and 200),
  content bytea not null check (length(content) <= 26214400),
  at timestamptz not null default now()
);
