-- Telling people: rules say who hears of what; the outbox keeps a message until it is delivered or given up.
create table channel (
  id integer generated always as identity primary key,
  name text not null unique,
  kind text not null check (kind in ('email', 'webhook', 'telegram')),
  target text not null check (length(target) <= 2048),
  secret text,
  enabled boolean not null default true
);

create table alert_rule (
  id integer generated always as identity primary key,
  channel_id integer not null references channel on delete cascade,
  kinds text[] not null default '{}',            -- empty: every kind
  min_severity text not null default 'minor' check (min_severity in ('critical', 'major', 'minor', 'info')),
  tag text,                                      -- only portals with this tag
  agency_id integer references agency on delete cascade,
  quiet_from time,
  quiet_to time,
  critical_passes boolean not null default true, -- through quiet hours
  remind_after interval,
  enabled boolean not null default true,
  check ((quiet_from is null) = (quiet_to is null))
);

-- Held: told after quiet hours, folded into one summary then.
create table outbox (
  id bigint generated always as identity primary key,
  channel_id integer not null references channel on delete cascade,
  dedupe text not null,                          -- the same transition is told once a channel
  subject text not null,
  body jsonb not null,
  incidents bigint[] not null default '{}',
  portals integer[] not null default '{}',       -- in order within a portal
  created_at timestamptz not null default now(),
  not_before timestamptz not null default now(),
  state text not null default 'waiting' check (state in ('waiting', 'held', 'folded', 'sending', 'sent', 'given-up')),
  attempts smallint not null default 0,
  owner uuid,
  lease_until timestamptz,
  sent_at timestamptz,
  unique (channel_id, dedupe)
);
create index outbox_waiting on outbox (channel_id, id) where state in ('waiting', 'held', 'sending');

create table delivery (
  id bigint generated always as identity primary key,
  outbox_id bigint not null references outbox on delete cascade,
  at timestamptz not null default now(),
  ok boolean not null,
  says text not null
);
create index on delivery (outbox_id, id);

-- When a channel last heard that an incident still lasts.
create table reminder (
  channel_id integer not null references channel on delete cascade,
  incident_id bigint not null references incident on delete cascade,
  at timestamptz not null,
  primary key (channel_id, incident_id)
);
