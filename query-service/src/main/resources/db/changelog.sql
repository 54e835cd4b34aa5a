--liquibase formatted sql

-- Spans as they came in. Partitioned by the UTC day of their start, which is part of every key: a span sent again has the same
-- (workspace_id, trace_id, span_id, day). Trace ids are 16 bytes (uuid), span ids 8 (bigint). role: request and attempt are the
-- router's; inference is a customer's own GenAI call; operation an entry into a service; internal the rest. counted: whether an
-- inference counts as a request.
--changeset switchgear:spans
create table spans (
    workspace_id uuid not null,
    day date not null,
    trace_id uuid not null,
    span_id bigint not null,
    parent_span_id bigint,
    started_at timestamptz not null,
    duration_us bigint not null,
    name text not null,
    kind smallint not null,
    role text not null,
    counted boolean not null,
    service text not null,
    status text not null,
    error_type text,
    status_message text,
    operation text,
    provider text,
    request_model text,
    response_model text,
    input_tokens bigint,
    output_tokens bigint,
    cache_read_tokens bigint,
    cache_write_tokens bigint,
    reasoning_tokens bigint,
    cost_nano_usd bigint,
    first_token_us bigint,
    api_key text,
    attempts bigint,
    session_id text,
    user_id text,
    agent text,
    tool text,
    quality double precision,
    attributes jsonb not null,
    events jsonb not null,
    primary key (workspace_id, trace_id, span_id, day)
) partition by range (day);
create index spans_errors on spans (workspace_id, started_at desc) where status = 'error';

-- One row per trace, so that lists are fast. day and listed_at are those of the trace's first span to arrive and never change:
-- they are what lists are sorted and paged by. arrived_at is when the row was made.
--changeset switchgear:traces
create table traces (
    workspace_id uuid not null,
    day date not null,
    trace_id uuid not null,
    listed_at timestamptz not null,
    arrived_at timestamptz not null default statement_timestamp(),
    first_day date not null,
    last_day date not null,
    entry_span_id bigint not null,
    entry_is_root boolean not null,
    started_at timestamptz not null,
    duration_us bigint not null,
    name text not null,
    service text not null,
    status text not null,
    call_span_id bigint,
    call_started_at timestamptz,
    provider text,
    request_model text,
    response_model text,
    input_tokens bigint not null,
    output_tokens bigint not null,
    cost_nano_usd bigint not null,
    attempts bigint not null,
    spans bigint not null,
    requests bigint not null,
    inferences bigint not null,
    error text,
    search text not null,
    primary key (workspace_id, trace_id, day)
) partition by range (day);
create index traces_newest on traces (workspace_id, listed_at desc, trace_id desc);
create index traces_failed on traces (workspace_id, listed_at desc, trace_id desc) where status = 'error';
create index traces_search on traces using gin (search public.gin_trgm_ops);

