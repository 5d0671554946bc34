-- What the watch saw. Raw results by day (dropped after some days), hours and days kept long.
create table probe_result (
  portal_id integer not null,
  slot_at timestamptz not null,
  took_place_at timestamptz not null,
  state char(1) not null check (state in ('U', 'D', 'X', '?')),   -- up, degraded, down, unknown (ours, or maintenance)
  reason text,
  status smallint,
  lag_ms integer not null default 0,
  dns_ms integer,
  connect_ms integer,
  tls_ms integer,
  first_byte_ms integer,
  total_ms integer,
  primary key (portal_id, slot_at)
) partition by range (slot_at);
-- A day's rows come nearly in this order: small, and enough to find an hour.
create index on probe_result using brin (slot_at);

create table probe_hour (
  portal_id integer not null,
  hour timestamptz not null,
  up smallint not null,
  degraded smallint not null,
  down smallint not null,
  unknown smallint not null,
  excluded smallint not null default 0,
  p50_ms integer,
  p95_ms integer,
  primary key (portal_id, hour)
) partition by range (hour);

create table probe_day (
  portal_id integer not null,
  day date not null,
  up integer not null,
  degraded integer not null,
  down integer not null,
  unknown integer not null,
  excluded integer not null default 0,
  p50_ms integer,
  p95_ms integer,
  primary key (portal_id, day)
);

create index on probe_hour using brin (hour);

-- Which hours and days have been rolled up, so that nothing is rolled twice or dropped unrolled. A result that comes late
-- strikes its hour out; a day is rolled anew when its hours no longer sum up to it.
create table rollup_hour (
  hour timestamptz primary key,
  rows bigint not null,
  done_at timestamptz not null default now()
);

create table rollup (
  day date primary key,
  rows bigint not null,
  done_at timestamptz not null default now()
);

-- One row a portal: what the lists show.
create table portal_state (
  portal_id integer primary key references portal on delete cascade,
  state char(1) not null default '?',
  since timestamptz not null default now(),
  reason text,
  slot_at timestamptz,
  total_ms integer,
  failures smallint not null default 0,
  successes smallint not null default 0,
  flapping boolean not null default false,
  content_hash text,
  up_24h real,
  up_30d real,
  up_90d real,
  spark smallint[],          -- per cent of good probes of the last 90 days, oldest first; null where nothing was probed
  certificate_ends timestamptz,
  tls jsonb,
  headers jsonb,
  dns jsonb,
  checked_at timestamptz,
  last_run text references audit_run on delete set null,
  last_points numeric(12, 4),
  last_max numeric(12, 4),
  last_grade text
) with (fillfactor = 60);

-- What a list is searched by: case and marks do not matter.
create function folded(t text) returns text language sql immutable strict parallel safe
  return lower(public.unaccent('public.unaccent'::regdictionary, normalize(t, NFC)));
alter table portal add column sought text not null
  generated always as (folded(title || ' ' || code || ' ' || root_url)) stored;
create index on portal (title collate "vi-x-icu", id);

-- Announced ahead, a pause for maintenance does not count (Nghị định 224/2026/NĐ-CP, Điều 13).
create table maintenance (
  id integer generated always as identity primary key,
  portal_id integer references portal on delete cascade,      -- null: all portals of the tag, or every one
  tag text,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  announced_at timestamptz not null default now(),
  announced_by text not null,
  says text not null check (length(says) between 1 and 2000)
);
create index on maintenance (starts_at, ends_at);
