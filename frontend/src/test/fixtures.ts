import type { Span, TraceDetail } from '@/features/traces/api/get-trace'
import type { CircuitEvent } from '@/features/health/api/get-circuit-events'
import type { QuerySchema } from '@/api/clients'
import type { Action } from '@/features/actions/api/get-actions'
import type { Target, TargetList } from '@/features/actions/api/get-targets'
import type { ApiKey } from '@/features/api-keys/api/api-keys'
import type { HomeKpis } from '@/features/dashboard/api/get-home-kpis'
import type { HealthDashboard, ProviderHealth } from '@/features/health/api/get-health-dashboard'
import type { Invitation } from '@/features/auth/api/invitation'
import type { Member } from '@/features/members/api/members'
import type { Pool } from '@/features/routing/api/pools'
import type { Provider } from '@/features/routing/api/providers'
import type { Me } from '@/session/me'
import type { SuiteHealth } from '@/features/suite-status/api/get-suite-health'

const at = '2026-11-21T10:00:00.000Z'

export const me: Me = {
  user: { id: 'u1', email: 'ada@example.com', full_name: 'Ada Lovelace' },
  workspace: { id: 'w1', name: 'Analytical Engines', role: 'owner' },
  workspaces: [{ id: 'w1', name: 'Analytical Engines', role: 'owner' }],
  role: 'owner',
  permissions: [
    'ROUTER_VIEW',
    'QUERY_VIEW',
    'ACTION_VIEW',
    'ACTION_EXECUTE',
    'ROUTER_MANAGE',
    'ACTION_APPROVE',
    'ADMIN',
  ],
}

export const grant = { access_token: 'token-1', token_type: 'Bearer', expires_in: 900 }

export const suiteHealth: SuiteHealth = {
  name: 'switchgear',
  version: '0.1.0',
  status: 'healthy',
  components: { database: { status: 'healthy', checked_at: at, response_time_ms: 2, critical: true } },
}

const flat = { value: 0, change: null, trend: 'flat' } as const
const unknown = { value: null, change: null, trend: 'flat' } as const

export const noKpis: HomeKpis = {
  range: '24h',
  total_requests: flat,
  avg_latency_ms: unknown,
  error_rate: unknown,
  total_cost_usd: flat,
  avg_quality_score: unknown,
  latency: { p50: null, p95: null, p99: null },
}

export const kpis: HomeKpis = {
  ...noKpis,
  total_requests: { value: 8819, change: 12.5, trend: 'up' },
  avg_latency_ms: { value: 842.3, change: 8, trend: 'up' },
  error_rate: { value: 1.3, change: -40, trend: 'down' },
  total_cost_usd: { value: 12.5, change: null, trend: 'flat' },
  latency: { p50: 400, p95: 1900, p99: 4800 },
}

export const traceItem: QuerySchema<'TraceItem'> = {
  trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
  name: 'chat gpt-4o-mini',
  service: 'router-service',
  provider: 'alpha',
  model: 'gpt-4o-mini',
  status: 'ok',
  started_at: at,
  duration_ms: 842,
  input_tokens: 120,
  output_tokens: 34,
  cost_usd: 0.00061,
  attempts: 2,
}

const thresholds = {
  failure_threshold: 3,
  reset_timeout_ms: 30_000,
  min_healthy_period_ms: 60_000,
  request_limit: 1,
  failure_rate_threshold: 50,
  slow_call_rate_threshold: 100,
  slow_call_duration_ms: 60_000,
  minimum_calls: 20,
}

const counts = { total: 10, successes: 9, failures: 1, consecutive_failures: 0, rejected: 0, incidents: 0 }

const healthy: ProviderHealth = {
  name: 'alpha',
  configured: true,
  status: 'healthy',
  circuit: { state: 'closed', forced: null, since: at, thresholds, version: 1 },
  counts,
  active_requests: 1,
  groups: ['chat'],
  last_day: { requests: 10, successes: 9, failures: 1 },
  observed_at: at,
}

export const healthDashboard: HealthDashboard = {
  summary: { total: 2, healthy: 1, unhealthy: 1, testing: 0 },
  providers: [
    healthy,
    {
      ...healthy,
      name: 'beta',
      status: 'failed',
      circuit: {
        state: 'open',
        forced: 'open',
        since: at,
        thresholds,
        version: 4,
        last_error: 'connection reset by peer',
        last_failure_at: at,
      },
      counts: { total: 5, successes: 2, failures: 3, consecutive_failures: 3, rejected: 7, incidents: 1 },
    },
  ],
  groups: [
    {
      group_name: 'chat',
      strategy: 'round_robin',
      providers: [
        {
          name: 'alpha',
          weight: 2,
          active_requests: 1,
          total_requests: 10,
          successes: 9,
          failures: 1,
          avg_latency_ms: 612,
          health: 'healthy',
          available: true,
        },
      ],
    },
  ],
  generated_at: at,
}

