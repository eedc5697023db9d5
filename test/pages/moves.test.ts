import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Serving, startServing } from '../service/serving.ts';
import { append, visit } from '../service/small-claims.ts';
import { type Subscriber, subscribeTo } from '../service/subscriber.ts';

let serving: Serving;
const listening: Subscriber[] = [];
beforeAll(async () => {
  serving = await startServing();
});
afterAll(async () => {
  for (const one of listening) one.cut();
  await serving.stop();
});

async function listen(): Promise<Subscriber> {
  const one = await subscribeTo(`${serving.url}/moves`);
  listening.push(one);
  return one;
}

it('an open page is told at once how things stand, and again when something comes in, and nothing of what it is', async () => {
  const [first, second] = [await listen(), await listen()];
  await first.until(({ heard }) => heard.length === 1);
  await append(serving.parts.store, visit('merton', '2026-02-01'));
  await first.until(({ heard }) => heard.length === 2);
  await second.until(({ heard }) => heard.length === 2);
  const told = (one: Subscriber) => one.heard.map(({ data }) => data);
  expect(told(second)).toEqual(told(first));
  expect(new Set(told(first)).size).toBe(2);
  expect(told(first).join()).not.toMatch(/merton|visit/i);
});
