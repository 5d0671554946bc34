-- The list of portals in the orders in which people ask for it. Of what changes with every probe nothing is indexed,
-- so that writing a result touches no index.
create index portal_state_standing on portal_state
  ((case state when 'X' then 0 when 'D' then 1 when 'U' then 3 else 2 end), since);
create index portal_state_available on portal_state (up_30d) where up_30d is not null;
create index portal_state_score on portal_state ((last_points / nullif(last_max, 0)))
  where last_points / nullif(last_max, 0) is not null;
create index portal_state_certificate on portal_state (certificate_ends) where certificate_ends is not null;
