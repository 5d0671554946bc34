-- What audits concluded. The evidence stays in files; the rows say where.
create table audit_run (
  id text primary key,
  portal_id integer not null references portal on delete cascade,
  work_id bigint references work on delete set null,
  kind text not null,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  rules_digest text not null,
  pages integer not null,
  requests integer not null,
  bytes bigint not null,
  complete boolean not null,
  observed boolean not null,
  folder text not null,
  result jsonb not null
);
create index on audit_run (portal_id, finished_at desc);

create table scorecard (
  run_id text not null references audit_run on delete cascade,
  portal_id integer not null references portal on delete cascade,
  checklist text not null,
  version text not null,
  points numeric(12, 4) not null,
  low numeric(12, 4) not null,
  high numeric(12, 4) not null,
  max_points numeric(12, 4) not null,
  coverage numeric(8, 6) not null,
  grade text,
  at timestamptz not null,
  primary key (run_id, checklist)
);
create index on scorecard (portal_id, checklist, at desc);

-- A finding holds from when it was first seen until a later audit sees another one; while it holds, each audit confirms it.
-- Periods are half-open [first_seen, ended_at). `since` reaches further back: it is when the same conclusion began, whatever
-- was observed in between and however often it could not be told.
create table finding (
  id bigint generated always as identity primary key,
  portal_id integer not null references portal on delete cascade,
  checklist text not null,
  criterion text not null,
  outcome text not null,
  reason text,
  points numeric(12, 4) not null,
  max_points numeric(12, 4) not null,
  says text not null,
  observed_hash text not null,
  first_run text not null references audit_run on delete cascade,
  last_run text not null references audit_run on delete cascade,
  first_seen timestamptz not null,
  last_confirmed timestamptz not null,
  since timestamptz not null,
  ended_at timestamptz,
  check (last_confirmed >= first_seen),
  check (since <= first_seen),
  check (ended_at >= last_confirmed)
);
create unique index finding_current on finding (portal_id, checklist, criterion) where ended_at is null;
create index on finding (portal_id, checklist, criterion, first_seen desc);
create index on finding (first_run);
create index on finding (last_run);

-- Comply or explain: an agency's reason for a finding; void as soon as what was observed changes, or when it expires.
create table explanation (
  id bigint generated always as identity primary key,
  portal_id integer not null references portal on delete cascade,
  checklist text not null,
  criterion text not null,
  observed_hash text not null,
  says text not null check (length(says) between 1 and 4000),
  by_whom text not null,
  given_at timestamptz not null default now(),
  expires_at timestamptz not null,
  void_since timestamptz,
  void_reason text check (void_reason in ('het-han', 'gia-tri-thay-doi', 'rut-lai')),
  check (expires_at > given_at),
  check ((void_since is null) = (void_reason is null))
);
create unique index explanation_current on explanation (portal_id, checklist, criterion) where void_since is null;
