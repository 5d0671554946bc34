-- What a campaign gathers, each source in a column of its own: what agencies report with evidence, what others hold, what
-- machines found, what appraisers decided; and a log of every change of a score.

-- Drafts are kept as typed, right or wrong; points are null while they cannot be read.
create table self_report (
  campaign_id integer not null,
  agency text not null,
  indicator text not null check (length(indicator) between 1 and 40),
  value_text text not null default '' check (length(value_text) <= 1000),
  unit text not null default '' check (length(unit) <= 100),
  formula text not null default '' check (length(formula) <= 1000),
  points_text text not null default '' check (length(points_text) <= 100),
  points numeric(12, 4),
  note text not null default '' check (length(note) <= 8000),
  nothing_arose boolean not null default false,
  version integer not null check (version >= 1),
  by_whom text not null,
  at timestamptz not null,
  primary key (campaign_id, agency, indicator),
  foreign key (campaign_id, agency) references campaign_agency
);

-- Every state of every draft.
create table self_report_history (
  id bigint generated always as identity primary key,
  campaign_id integer not null,
  agency text not null,
  indicator text not null,
  version integer not null,
  saved jsonb not null,
  by_whom text not null,
  at timestamptz not null,
  foreign key (campaign_id, agency) references campaign_agency
);
create index on self_report_history (campaign_id, agency, indicator, version);

create table general_info (
  campaign_id integer not null,
  agency text not null,
  row_id text not null check (length(row_id) between 1 and 60),
  content text not null check (length(content) <= 4000),
  version integer not null check (version >= 1),
  by_whom text not null,
  at timestamptz not null,
  primary key (campaign_id, agency, row_id),
  foreign key (campaign_id, agency) references campaign_agency
);

-- A file, kept once by its SHA-256; it may prove several indicators.
create table evidence_piece (
  id bigint generated always as identity primary key,
  campaign_id integer not null,
  agency text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  name text not null check (length(name) between 1 and 200),
  media_type text not null,
  bytes bigint not null check (bytes > 0),
  by_whom text not null,
  at timestamptz not null,
  unique (campaign_id, agency, sha256),
  foreign key (campaign_id, agency) references campaign_agency
);

create table evidence_use (
  piece_id bigint not null references evidence_piece,
  indicator text not null,
  by_whom text not null,
  at timestamptz not null,
  primary key (piece_id, indicator)
);

-- Columns beside the agency's own and the appraisers'.
create table column_figure (
  campaign_id integer not null,
  agency text not null,
  indicator text not null,                       -- empty for incentive points
  source text not null check (source in ('machine', 'provided', 'survey', 'network', 'experts', 'bonus')),
  points numeric(12, 4),                         -- null: nothing is proposed, the note says why
  low numeric(12, 4),
  high numeric(12, 4),
  answers integer check (answers >= 0),
  provider text not null default '',             -- who provided it, or which checklist
  provided_on date,
  basis text not null default '',                -- the run, or the file
  note text not null default '',
  version integer not null,
  by_whom text not null,
  at timestamptz not null,
  primary key (campaign_id, agency, indicator, source),
  foreign key (campaign_id, agency) references campaign_agency
);

create table indicator_exclusion (
  campaign_id integer not null references campaign,
  indicator text not null,
  by_whom text not null,
  reason text not null check (length(reason) between 1 and 4000),
  at timestamptz not null,
  primary key (campaign_id, indicator)
);

-- Questions for groups of respondents and for experts, and what they answered.
create table question (
  campaign_id integer not null references campaign,
  bank text not null check (length(bank) between 1 and 80),
  code text not null check (length(code) between 1 and 40),
  source text not null check (source in ('survey', 'network', 'experts')),
  indicator text not null,
  says text not null check (length(says) between 1 and 2000),
  top numeric(12, 4) not null check (top > 0),   -- the best answer on the question's scale
  primary key (campaign_id, bank, code)
);

create table question_answer (
  campaign_id integer not null,
  bank text not null,
  code text not null,
  agency text not null,
  mean numeric(12, 4) not null check (mean >= 0),
  answers integer not null check (answers > 0),
  file text not null,
  by_whom text not null,
  at timestamptz not null,
  primary key (campaign_id, bank, code, agency),
  foreign key (campaign_id, bank, code) references question,
  foreign key (campaign_id, agency) references campaign_agency
);

create table appraisal (
  campaign_id integer not null,
  agency text not null,
  indicator text not null,
  round smallint not null check (round >= 1),
  decision text not null check (decision in ('accepted', 'adjusted', 'asked', 'inapplicable')),
  points numeric(12, 4),
  reason text not null default '' check (length(reason) <= 4000),
  version integer not null,
  by_whom text not null,
  at timestamptz not null,
  primary key (campaign_id, agency, indicator, round),
  foreign key (campaign_id, agency) references campaign_agency,
  check ((points is null) = (decision in ('asked', 'inapplicable'))),
  check (decision = 'accepted' or reason <> '')
);

create table thread_entry (
  id bigint generated always as identity primary key,
  campaign_id integer not null,
  agency text not null,
  indicator text not null,
  kind text not null check (kind in ('question', 'explanation', 'objection', 'reply')),
  says text not null check (length(says) between 1 and 8000),
  who text not null,
  role text not null,
  at timestamptz not null,
  foreign key (campaign_id, agency) references campaign_agency
);
create index on thread_entry (campaign_id, agency, indicator, id);

create table score_log (
  id bigint generated always as identity primary key,
  campaign_id integer not null,
  agency text not null,
  indicator text not null,
  source text not null,
  round smallint not null,
  before_points numeric(12, 4),
  after_points numeric(12, 4),
  who text not null,
  role text not null,
  why text not null,
  at timestamptz not null,
  foreign key (campaign_id, agency) references campaign_agency
);
create index on score_log (campaign_id, agency, indicator, id);

create trigger only_added before update or delete on self_report_history
  for each row execute function refuse_change();
create trigger only_added before update or delete on thread_entry
  for each row execute function refuse_change();
create trigger only_added before update or delete on score_log
  for each row execute function refuse_change();
create trigger not_emptied before truncate on self_report_history execute function refuse_change();
create trigger not_emptied before truncate on thread_entry execute function refuse_change();
create trigger not_emptied before truncate on score_log execute function refuse_change();
