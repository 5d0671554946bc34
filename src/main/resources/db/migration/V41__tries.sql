-- Tries at the door, by minute: from them it is told whether somebody guesses. A day of them is kept.
create table door_try (
  minute timestamptz not null,
  way text not null check (way in ('password', 'code', 'reset', 'key')),
  address text not null,                       -- empty: of too many at once, not told apart
  name text not null,                          -- the login as it was typed, or a name of the key that opens nothing
  known boolean not null,                      -- whether an account has this login
  failed integer not null default 0,           -- refused unseen, during a wait, among them
  refused integer not null default 0,
  entered integer not null default 0,          -- people who got in
  strange integer not null default 0,          -- of those: from a device that the account had not used
  primary key (minute, way, address, name)
);

-- That somebody guesses passwords is a trouble of ours that people hear of.
alter table incident drop constraint incident_kind_check;
alter table incident add constraint incident_kind_check check (kind in ('down', 'degraded', 'flapping', 'certificate', 'score',
  'section', 'hijack', 'audit', 'own-outage', 'disk', 'database', 'clock', 'grid', 'guessing'));
