-- What people add to documents: letterhead, signer, remarks. The figures are never kept here.
create table paper_text (
  subject text not null check (length(subject) between 1 and 200),   -- e.g. campaign:12, campaign:12/so-mau
  kind text not null check (kind ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  texts jsonb not null,
  version integer not null check (version >= 1),
  by_whom text not null,
  at timestamptz not null,
  primary key (subject, kind)
);

-- Copies of documents that came back signed. The newest stands; earlier ones stay to be seen.
create table signed_paper (
  id bigint generated always as identity primary key,
  campaign_id integer not null references campaign,
  agency text not null,                          -- empty for the department's own
  kind text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  name text not null check (length(name) between 1 and 300),
  bytes bigint not null check (bytes > 0),
  says text not null,                            -- what the check of the signature said
  by_whom text not null,
  at timestamptz not null
);
create index on signed_paper (campaign_id, agency, kind, id);
create trigger only_added before update or delete on signed_paper
  for each row execute function refuse_change();
create trigger not_emptied before truncate on signed_paper execute function refuse_change();
