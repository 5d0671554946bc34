-- What was published, numbered and unchangeable; a correction is a new one that names the old.
create table publication (
  campaign_id integer not null references campaign,
  number integer not null check (number >= 1),
  corrects integer,
  why text not null,
  decision_number text not null check (length(decision_number) between 1 and 100),
  decided_on date not null,
  signer text not null check (length(signer) between 1 and 200),
  document text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  by_whom text not null,
  at timestamptz not null,
  primary key (campaign_id, number),
  foreign key (campaign_id, corrects) references publication (campaign_id, number),
  check ((number = 1) = (corrects is null)),
  check (corrects < number)
);
create trigger only_added before update or delete on publication
  for each row execute function refuse_change();
create trigger not_emptied before truncate on publication execute function refuse_change();
