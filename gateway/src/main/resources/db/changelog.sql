--liquibase formatted sql

--changeset switchgear:accounts
create table users (
  id uuid primary key,
  email text not null unique,
  full_name text not null,
  password_hash text not null,
  current_workspace_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on column users.email is 'in lower case';
comment on column users.current_workspace_id is 'where the next login lands';

create table workspaces (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null
);

create table members (
  workspace_id uuid not null references workspaces on delete cascade,
  user_id uuid not null references users on delete cascade,
  role text not null check (role in ('viewer', 'operator', 'admin', 'owner')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, user_id)
);
create index members_user on members (user_id, created_at);

create table invitations (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  email text not null,
  role text not null check (role in ('viewer', 'operator', 'admin')),
  token_hash bytea not null unique,
  invited_by uuid not null references users on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create unique index invitations_email on invitations (workspace_id, email);

--changeset switchgear:sessions
create table sessions (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  workspace_id uuid not null references workspaces on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index sessions_user on sessions (user_id);
create index sessions_expiry on sessions (expires_at);
comment on table sessions is 'a family of refresh tokens, each replacing the one before';

create table refresh_tokens (
  hash bytea primary key,
  session_id uuid not null references sessions on delete cascade,
  issued_at timestamptz not null,
  used_at timestamptz
);
create index refresh_tokens_session on refresh_tokens (session_id);

create table signing_keys (
  id text primary key,
  private_key bytea not null,
  public_key bytea not null,
  created_at timestamptz not null
);
comment on column signing_keys.private_key is 'PKCS#8, encrypted with the master key';

--changeset switchgear:api-keys
create table api_keys (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null,
  prefix text not null,
  hash bytea not null unique,
  scopes text[] not null,
  rpm integer,
  tpm integer,
  budget_nano_usd bigint,
  budget_period text check (budget_period in ('day', 'month')),
  created_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create unique index api_keys_name on api_keys (workspace_id, name) where revoked_at is null;
create index api_keys_list on api_keys (workspace_id, created_at desc, id desc) where revoked_at is null;
comment on column api_keys.hash is 'SHA-256; the key itself is not kept';

create table api_key_revision (
  one boolean primary key default true check (one),
  revision bigint not null
);
insert into api_key_revision (revision) values (1);
comment on table api_key_revision is 'counts changes of api_keys, so that replicas notice one by a cheap read';

--changeset switchgear:audit
create table audit_log (
  id uuid primary key,
  workspace_id uuid,
  user_id uuid,
  actor text not null,
  action text not null,
  target text not null,
  outcome text not null,
  request_id text,
  details jsonb not null,
  at timestamptz not null
);
create index audit_log_list on audit_log (workspace_id, at desc, id desc);
create index audit_log_age on audit_log (at);
