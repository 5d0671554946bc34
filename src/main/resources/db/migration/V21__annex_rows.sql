-- Tables of rows that a text leaves to its annex, as the department imported them; the newest one of a set's version holds.
create table annex_rows (
  set_id text not null check (length(set_id) between 1 and 80),
  number integer not null check (number > 0),
  version text not null,                         -- of the set against which its sums were checked
  file text not null check (length(file) between 1 and 300),
  csv text not null,
  lines integer not null,
  by_whom text not null,
  at timestamptz not null,
  primary key (set_id, number)
);
create trigger only_added before update or delete on annex_rows
  for each row execute function refuse_change();
