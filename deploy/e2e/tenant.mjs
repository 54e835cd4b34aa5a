// A registered user with a workspace of their own, over the public API.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

const { SWITCHGEAR_URL: url, SWITCHGEAR_SIMULATOR_URL: simulator } = process.env;

export async function newTenant() {
  const email = `e2e-${randomUUID()}@example.com`;
  const password = `correct-horse-${randomUUID()}`;
  const session = await call('POST', '/api/v1/auth/register', undefined, {
    email,
    password,
    full_name: 'Grace Hopper',
    workspace_name: 'E2E',
  });
  const token = session.access_token;
  return {
    email,
    password,
    apiKey: async (scopes = ['llm']) => (await call('POST', '/api/v1/api-keys', token, { name: 'e2e', scopes })).key,
    get: (path) => call('GET', path, token),
    provider: (name, type = 'openai') =>
      call('POST', '/api/v1/admin/router/providers', token, {
        name,
        type,
        base_url: `${simulator}/p/${name}-${randomUUID()}/v1`,
        api_key: 'sk-test',
        models: ['gpt-sim'],
      }),
    pool: (name, providers) =>
      call('POST', '/api/v1/admin/router/load-balancer/pools', token, {
        group_name: name,
        strategy: 'round_robin',
        providers: providers.map((provider) => ({ name: provider, model: 'gpt-sim', weight: 1 })),
      }),
  };
}

async function call(method, path, token, body) {
  const response = await fetch(url + path, {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  assert.ok(response.ok, `${method} ${path} answered ${response.status}: ${text}`);
  return JSON.parse(text);
}
