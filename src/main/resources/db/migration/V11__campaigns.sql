-- Campaigns of an index set: who is assessed, in which state, who did which step and why.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are only ever added', tg_table_name using errcode = 'restrict_violation';
end $$;

-- A version of a set as it is applied; frozen by its first use.
create table index_definition (
  digest text primary key check (digest ~ '^sha256:[0-9a-f]{64}$'),
  set_id text not null,
  version text not null,
  source text not null,
  rows_csv text,                                 -- rows that the text leaves to its annex, as imported
  frozen_at timestamptz not null,
  frozen_by text not null,
  unique (set_id, version)
);

create table campaign (
  id integer generated always as identity primary key,
  code text not null unique check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 80),
  title text not null check (length(title) between 1 and 300),
  year smallint not null check (year between 2000 and 2200),
  definition text not null references index_definition,
  rounds smallint not null check (rounds between 1 and 5),
  data_from date not null,
  data_to date not null check (data_to >= data_from),
  due_at timestamptz not null,                   -- reports are taken before
  explain_until timestamptz,
  publish_by date,
  coverage numeric(5, 4) not null default 0,     -- below it the machine proposes nothing
  state text not null default 'draft'
    check (state in ('draft', 'open', 'appraising', 'submitted', 'published', 'locked')),
  round smallint not null default 0 check (round between 0 and rounds),
  explaining boolean not null default false,
  created_by text not null,
  created_at timestamptz not null
);

create table campaign_step (
  id bigint generated always as identity primary key,
  campaign_id integer not null references campaign,
  step text not null,
  from_state text not null,
  to_state text not null,
  round smallint not null,
  who text not null,
  role text not null,
  why text not null,
  at timestamptz not null
);
create index on campaign_step (campaign_id, id);

create table campaign_agency (
  campaign_id integer not null references campaign,
  agency text not null check (length(agency) between 1 and 80),
  name text not null,
  ranking_group text not null,
  flags text[] not null default '{}',
  state text not null default 'draft'
    check (state in ('draft', 'submitted', 'withdrawn', 'round', 'explaining', 'appraised')),
  round smallint not null default 0,
  due_at timestamptz,                            -- an extension
  submitted_at timestamptz,                      -- null while nothing is handed in
  closed_at timestamptz,                         -- when the deadline closed it
  primary key (campaign_id, agency)
);

-- Whom the text leaves out, or puts elsewhere, and by which words.
create table campaign_left_out (
  campaign_id integer not null references campaign,
  agency text not null,
  name text not null,
  why text not null,
  primary key (campaign_id, agency)
);

create table submission_step (
  id bigint generated always as identity primary key,
  campaign_id integer not null,
  agency text not null,
  step text not null,
  from_state text not null,
  to_state text not null,
  round smallint not null,
  who text not null,
  role text not null,
  why text not null,
  at timestamptz not null,
  foreign key (campaign_id, agency) references campaign_agency
);
create index on submission_step (campaign_id, agency, id);

-- Council members and appraisers, with the agency that they work for.
create table campaign_member (
  campaign_id integer not null references campaign,
  who text not null check (length(who) between 1 and 200),
  duty text not null check (duty in ('hoi-dong', 'tham-dinh')),
  agency text,
  added_by text not null,
  added_at timestamptz not null,
  primary key (campaign_id, who)
);

create table campaign_assignment (
  campaign_id integer not null,
  who text not null,
  indicator text not null,
  added_by text not null,
  added_at timestamptz not null,
  primary key (campaign_id, who, indicator),
  foreign key (campaign_id, who) references campaign_member on delete cascade
);

create table campaign_guidance (
  campaign_id integer not null references campaign,
  indicator text not null,
  says text not null check (length(says) <= 8000),
  by_whom text not null,
  at timestamptz not null,
  primary key (campaign_id, indicator)
);

-- A round is closed by two persons, once more after each time that it was opened again.
create table round_closing (
  campaign_id integer not null references campaign,
  round smallint not null,
  turn integer not null,
  who text not null,
  why text not null,
  at timestamptz not null,
  primary key (campaign_id, round, turn, who)
);

create table campaign_reminder (
  campaign_id integer not null,
  agency text not null,
  due_at timestamptz not null,
  days_before smallint not null,
  channels integer not null,
  at timestamptz not null,
  primary key (campaign_id, agency, due_at, days_before),
  foreign key (campaign_id, agency) references campaign_agency
);

create trigger frozen before update or delete on index_definition
  for each row execute function refuse_change();
create trigger only_added before update or delete on campaign_step
  for each row execute function refuse_change();
create trigger only_added before update or delete on submission_step
  for each row execute function refuse_change();
create trigger only_added before update or delete on round_closing
  for each row execute function refuse_change();
create trigger not_emptied before truncate on index_definition execute function refuse_change();
create trigger not_emptied before truncate on campaign_step execute function refuse_change();
create trigger not_emptied before truncate on submission_step execute function refuse_change();
create trigger not_emptied before truncate on round_closing execute function refuse_change();
