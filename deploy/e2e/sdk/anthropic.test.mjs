// The official Anthropic SDK for Node, unchanged but for its base URL and key, before providers that speak its format and OpenAI's;
// and the OpenAI SDK before one that speaks Anthropic's.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { newTenant } from '../tenant.mjs';

const messages = [{ role: 'user', content: 'Say something at length' }];

let anthropic;
let openai;

before(async () => {
  const tenant = await newTenant();
  await tenant.provider('claude', 'anthropic');
  await tenant.provider('gpt', 'openai');
  await tenant.pool('its-own', ['claude']);
  await tenant.pool('foreign', ['gpt']);
  const apiKey = await tenant.apiKey();
  anthropic = new Anthropic({ baseURL: process.env.SWITCHGEAR_URL, apiKey, maxRetries: 0 });
  openai = new OpenAI({ baseURL: `${process.env.SWITCHGEAR_URL}/v1`, apiKey, maxRetries: 0 });
});

for (const model of ['its-own', 'foreign']) {
  test(`a message from a provider of ${model} format carries text and usage`, async () => {
    const message = await anthropic.messages.create({ model, max_tokens: 30, messages });
    assert.equal(message.role, 'assistant');
    assert.equal(message.content[0].type, 'text');
    assert.ok(message.content[0].text.length > 0);
    assert.ok(['end_turn', 'max_tokens'].includes(message.stop_reason));
    assert.equal(message.usage.input_tokens, 4);
    assert.ok(message.usage.output_tokens > 0);
  });

  test(`a streamed message from a provider of ${model} format accumulates to the whole`, async () => {
    const stream = anthropic.messages.stream({ model, max_tokens: 30, messages });
    let text = '';
    stream.on('text', (delta) => (text += delta));
    const message = await stream.finalMessage();
    assert.ok(text.length > 0);
    assert.equal(message.content[0].text, text);
    assert.ok(message.usage.output_tokens > 0);
  });
}

test('a completion and a stream of the OpenAI SDK come from a provider of Anthropic’s format', async () => {
  const completion = await openai.chat.completions.create({ model: 'its-own', max_tokens: 30, messages });
  assert.ok(completion.choices[0].message.content.length > 0);
  assert.equal(completion.usage.prompt_tokens, 4);
  const stream = await openai.chat.completions.create({
    model: 'its-own',
    max_tokens: 30,
    messages,
    stream: true,
    stream_options: { include_usage: true },
  });
  let text = '';
  let usage;
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta?.content ?? '';
    usage = chunk.usage ?? usage;
  }
  assert.ok(text.length > 0);
  assert.equal(usage.prompt_tokens, 4);
});

test('errors are in the SDK’s own format', async () => {
  await assert.rejects(anthropic.messages.create({ model: 'no-such-model', max_tokens: 5, messages }), (error) => {
    assert.equal(error.status, 404);
    assert.equal(error.error.type, 'error');
    assert.equal(error.error.error.type, 'not_found_error');
    return true;
  });
  const stranger = new Anthropic({ baseURL: process.env.SWITCHGEAR_URL, apiKey: 'sg-forged', maxRetries: 0 });
  await assert.rejects(stranger.messages.create({ model: 'its-own', max_tokens: 5, messages }), (error) => {
    assert.equal(error.status, 401);
    return true;
  });
});
