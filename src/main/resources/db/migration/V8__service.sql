-- What the service keeps besides: availability by month and campaign, and what the daily looks saw.

-- The sentences by which a figure was counted, once for all figures that were counted so.
create table counting_rule (
  id integer generated always as identity primary key,
  says text not null unique
);

create table availability (
  portal_id integer not null references portal on delete cascade,
  occasion text not null check (length(occasion) between 1 and 80),      -- a month (2026-11), or the name of a campaign
  first_day date not null,
  last_day date not null check (last_day >= first_day),
  watched_from date,                                                     -- the first day with results; null without any
  up bigint not null,
  degraded bigint not null,
  down bigint not null,
  unknown bigint not null,                                               -- slots without a result among them
  excluded bigint not null,
  outages bigint not null,
  share numeric(5, 4),                                                   -- null: too little was seen to tell
  low numeric(5, 4),
  high numeric(5, 4),
  coverage numeric(5, 4) not null,
  effective bigint not null,
  rule_id integer not null references counting_rule,
  counted_at timestamptz not null default now(),
  primary key (portal_id, occasion),
  check ((share is null) = (low is null) and (share is null) = (high is null))
);
create index on availability (occasion);

-- What a daily look saw, from when it was first seen so until it was last.
create table portal_look (
  id bigint generated always as identity primary key,
  portal_id integer not null references portal on delete cascade,
  kind text not null check (kind in ('tls', 'headers', 'dns')),
  seen jsonb not null,
  first_seen timestamptz not null,
  last_seen timestamptz not null check (last_seen >= first_seen)
);
create index on portal_look (portal_id, kind, last_seen desc);
