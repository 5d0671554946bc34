-- Who is watched: agencies and portals with their history. Periods are half-open [from, to); an open end is null.
create extension if not exists btree_gist;
create extension if not exists unaccent;
create extension if not exists pg_trgm;

create table agency (
  id integer generated always as identity primary key,
  code text not null unique check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 80),
  valid_from date not null default '1945-09-02',
  valid_to date check (valid_to > valid_from),
  tags text[] not null default '{}',
  note text
);

-- What may change while the agency stays the same: name, level, parent, ranking group.
create table agency_version (
  agency_id integer not null references agency on delete cascade,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  name text not null check (length(name) between 1 and 300),
  level text not null check (level in ('bo', 'don-vi-bo', 'tinh', 'so', 'huyen', 'xa', 'khac')),
  parent_id integer references agency,
  ranking_group text,
  primary key (agency_id, valid_from),
  exclude using gist (agency_id with =, daterange(valid_from, valid_to) with &&)
);
create index on agency_version (parent_id);

create table agency_succession (
  predecessor_id integer not null references agency,
  successor_id integer not null references agency,
  kind text not null check (kind in ('hop-nhat', 'sap-nhap', 'chia-tach', 'doi-ten', 'giai-the', 'chuyen-nhiem-vu')),
  on_date date not null,
  basis text,
  primary key (predecessor_id, successor_id, on_date),
  check (predecessor_id <> successor_id)
);

create table portal (
  id integer generated always as identity primary key,
  code text not null unique check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 80),
  title text not null check (length(title) between 1 and 300),
  kind text not null check (kind in ('so', 'huyen', 'xa', 'tinh', 'bo', 'don-vi-bo')),
  root_url text not null check (length(root_url) <= 2048),
  watched boolean not null default true,
  schedule_group text not null default 'mac-dinh',
  must_contain text check (length(must_contain) <= 200),
  vendor text,
  platform text,
  shared_ip_group text,
  tags text[] not null default '{}',
  valid_from date not null default '1945-09-02',
  valid_to date check (valid_to > valid_from),
  note text
);
create index on portal (schedule_group);
create index on portal using gin (tags);

create table portal_owner (
  portal_id integer not null references portal on delete cascade,
  agency_id integer not null references agency,
  valid_from date not null default '1945-09-02',
  valid_to date check (valid_to > valid_from),
  main boolean not null default true,
  primary key (portal_id, agency_id, valid_from),
  exclude using gist (portal_id with =, agency_id with =, daterange(valid_from, valid_to) with &&)
);
create index on portal_owner (agency_id);

create table portal_domain (
  portal_id integer not null references portal on delete cascade,
  host text not null check (host = lower(host) and length(host) <= 253),
  role text not null check (role in ('chinh', 'bi-danh', 'chuyen-huong', 'luu-tru')),
  valid_from date not null default '1945-09-02',
  valid_to date check (valid_to > valid_from),
  primary key (portal_id, host, valid_from)
);
create index on portal_domain (host);

create table contact (
  id integer generated always as identity primary key,
  agency_id integer not null references agency on delete cascade,
  name text not null check (length(name) between 1 and 200),
  duty text,
  email text,
  phone text,
  telegram text,
  alerts boolean not null default false,
  until date,
  unique (agency_id, name)
);
