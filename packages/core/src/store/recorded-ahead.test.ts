import { expect, it } from 'vitest';
import { anId } from '../testing/claims.ts';
import { createMemoryStore } from './memory.ts';
import { recordedAhead } from './recorded-ahead.ts';

it('tells of a clock that was once ahead, and of no other', async () => {
  let now = new Date('2031-01-01T00:00:00Z');
  const store = createMemoryStore({ validate: (event) => event as never, now: () => now });
  expect(recordedAhead(await store.recordedTo(), now)).toBeNull();
  const event = (id: string) => ({ id: anId(id), type: 'Sample', version: 1, data: {} });
  await store.append('a', [event('one')], { expected: 'any' });
  expect(recordedAhead(await store.recordedTo(), now)).toBeNull();
  now = new Date('2026-01-01T00:00:00Z');
  await store.append('a', [event('two')], { expected: 'any' });
  const [, second] = await store.readStream('a');
  expect(second?.recorded).toBe('2031-01-01T00:00:00.000Z');
  expect(recordedAhead(await store.recordedTo(), now)).toContain('2031-01-01T00:00:00.000Z');
});
