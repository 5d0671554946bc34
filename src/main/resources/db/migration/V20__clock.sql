-- A node whose clock is wrong is a fault of ours that people hear of.
alter table incident drop constraint incident_kind_check;
alter table incident add constraint incident_kind_check check (kind in ('down', 'degraded', 'flapping', 'certificate', 'score',
  'section', 'hijack', 'audit', 'own-outage', 'disk', 'database', 'clock', 'grid'));