-- Counts. Each commit appends to rollup_delta what it newly stored, in the same transaction; the compactor folds deltas into
-- rollup, at once per minute, hour and day (grain). Reads add both. kind: request (what counts as one inference), attempt,
-- operation. A correction is a delta with negative counts.
--changeset switchgear:rollups
create table rollup_delta (
    workspace_id uuid not null,
    bucket timestamptz not null,
    kind text not null,
    service text not null,
    provider text not null,
    model text not null,
    api_key text not null,
    status text not null,
    count bigint not null,
    input_tokens bigint not null,
    output_tokens bigint not null,
    cache_read_tokens bigint not null,
    cache_write_tokens bigint not null,
    reasoning_tokens bigint not null,
    cost_nano_usd bigint not null,
    duration_us bigint not null,
    quality_sum double precision not null,
    quality_count bigint not null,
    last_at timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
create index rollup_delta_bucket on rollup_delta (workspace_id, bucket);
create table rollup (
    workspace_id uuid not null,
    grain text not null,
    bucket timestamptz not null,
    kind text not null,
    service text not null,
    provider text not null,
    model text not null,
    api_key text not null,
    status text not null,
    count bigint not null,
    input_tokens bigint not null,
    output_tokens bigint not null,
    cache_read_tokens bigint not null,
    cache_write_tokens bigint not null,
    reasoning_tokens bigint not null,
    cost_nano_usd bigint not null,
    duration_us bigint not null,
    quality_sum double precision not null,
    quality_count bigint not null,
    last_at timestamptz not null,
    primary key (workspace_id, grain, bucket, kind, service, provider, model, api_key, status)
) partition by range (bucket);

-- Sketches of duration and time to first token, folded in the same way; kind all is the workspace's requests together.
--changeset switchgear:sketches
create table sketch_delta (
    workspace_id uuid not null,
    bucket timestamptz not null,
    kind text not null,
    service text not null,
    provider text not null,
    model text not null,
    duration bytea not null,
    first_token bytea not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
create index sketch_delta_bucket on sketch_delta (workspace_id, bucket);
create table sketch (
    workspace_id uuid not null,
    grain text not null,
    bucket timestamptz not null,
    kind text not null,
    service text not null,
    provider text not null,
    model text not null,
    duration bytea not null,
    first_token bytea not null,
    primary key (workspace_id, grain, bucket, kind, service, provider, model)
) partition by range (bucket);

-- Points of OTLP metrics; series is a hash of what tells series of one metric and service apart.
--changeset switchgear:metric-points
create table metric_points (
    workspace_id uuid not null,
    at timestamptz not null,
    metric text not null,
    service text not null,
    series bigint not null,
    type text not null,
    unit text not null,
    value double precision,
    count bigint,
    sum double precision,
    attributes jsonb not null,
    primary key (workspace_id, metric, service, series, at)
) partition by range (at);

--changeset switchgear:retention
create table retention (
    workspace_id uuid primary key,
    spans_days int not null,
    rollups_days int not null,
    revision bigint not null,
    updated_at timestamptz not null default statement_timestamp()
);

-- What a cost was reckoned by; other: counted with what a workspace has too many combinations of.
--changeset switchgear:prices
alter table spans add column price_version text, add column other boolean not null default false;
create table price_book (
    id int primary key check (id = 1),
    body text not null,
    updated_at timestamptz not null default statement_timestamp()
);

-- Workspaces whose spans are to be priced again, and how far that has got.
--changeset switchgear:repricing
create table repricing (
    workspace_id uuid primary key,
    from_at timestamptz not null,
    to_at timestamptz not null,
    day date not null,
    after_trace uuid,
    after_span bigint,
    asked_at timestamptz not null default statement_timestamp()
);

-- What a workspace's counts are kept apart by; last_day is when it was last seen.
--changeset switchgear:combinations
create table combinations (
    workspace_id uuid not null,
    service text not null,
    provider text not null,
    model text not null,
    api_key text not null,
    last_day date not null,
    primary key (workspace_id, service, provider, model, api_key)
);

-- Any span can be searched for.
--changeset switchgear:span-ids
create index spans_by_id on spans (workspace_id, span_id);

--changeset switchgear:trace-facets
-- (What stands before the next line of this kind belongs to a changeset and its checksum, comments too: add nothing at an end.)
-- What a day's traces can be filtered and searched by, each value once: lists ask here which days have what they look for, by which
-- ids. shape_id and text_id of a trace name its row here; a trace written by the release before has neither (0).
create table trace_shapes (
    workspace_id uuid not null,
    day date not null,
    id bigint not null,
    status text not null,
    service text not null,
    provider text,
    request_model text,
    response_model text,
    under_us bigint not null,
    primary key (workspace_id, day, id)
) partition by range (day);
create table trace_texts (
    workspace_id uuid not null,
    day date not null,
    id bigint not null,
    text text not null,
    primary key (workspace_id, day, id)
) partition by range (day);
create index trace_texts_search on trace_texts using gin (text public.gin_trgm_ops);
alter table traces add column shape_id bigint not null default 0, add column text_id bigint not null default 0;
create index traces_by_shape on traces (workspace_id, shape_id);
create index traces_by_text on traces (workspace_id, text_id);
drop index traces_failed;
drop index traces_search;

--changeset switchgear:metric-buckets
-- Of histograms: [[lower bound, upper bound, count], …], null for infinity.
alter table metric_points add column buckets jsonb;

--changeset switchgear:span-ids-alone
-- Span ids are random, so that the workspace before them told nothing apart and doubled the index.
drop index spans_by_id;
create index spans_by_span_id on spans (span_id);

--changeset switchgear:traces-without-shape
-- Those that a release wrote which knew of no shapes: empty but for an upgrade, and how the backfill finds them.
create index traces_without_shape on traces (day) where shape_id = 0;
