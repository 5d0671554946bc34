-- How often the figures of a campaign were changed: who has computed a ranking sees by this whether it still holds.
-- Each connection counts in a row of its own, so that two who save do not wait for each other; the sum grows with every
-- transaction that is committed.
create table figure_changes (
  campaign_id integer not null references campaign on delete cascade,
  connection integer not null,
  changes bigint not null,
  primary key (campaign_id, connection)
) with (fillfactor = 50);

-- Once in a transaction: a row that one transaction changes a thousand times is slow to find.
create function count_figure_change() returns trigger language plpgsql as $$
declare
  changed integer := case tg_op when 'DELETE' then old.campaign_id else new.campaign_id end;
  mark text := changed || ' ' || pg_current_xact_id();
begin
  if current_setting('portal_audit.figures_changed', true) is distinct from mark then
    insert into figure_changes (campaign_id, connection, changes) values (changed, pg_backend_pid() % 64, 1)
      on conflict (campaign_id, connection) do update set changes = figure_changes.changes + 1;
    perform set_config('portal_audit.figures_changed', mark, true);
  end if;
  return null;
end $$;

create trigger counted after insert or update or delete on campaign_agency
  for each row execute function count_figure_change();
create trigger counted after insert or update or delete on self_report
  for each row execute function count_figure_change();
create trigger counted after insert or update or delete on column_figure
  for each row execute function count_figure_change();
create trigger counted after insert or update or delete on appraisal
  for each row execute function count_figure_change();
create trigger counted after insert or update or delete on indicator_exclusion
  for each row execute function count_figure_change();
