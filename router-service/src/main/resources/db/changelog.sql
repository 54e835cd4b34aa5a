--liquibase formatted sql

--changeset switchgear:provider
create table provider (
    workspace_id uuid not null,
    name text not null,
    type text not null,
    base_url text not null,
    -- sealed with the master key; null for providers that want none
    api_key bytea,
    models jsonb not null default '[]',
    prices jsonb not null default '{}',
    timeouts jsonb not null default '{}',
    revision bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (workspace_id, name)
);

--changeset switchgear:pool
create table pool (
    workspace_id uuid not null,
    group_name text not null,
    models jsonb not null default '[]',
    strategy text not null,
    targets jsonb not null,
    retry jsonb not null default '{}',
    timeouts jsonb not null default '{}',
    fallback jsonb not null default '[]',
    revision bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (workspace_id, group_name)
);

--changeset switchgear:circuit_breaker_config
-- One row per circuit that differs from the defaults or was ever forced or reset; revision grows with each change, so that a
-- replica knows a late snapshot from a new one.
create table circuit_breaker_config (
    workspace_id uuid not null,
    service_name text not null,
    failure_threshold integer not null default 3,
    reset_timeout_ms bigint not null default 30000,
    min_healthy_period_ms bigint not null default 60000,
    request_limit integer not null default 1,
    failure_rate_threshold double precision not null default 50,
    slow_call_rate_threshold double precision not null default 100,
    slow_call_duration_ms bigint not null default 60000,
    first_token_timeout_ms bigint,
    minimum_calls integer not null default 20,
    forced text,
    forced_reason text,
    forced_by text,
    reset_at timestamptz,
    revision bigint not null default 1,
    updated_at timestamptz not null default now(),
    primary key (workspace_id, service_name)
);

--changeset switchgear:circuit_checkpoint
create table circuit_checkpoint (
    workspace_id uuid not null,
    provider text not null,
    version bigint not null,
    state jsonb not null,
    updated_at timestamptz not null default now(),
    primary key (workspace_id, provider)
);

--changeset switchgear:pool-conduct
-- Hedging, rescue, fallbacks for long requests. A release that does not know the column leaves it alone.
alter table pool add column conduct jsonb not null default '{}';

--changeset switchgear:price_book
-- A workspace's own prices. Rows are only added: the latest revision holds, former ones explain old calls.
create table price_book (
    workspace_id uuid not null,
    revision bigint not null,
    models jsonb not null,
    created_by text not null,
    created_at timestamptz not null default clock_timestamp(),
    primary key (workspace_id, revision)
);

--changeset switchgear:workspace_limit
create table workspace_limit (
    workspace_id uuid primary key,
    rpm bigint,
    tpm bigint,
    budget_nano_usd bigint,
    budget_period text,
    revision bigint not null,
    updated_by text not null,
    updated_at timestamptz not null default now()
);

--changeset switchgear:budget_use
-- What each replica has spent of a budget in a period: a counter that only grows, so that writing it twice changes nothing.
create table budget_use (
    workspace_id uuid not null,
    subject text not null,
    period_start timestamptz not null,
    period text not null,
    replica text not null,
    nano_usd bigint not null,
    updated_at timestamptz not null default now(),
    primary key (workspace_id, subject, period_start, period, replica)
);
create index budget_use_age on budget_use (period_start);
comment on column budget_use.subject is 'workspace, or key:<id>';

--changeset switchgear:provider-credentials
alter table provider
    -- sealed with the master key: what signs requests to AWS
    add column credentials bytea,
    add column settings jsonb not null default '{}';
