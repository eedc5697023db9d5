import fc from 'fast-check';
import { expect, test } from 'vitest';
import { append, type Expectation } from './expectation.ts';
import { EventLog, type ProposedEvent } from './log.ts';

const proposed = (id: number): ProposedEvent => ({
  id: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
  type: 'E',
  json: true,
  data: new TextEncoder().encode('{}'),
  metadata: new Uint8Array(),
});

/** Batches of ids that nothing has used before, one after the other. */
const batches = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 8 })
  .map((sizes) => {
    let id = 0;
    return sizes.map((size) =>
      Array.from({ length: size }, () => {
        id += 1;
        return proposed(id);
      }),
    );
  });

test('a retry under the same revision changes nothing and is answered as the first time, at any later moment', () => {
  fc.assert(
    fc.property(batches, fc.boolean(), (all, forgetful) => {
      const log = new EventLog();
      const done = all.map((events) => {
        const last = log.lastRevision('s');
        const expected: Expectation = last < 0 ? 'no_stream' : last;
        return { events, expected, outcome: append(log, 's', expected, events) };
      });
      const length = log.length;
      if (forgetful) log.forgetMemory();
      for (const { events, expected, outcome } of done)
        expect(append(log, 's', expected, events)).toEqual(outcome);
      expect(log.length).toBe(length);
    }),
    { numRuns: 100 },
  );
});

test('positions grow strictly and every one of them begins a record', () => {
  fc.assert(
    fc.property(batches, (all) => {
      const log = new EventLog();
      for (const [place, events] of all.entries()) append(log, `s-${place % 3}`, 'any', events);
      const positions = Array.from({ length: log.length }, (_, index) => log.position(index));
      expect(positions.every((at, index) => index === 0 || at > (positions[index - 1] ?? 0))).toBe(
        true,
      );
      expect(positions.every((at) => log.isBoundary(at) && !log.isBoundary(at + 1))).toBe(true);
    }),
    { numRuns: 50 },
  );
});
