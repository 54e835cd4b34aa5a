// OpenTelemetry's SDK for JavaScript and two instrumentations of OpenAI's client, unchanged, sending to the gateway.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { OpenAIInstrumentation as OpenInference } from '@arizeai/openinference-instrumentation-openai';
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { OpenAIInstrumentation as OpenLLMetry } from '@traceloop/instrumentation-openai';
import OpenAI from 'openai';
import { newTenant } from '../tenant.mjs';

const { SWITCHGEAR_URL: url, SWITCHGEAR_SIMULATOR_URL: simulator } = process.env;
const messages = [{ role: 'user', content: 'one two three' }];

// The client's ES module and its CommonJS build are two classes, so that each instrumentation has one of its own.
const CommonJsOpenAI = createRequire(import.meta.url)('openai').OpenAI;

let global;
let exporter;

// The SDK's provider is one for the process; each test has a tenant, and thus an exporter, of its own.
before(() => {
  exporter = { export: (spans, done) => exporter.to.export(spans, done), shutdown: async () => {} };
  global = provider('instrumented', exporter);
  global.register();
  registerInstrumentations({
    tracerProvider: global,
    instrumentations: [
      new UndiciInstrumentation({ ignoreRequestHook: (request) => !request.path.endsWith('/v1/chat/completions') }),
    ],
  });
  new OpenInference({ tracerProvider: global }).manuallyInstrument(OpenAI);
  const traceloop = new OpenLLMetry();
  traceloop.setTracerProvider(global);
  traceloop.manuallyInstrument(CommonJsOpenAI);
});

after(() => global.shutdown());

function provider(service, to) {
  return new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new BatchSpanProcessor(to)],
  });
}

const authorization = (key) => ({ Authorization: `Bearer ${key}` });

async function eventually(look) {
  for (const end = Date.now() + 30_000; ; ) {
    try {
      return await look();
    } catch (failure) {
      if (Date.now() > end) throw failure;
      await pause(200);
    }
  }
}

const requests = async (tenant) => (await tenant.get('/api/v1/metrics/home-kpis?range=1h')).total_requests.value;

for (const [encoding, Exporter] of Object.entries({ protobuf: ProtobufExporter, JSON: JsonExporter })) {
  test(`spans of the SDK arrive in ${encoding}`, async () => {
    const tenant = await newTenant();
    const key = await tenant.apiKey(['telemetry']);
    const sdk = provider('shop', new Exporter({ url: `${url}/v1/traces`, headers: authorization(key) }));
    const tracer = sdk.getTracer('e2e');
    const root = tracer.startSpan('POST /order', { kind: SpanKind.SERVER });
    const call = tracer.startSpan(
      'chat gpt-4o',
      {
        kind: SpanKind.CLIENT,
        attributes: {
          'gen_ai.operation.name': 'chat',
          'gen_ai.provider.name': 'openai',
          'gen_ai.request.model': 'gpt-4o',
          'gen_ai.usage.input_tokens': 12,
          'gen_ai.usage.output_tokens': 34,
        },
      },
      trace.setSpan(ROOT_CONTEXT, root),
    );
    call.recordException(new Error('context length exceeded'));
    call.setStatus({ code: SpanStatusCode.ERROR, message: 'context length exceeded' });
    call.end();
    root.end();
    await sdk.shutdown();
    const { items } = await eventually(async () => {
      const page = await tenant.get('/api/v1/traces?q=context%20length');
      assert.equal(page.items.length, 1);
      return page;
    });
    assert.equal(items[0].trace_id, root.spanContext().traceId);
    assert.equal(items[0].service, 'shop');
    assert.equal(items[0].name, 'POST /order');
    assert.equal(items[0].model, 'gpt-4o');
    assert.equal(items[0].input_tokens, 12);
    assert.equal(items[0].output_tokens, 34);
    const detail = await tenant.get(`/api/v1/traces/${items[0].trace_id}`);
    assert.equal(detail.span_count, 2);
    assert.equal(detail.spans[0].children[0].name, 'chat gpt-4o');
    await eventually(async () => assert.equal(await requests(tenant), 1));
  });
}

test('metrics of the SDK become series', async () => {
  const tenant = await newTenant();
  const key = await tenant.apiKey(['telemetry']);
  const reader = new PeriodicExportingMetricReader({
    exporter: new OTLPMetricExporter({ url: `${url}/v1/metrics`, headers: authorization(key) }),
    exportIntervalMillis: 60_000,
  });
  const meters = new MeterProvider({
    resource: resourceFromAttributes({ 'service.name': 'shop' }),
    readers: [reader],
  });
  meters.getMeter('e2e').createGauge('queue.length', { unit: '{item}' }).record(7, { queue: 'orders' });
  await meters.forceFlush();
  await meters.shutdown();
  await eventually(async () => {
    const series = await tenant.get('/api/v1/metrics/series?metric=queue.length&group_by=queue&range=1h');
    const values = series.points.filter((point) => point.value !== null);
    assert.deepEqual([values[0]?.value, values[0]?.group], [7, 'orders']);
  });
});

for (const [name, Client] of Object.entries({ OpenInference: OpenAI, OpenLLMetry: CommonJsOpenAI })) {
  test(`what ${name} sees of a direct call counts once`, async () => {
    const tenant = await newTenant();
    exporter.to = new ProtobufExporter({
      url: `${url}/v1/traces`,
      headers: authorization(await tenant.apiKey(['telemetry'])),
    });
    const client = new Client({ baseURL: `${simulator}/p/direct/v1`, apiKey: 'sk-test', maxRetries: 0 });
    await client.chat.completions.create({ model: 'gpt-sim', messages });
    await global.forceFlush();
    await eventually(async () => assert.equal(await requests(tenant), 1));
    const [item] = (await tenant.get('/api/v1/traces')).items;
    assert.equal(item.provider, 'openai');
    assert.match(item.model, /^gpt-sim/);
    assert.equal(item.input_tokens, 3);
    assert.ok(item.output_tokens > 0);
  });

  test(`a call through the gateway counts once although ${name} sees it, too`, async () => {
    const tenant = await newTenant();
    await tenant.provider('only');
    await tenant.pool('chat', ['only']);
    const key = await tenant.apiKey(['llm', 'telemetry']);
    exporter.to = new ProtobufExporter({ url: `${url}/v1/traces`, headers: authorization(key) });
    const client = new Client({ baseURL: `${url}/v1`, apiKey: key, maxRetries: 0 });
    await client.chat.completions.create({ model: 'chat', messages });
    await global.forceFlush();
    const detail = await eventually(async () => {
      const [item] = (await tenant.get('/api/v1/traces')).items;
      const found = await tenant.get(`/api/v1/traces/${item.trace_id}`);
      // The application's inference and its HTTP call, the router's request and its attempt.
      assert.equal(found.span_count, 4);
      return found;
    });
    assert.equal(detail.input_tokens, 3);
    assert.equal(detail.attempt_details.length, 1);
    await eventually(async () => assert.equal(await requests(tenant), 1));
  });
}
