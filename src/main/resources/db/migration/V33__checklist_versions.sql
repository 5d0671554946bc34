-- The text of a checklist as audits used it; its first use freezes it.
create table checklist_version (
  checklist text not null,
  version text not null,
  source text not null,
  used_at timestamptz not null,
  first_run text not null,                       -- kept though the run itself may be removed
  primary key (checklist, version)
);
create trigger frozen before update or delete on checklist_version
  for each row execute function refuse_change();
create trigger not_emptied before truncate on checklist_version execute function refuse_change();
