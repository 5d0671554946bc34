-- What went wrong, from the first sign to its end, and who did what about it.
create table incident (
  id bigint generated always as identity primary key,
  portal_id integer references portal on delete cascade,      -- null: ours
  kind text not null check (kind in ('down', 'degraded', 'flapping', 'certificate', 'score', 'section', 'hijack', 'audit', 'own-outage', 'disk', 'database')),
  subject text not null default '',                           -- what exactly: a criterion, a certificate's serial, a number of days
  cause text check (cause in ('dns', 'network', 'tls', 'server', 'content', 'blocked', 'certificate', 'hosting', 'ours', 'unknown')),
  state text not null default 'open' check (state in ('open', 'acknowledged', 'closed', 'merged')),
  severity text not null check (severity in ('critical', 'major', 'minor', 'info')),
  starts_at timestamptz not null,
  opened_at timestamptz not null default now(),
  ends_at timestamptz,
  closed_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by text,
  merged_into bigint references incident,
  seen_at timestamptz not null default now(),                 -- the last change that was seen; older ones are known
  says text not null,
  evidence jsonb not null default '[]',
  check ((state = 'merged') = (merged_into is not null)),
  check ((state = 'closed') = (closed_at is not null)),
  check (ends_at is null or ends_at >= starts_at)
);
-- One thing is one incident while it lasts.
create unique index incident_open on incident (coalesce(portal_id, 0), kind, subject) where state in ('open', 'acknowledged');
create index on incident (coalesce(portal_id, 0), kind, subject, id desc);
create index on incident (portal_id, starts_at desc);
create index on incident (state, opened_at desc);

create table incident_event (
  id bigint generated always as identity primary key,
  incident_id bigint not null references incident on delete cascade,
  at timestamptz not null default now(),
  by_whom text not null,
  kind text not null check (kind in ('opened', 'acknowledged', 'note', 'merged', 'severity', 'ended', 'closed', 'reopened')),
  says text not null default '',
  tell text not null default 'no' check (tell in ('no', 'waiting', 'told'))   -- whether people are to hear of it
);
create index on incident_event (incident_id, id);
create index incident_event_waiting on incident_event (id) where tell = 'waiting';
