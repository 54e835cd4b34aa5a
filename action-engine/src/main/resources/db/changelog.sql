--liquibase formatted sql

--changeset switchgear:actions
create table actions (
    workspace_id uuid not null,
    id uuid not null,
    type text not null,
    status text not null,
    detail text,
    service_name text not null,
    target_type text not null,
    kind text,
    cluster_name text,
    namespace text,
    region text,
    project text,
    simulated boolean not null,
    replicas integer,
    min_replicas integer,
    max_replicas integer,
    previous_replicas integer,
    previous_min_replicas integer,
    previous_max_replicas integer,
    reason text not null,
    dry_run boolean not null,
    plan jsonb not null,
    revert_of uuid,
    reverted_by uuid,
    requested_by text not null,
    requested_by_id uuid,
    decided_by text,
    created_at timestamptz not null,
    decided_at timestamptz,
    started_at timestamptz,
    finished_at timestamptz,
    verify_by timestamptz,
    -- Counts every write and every claim: whoever writes must have seen the latest.
    version bigint not null,
    -- When the next step is due, and until when a replica holds the action for it; both on this server's clock.
    due_at timestamptz,
    leased_until timestamptz,
    primary key (workspace_id, id)
);
create index actions_newest on actions (workspace_id, created_at desc, id desc);
create index actions_due on actions (due_at) where due_at is not null;
create index actions_by_target on actions (cluster_name, namespace, kind, service_name, finished_at desc) where started_at is not null;
-- One action at a time on a target, whoever asks.
create unique index actions_one_per_target on actions (cluster_name, namespace, kind, service_name)
    where status in ('queued', 'running', 'verifying');

create table action_events (
    workspace_id uuid not null,
    action_id uuid not null,
    sequence bigint not null,
    at timestamptz not null,
    status text not null,
    message text not null,
    primary key (workspace_id, action_id, sequence),
    foreign key (workspace_id, action_id) references actions on delete cascade
);

create table idempotency_keys (
    workspace_id uuid not null,
    key text not null,
    fingerprint text not null,
    holder uuid not null,
    held_until timestamptz not null,
    answer jsonb,
    created_at timestamptz not null default clock_timestamp(),
    primary key (workspace_id, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);