export const provider: Provider = {
  name: 'alpha',
  type: 'openai_compatible',
  base_url: 'http://localhost:8010/v1',
  api_key_set: true,
  secret_access_key_set: false,
  models: ['gpt-4o-mini'],
  prices: {},
  timeouts: {},
  revision: 4,
  created_at: at,
  updated_at: at,
}

export const pool: Pool = {
  group_name: 'chat',
  strategy: 'round_robin',
  models: [],
  fallback: [],
  rescue: 'prefill',
  retry: {},
  timeouts: {},
  revision: 1,
  created_at: at,
  updated_at: at,
  providers: [{ name: 'alpha', weight: 1, priority: 0, configured: true }],
}

export const target: Target = {
  service_name: 'payment-api',
  target_type: 'kubernetes',
  kind: 'Deployment',
  cluster_name: 'local',
  namespace: 'default',
  replicas: 3,
  ready: 3,
  updated: 3,
  available: 3,
  rollout: 'complete',
  detail: '3 of 3 replicas are ready.',
  simulated: true,
  requires_approval: false,
  actions: ['restart_deployment', 'scale_deployment', 'rollout_restart'],
}

export const targets: TargetList = {
  items: [target],
  clusters: [{ cluster_name: 'local', simulated: true, reachable: true }],
}

export const action: Action = {
  action_id: 'a1',
  type: 'scale_deployment',
  status: 'running',
  detail: 'Making the change.',
  target: {
    service_name: 'payment-api',
    target_type: 'kubernetes',
    kind: 'Deployment',
    cluster_name: 'local',
    namespace: 'default',
    simulated: true,
  },
  reason: 'The queue grows',
  dry_run: false,
  plan: [{ object: 'Deployment default/payment-api', field: 'spec.replicas', from: '3', to: '5' }],
  requested_by: 'ada@example.com',
  created_at: at,
  started_at: at,
  revertible: false,
}

export const apiKey: ApiKey = {
  id: 'k1',
  name: 'notebook',
  prefix: 'sg-7Fq2',
  scopes: ['llm'],
  created_at: at,
  created_by: 'u1',
}

export const invitation: Invitation = {
  email: 'ben@example.com',
  workspace_name: 'Analytical Engines',
  role: 'operator',
  account: false,
  expires_at: '2026-11-28T10:00:00.000Z',
}

export const members: Member[] = [
  { id: 'i1', email: 'cy@example.com', role: 'viewer', status: 'invited', since: at, expires_at: at },
  { id: 'u2', email: 'ben@example.com', full_name: 'Ben Hall', role: 'viewer', status: 'active', since: at },
  {
    id: 'u1',
    email: 'ada@example.com',
    full_name: 'Ada Lovelace',
    role: 'owner',
    status: 'active',
    since: at,
  },
]

export const circuitEvent: CircuitEvent = {
  id: 'e1',
  type: 'state_change',
  thresholds,
  counts,
  version: 2,
  local: false,
  replica: 'r1',
  provider: 'beta',
  from_state: 'closed',
  to_state: 'open',
  reason: '3 failures in a row',
  trigger: 'system',
  trace_ids: ['4bf92f3577b34da6a3ce929d0e0e4736'],
  duration_ms: 120_000,
  at,
}

const span: Span = {
  span_id: '00f067aa0ba902b7',
  name: 'chat gpt-4o-mini',
  service: 'router-service',
  kind: 'internal',
  role: 'request',
  status: 'ok',
  started_at: at,
  duration_ms: 842,
  counted: true,
  events: [],
  attributes: {},
  children: [],
}

export const traceDetail: TraceDetail = {
  ...traceItem,
  circuit_events: [],
  attempt_details: [
    {
      span_id: '00f067aa0ba902b8',
      number: 1,
      provider: 'alpha',
      outcome: 'connection',
      circuit_state: 'half-open',
      started_at: at,
      duration_ms: 120,
    },
  ],
  span_count: 2,
  spans_truncated: false,
  spans: [
    {
      ...span,
      children: [
        {
          ...span,
          span_id: '00f067aa0ba902b8',
          name: 'attempt alpha',
          kind: 'client',
          status: 'error',
          role: 'attempt',
          error_type: 'connection',
          status_message: 'connection reset by peer',
          duration_ms: 120,
          attributes: { 'switchgear.attempt.number': 1 },
        },
      ],
    },
  ],
}
