-- What an agency and the department say to each other about a criterion of a portal. An entry is never changed: who was
-- wrong corrects by a new one. An objection is open until an answer decides it.
create table finding_entry (
  id bigint generated always as identity primary key,
  portal_id integer not null references portal on delete cascade,
  checklist text not null check (length(checklist) between 1 and 200),
  criterion text not null check (length(criterion) between 1 and 200),
  kind text not null check (kind in ('explanation', 'objection', 'correction', 'reply', 'granted', 'rejected')),
  says text not null check (length(says) between 1 and 4000),
  corrects bigint references finding_entry,
  explanation_id bigint references explanation,
  observed_hash text not null,
  by_agency boolean not null,
  by_whom text not null,
  at timestamptz not null,
  check ((kind = 'correction') = (corrects is not null))
);
create index on finding_entry (portal_id, checklist, criterion, id);
create index on finding_entry (portal_id, at desc);

create function finding_entry_kept() returns trigger language plpgsql as $$
begin
  raise exception 'entries of a thread are only added to' using errcode = 'restrict_violation';
end $$;
create trigger finding_entry_kept before update on finding_entry
  for each row execute function finding_entry_kept();
-- Deleting a portal takes its threads along; nothing else deletes an entry.
create function finding_entry_stays() returns trigger language plpgsql as $$
begin
  if exists (select from portal where id = old.portal_id) then
    raise exception 'entries of a thread are only added to' using errcode = 'restrict_violation';
  end if;
  return old;
end $$;
create trigger finding_entry_stays before delete on finding_entry
  for each row execute function finding_entry_stays();
