-- Who works, what is due, and who holds it. Times are the database's: nodes may disagree about the hour.
create table node (
  id uuid primary key,
  name text not null,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  stopped_at timestamptz
);

-- One row is one piece of work on one portal. `slot` names the occasion (a planned time, a campaign, a request):
-- the same occasion can never be worked twice.
create table work (
  id bigint generated always as identity primary key,
  portal_id integer not null references portal on delete cascade,
  kind text not null check (kind in ('audit', 'tls', 'headers', 'dns', 'monthly-report')),
  slot text not null,
  priority smallint not null default 5 check (priority between 0 and 9),
  due_at timestamptz not null,
  ip_group text,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  attempt smallint not null default 0,
  owner uuid references node,
  fence bigint not null default 0,
  lease_until timestamptz,
  checkpoint jsonb,
  reason text,
  requested_by text,
  enqueued_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz,
  unique (portal_id, kind, slot),
  check ((state = 'running') = (lease_until is not null))
);
create sequence fence;
-- No portal is ever worked on twice at once, and no shared address by two nodes.
create unique index work_one_per_portal on work (portal_id, kind) where state = 'running';
create unique index work_one_per_address on work (ip_group) where state = 'running' and ip_group is not null;
create index work_due on work (priority, due_at) where state = 'queued';
create index work_leases on work (lease_until) where state = 'running';
create index work_history on work (portal_id, kind, id desc);

-- Uptime probes are shared out by shard: a portal belongs to shard (id mod the number of shards).
create table probe_shard (
  shard smallint primary key,
  owner uuid references node,
  fence bigint not null default 0,
  lease_until timestamptz,
  done_until timestamptz
);
insert into probe_shard (shard) select generate_series(0, 63);
