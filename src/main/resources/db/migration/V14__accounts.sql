-- Who may sign in, what they may do, and what they did. A person of an agency sees that agency alone.
create table account (
  id integer generated always as identity primary key,
  login text not null unique check (login ~ '^[a-z0-9][a-z0-9._@-]{1,98}$'),
  name text not null check (length(name) between 1 and 200),
  email text check (length(email) <= 254),
  roles text[] not null
    check (cardinality(roles) > 0 and roles <@ array['operator', 'leader', 'reporter', 'approver', 'appraiser', 'administrator']),
  agency_id integer references agency,
  password_hash text,
  must_change boolean not null default false,
  totp_secret bytea,                      -- encrypted; in force once confirmed
  totp_confirmed_at timestamptz,
  totp_last_step bigint not null default 0,
  oidc_subject text unique,
  epoch integer not null default 0,       -- raised whenever every session of the account must end
  disabled_at timestamptz,
  signed_in_at timestamptz,
  made_at timestamptz not null default now(),
  version integer not null default 0,
  check (agency_id is not null or not roles && array['reporter', 'approver'])
);
create index on account (agency_id);

create table recovery_code (
  account_id integer not null references account on delete cascade,
  hash bytea not null,
  used_at timestamptz,
  primary key (account_id, hash)
);

-- A link that works once: the first operator's, an invitation, a forgotten password. Only its hash is kept.
create table access_link (
  hash bytea primary key,
  kind text not null check (kind in ('setup', 'invite', 'reset')),
  account_id integer references account on delete cascade,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  check ((kind = 'setup') = (account_id is null))
);
create index on access_link (account_id);

-- Failures in a row of an account, of an account on a known device, or of an address.
create table sign_in_failure (
  subject text primary key,
  failures integer not null,
  last_at timestamptz not null,
  blocked_until timestamptz
);

create table known_device (
  hash bytea primary key,
  account_id integer not null references account on delete cascade,
  seen_at timestamptz not null default now()
);
create index on known_device (account_id);

create table api_key (
  id integer generated always as identity primary key,
  prefix text not null unique,
  hash bytea not null unique,
  name text not null check (length(name) between 1 and 200),
  scopes text[] not null check (cardinality(scopes) > 0),
  account_id integer not null references account on delete cascade,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index on api_key (account_id);

-- What people did. Rows are added and never changed; each carries the hash of the one before.
create table action_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  account_id integer,
  login text not null,
  address text,
  session text,
  action text not null check (length(action) between 1 and 80),
  object text not null default '' check (length(object) <= 300),
  before text check (length(before) <= 4000),
  after text check (length(after) <= 4000),
  hash bytea not null
);
create index on action_log (at desc);
create index on action_log (login, at desc);
create index on action_log (object, at desc);

create function action_digest(previous bytea, l action_log) returns bytea language sql stable as $$
  select sha256(coalesce(previous, ''::bytea) || convert_to(jsonb_build_array(
    extract(epoch from l.at), l.account_id, l.login, l.address, l.session, l.action, l.object, l.before, l.after)::text, 'UTF8'))
$$;

create function action_chained() returns trigger language plpgsql as $$
begin
  if new.hash is null then      -- a restored row brings its own
    perform pg_advisory_xact_lock(hashtext('action_log'));
    new.id = nextval(pg_get_serial_sequence('action_log', 'id'));
    new.hash = action_digest((select hash from action_log order by id desc limit 1), new);
  end if;
  return new;
end $$;
create trigger action_chained before insert on action_log for each row execute function action_chained();

create function action_kept() returns trigger language plpgsql as $$
begin
  raise exception 'the action log is only added to';
end $$;
create trigger action_kept before update or delete on action_log for each row execute function action_kept();
create trigger action_log_kept before truncate on action_log for each statement execute function action_kept();
