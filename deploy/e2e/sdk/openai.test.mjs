// The official OpenAI SDK for Node, unchanged but for its base URL and key.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import OpenAI from 'openai';
import { newTenant } from '../tenant.mjs';

let client;

before(async () => {
  const tenant = await newTenant();
  await tenant.provider('first');
  await tenant.provider('second');
  await tenant.pool('chat', ['first', 'second']);
  client = new OpenAI({ baseURL: `${process.env.SWITCHGEAR_URL}/v1`, apiKey: await tenant.apiKey(), maxRetries: 0 });
});

const messages = [{ role: 'user', content: 'Say something at length' }];

test('a completion carries text and usage', async () => {
  const completion = await client.chat.completions.create({ model: 'chat', messages });
  assert.ok(completion.choices[0].message.content.length > 0);
  assert.equal(completion.usage.prompt_tokens, 4);
});

test('a streamed completion ends with a reason, and with usage when asked for', async () => {
  const stream = await client.chat.completions.create({
    model: 'chat',
    messages,
    stream: true,
    stream_options: { include_usage: true },
  });
  let text = '';
  let finish;
  let usage;
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta?.content ?? '';
    finish ??= chunk.choices[0]?.finish_reason ?? undefined;
    usage = chunk.usage ?? usage;
  }
  assert.ok(text.length > 0);
  assert.equal(finish, 'stop');
  assert.equal(usage.prompt_tokens, 4);
});

test('a stream whose provider dies midway is an error, never a complete answer', async () => {
  const stream = await client.chat.completions.create({
    model: 'chat',
    messages,
    stream: true,
    simulator: { output_tokens: 50, fault: 'cut=10' },
  });
  await assert.rejects(async () => {
    for await (const chunk of stream) {
      assert.notEqual(chunk.choices[0]?.finish_reason, 'stop');
    }
  });
});

test('an unknown model is the dialect’s own 404', async () => {
  await assert.rejects(client.chat.completions.create({ model: 'no-such-model', messages }), (error) => {
    assert.equal(error.status, 404);
    assert.equal(error.code, 'model_not_found');
    return true;
  });
});
