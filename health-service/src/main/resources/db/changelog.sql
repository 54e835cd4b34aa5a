--liquibase formatted sql

--changeset switchgear:provider-health-status
-- The current state of each provider; one row each, outliving a deleted provider (present = false).
create table provider_health_status (
    workspace_id uuid not null,
    provider_name text not null,
    present boolean not null,
    configured boolean not null,
    circuit_state text not null check (circuit_state in ('closed', 'open', 'half-open')),
    forced_state text check (forced_state in ('open', 'closed')),
    circuit_version bigint not null,
    state_since timestamptz not null,
    next_attempt_at timestamptz,
    thresholds jsonb not null,
    total_requests bigint not null,
    success_count bigint not null,
    failure_count bigint not null,
    consecutive_failures integer not null,
    rejected_count bigint not null,
    incident_count bigint not null,
    last_request_at timestamptz,
    last_failure_at timestamptz,
    last_error text,
    -- Whose word this is, and of when (the router's clock): an older word never replaces a newer one.
    observed_replica text not null,
    observed_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (workspace_id, provider_name)
) with (fillfactor = 70);

--changeset switchgear:provider-health-history
-- What happened to each provider: transitions, failures (one by one, then in groups per minute), successes per minute.
create table provider_health_history (
    workspace_id uuid not null,
    provider_name text not null,
    at timestamptz not null,
    id uuid not null,
    type text not null,
    error_category text,
    event_count bigint not null,
    last_at timestamptz not null,
    from_state text,
    to_state text,
    message text,
    trace_id text,
    latency_sum_ms bigint,
    latency_min_ms bigint,
    latency_max_ms bigint,
    actor text,
    replica text,
    primary key (workspace_id, provider_name, at, id)
) partition by range (at);

--changeset switchgear:circuit-breaker-events
-- The ledger: every transition of every circuit. The time is part of the key because the table is partitioned by it; a repeated
-- event carries the same one.
create table circuit_breaker_events (
    workspace_id uuid not null,
    provider_name text not null,
    circuit_version bigint not null,
    replica text not null,
    at timestamptz not null,
    id uuid not null,
    local boolean not null,
    type text not null,
    from_state text not null,
    to_state text not null,
    forced_state text,
    reason text not null,
    trigger text not null,
    actor text,
    thresholds jsonb not null,
    counts jsonb not null,
    trace_ids jsonb not null,
    duration_ms bigint,
    received_at timestamptz not null default now(),
    primary key (workspace_id, provider_name, at, circuit_version, replica)
) partition by range (at);
create index circuit_breaker_events_newest on circuit_breaker_events (workspace_id, at desc, circuit_version desc, id desc);

--changeset switchgear:circuit-breaker-history
-- The status each provider ("service") entered, and when: what its timeline is drawn from.
create table circuit_breaker_history (
    workspace_id uuid not null,
    service_name text not null,
    timestamp timestamptz not null,
    id uuid not null,
    status text not null,
    metrics jsonb not null,
    primary key (workspace_id, service_name, timestamp, id)
) partition by range (timestamp);

--changeset switchgear:load-balancer-metrics
create table load_balancer_metrics (
    workspace_id uuid not null,
    group_name text not null,
    provider_name text not null,
    -- The target's own model; empty for the one that was asked for.
    model text not null,
    granularity text not null,
    bucket_at timestamptz not null,
    request_count bigint not null,
    success_count bigint not null,
    failure_count bigint not null,
    latency_sum_ms bigint not null,
    latency_min_ms bigint not null,
    latency_max_ms bigint not null,
    updated_at timestamptz not null default now(),
    primary key (workspace_id, granularity, bucket_at, group_name, provider_name, model)
) partition by range (bucket_at);

--changeset switchgear:load-balancer-status
-- The pools as the router last reported them; one row per target.
create table load_balancer_status (
    workspace_id uuid not null,
    group_name text not null,
    provider_name text not null,
    model text not null,
    position integer not null,
    strategy text not null,
    weight double precision not null,
    available boolean not null,
    last_request_at timestamptz,
    updated_at timestamptz not null default now(),
    primary key (workspace_id, group_name, provider_name, model)
) with (fillfactor = 70);

--changeset switchgear:replica-activity
-- Attempts under way per router replica, of a provider (group_name empty) or of a pool's target; only those above 0. Rows of a
-- replica that reports no longer do not count.
create table replica_activity (
    workspace_id uuid not null,
    provider_name text not null,
    group_name text not null,
    model text not null,
    replica text not null,
    active_requests bigint not null,
    primary key (workspace_id, provider_name, group_name, model, replica)
) with (fillfactor = 70);
create index replica_activity_replica on replica_activity (replica);

--changeset switchgear:provider-operations
-- Attempts per provider by minute and by hour, with latency histograms that add up.
create table provider_operations (
    workspace_id uuid not null,
    provider_name text not null,
    granularity text not null,
    bucket_at timestamptz not null,
    request_count bigint not null,
    success_count bigint not null,
    failure_count bigint not null,
    latency_sum_ms bigint not null,
    latency_min_ms bigint not null,
    latency_max_ms bigint not null,
    -- {bucket: count}, see LatencyBuckets
    latency_buckets jsonb not null,
    updated_at timestamptz not null default now(),
    primary key (workspace_id, provider_name, granularity, bucket_at)
) partition by range (bucket_at);

--changeset switchgear:sample-receipts
-- Of router replicas, which speak for all workspaces: reference tables, small and without a workspace.
create table sample_receipts (
    replica text not null,
    sequence bigint not null,
    received_at timestamptz not null default now(),
    primary key (replica, sequence)
);
create index sample_receipts_age on sample_receipts (received_at);
create table sample_replicas (
    replica text primary key,
    sequence bigint not null,
    sampled_at timestamptz not null,
    received_at timestamptz not null default now()
) with (fillfactor = 50);

--changeset switchgear:job-leases
-- Which replica of this service does a job; by PostgreSQL's clock. A reference table.
create table job_leases (
    job text primary key,
    holder text not null,
    until timestamptz not null
);

--changeset switchgear:load-balancer-pending
-- Days whose hours are not added up yet, or have changed since.
create table load_balancer_pending (
    workspace_id uuid not null,
    day date not null,
    primary key (workspace_id, day)
);
insert into load_balancer_pending (workspace_id, day)
select distinct workspace_id, (bucket_at at time zone 'UTC')::date from load_balancer_metrics where granularity = 'hour';

--changeset switchgear:webhooks
create table webhooks (
    workspace_id uuid not null,
    id uuid not null,
    name text not null,
    url text not null,
    -- Which transitions it gets: circuit.opened, circuit.half_opened, circuit.closed.
    events text[] not null,
    enabled boolean not null,
    -- Sealed with the master key.
    secret bytea not null,
    revision bigint not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (workspace_id, id),
    unique (workspace_id, name)
);
-- What is to be sent, and what became of it: queue and log. Written with the ledger's entry, in its statement.
create table webhook_deliveries (
    workspace_id uuid not null,
    webhook_id uuid not null,
    id uuid not null,
    event_type text not null,
    payload text not null,
    -- pending, delivered or failed
    status text not null,
    attempts integer not null default 0,
    next_attempt_at timestamptz,
    -- A sender that died is followed by another one from then on.
    claimed_until timestamptz,
    status_code integer,
    error text,
    duration_ms bigint,
    delivered_at timestamptz,
    created_at timestamptz not null default now(),
    primary key (workspace_id, webhook_id, id)
);
create index webhook_deliveries_due on webhook_deliveries (workspace_id, webhook_id, next_attempt_at)
    where status = 'pending';
create index webhook_deliveries_newest on webhook_deliveries (workspace_id, webhook_id, created_at desc, id desc);
create index webhook_deliveries_age on webhook_deliveries (created_at);

--changeset switchgear:provider-health-history-seldom
-- Finds the few transitions, resets and probes among many failures and successes.
create index provider_health_history_seldom on provider_health_history (workspace_id, provider_name, type, at, id)
    where type not in ('failure', 'success');

--changeset switchgear:circuit-breaker-events-key
-- The id is made of what the key was: it tells events apart in less room.
alter table circuit_breaker_events
    drop constraint circuit_breaker_events_pkey,
    add primary key (workspace_id, provider_name, at, id);
