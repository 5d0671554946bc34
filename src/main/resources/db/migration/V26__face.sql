-- How somebody likes to read the pages, and what they have been shown of what concerns them.
alter table account
  add column language text not null default 'vi' check (language in ('vi', 'en')),
  add column notices_seen_at timestamptz not null default now();

-- What the search of the pages finds agencies by.
alter table agency_version add column sought text not null generated always as (folded(name)) stored;

-- What has happened lately is asked for at every page.
create index on finding_entry (at desc);
create index on incident (opened_at desc);
create index on thread_entry (at desc);
create index on submission_step (at desc);
