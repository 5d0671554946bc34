-- Since when a portal is watched: before it no slot of it can have been missed.
alter table portal_state add column watched_from timestamptz;
-- Of older rows it is not known; hours are kept longer than single results.
update portal_state s set watched_from = coalesce(
  (select min(h.hour) from probe_hour h where h.portal_id = s.portal_id), s.slot_at, s.since);
