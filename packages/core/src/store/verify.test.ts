import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { beginning, type EventEnvelope, type Recorded } from '../events/envelope.ts';
import { anId } from '../testing/claims.ts';
import { InvalidRequest, StoreDamaged } from './errors.ts';
import type { Head } from './event-store.ts';
import { createMemoryStore } from './memory.ts';
import { positionAfter } from './positions.ts';
import { verifyLog, verifyStore } from './verify.ts';

const validate = (event: unknown): EventEnvelope => event as EventEnvelope;
const count = 30;

let log: readonly Recorded[];
let head: Head;

beforeAll(async () => {
  const store = createMemoryStore({ validate });
  for (let n = 0; n < count; n += 1) {
    await store.append(
      `stream-${n % 4}`,
      [{ id: anId(`id-${n}`), type: 'Sample', version: 1, data: { n } }],
      { expected: 'any' },
    );
  }
  log = await store.readAll(beginning, { limit: count }).then(({ events }) => events);
  head = await store.head();
});

const verify = (events: readonly Recorded[], against: Head = head) =>
  verifyLog([events.slice(0, 7), events.slice(7)], against, { validate, positionAfter });

/** The log with one event replaced. */
const withChange = (place: number, change: Partial<Recorded>): Recorded[] =>
  log.map((recorded, n) => (n === place ? { ...recorded, ...change } : recorded));

const anyPlace = fc.integer({ min: 0, max: count - 1 });

describe('verifying a log', () => {
  it('finds a log sound that nobody touched, and counts it', async () => {
    expect(await verify(log)).toEqual({
      events: count,
      streams: 4,
      head,
      valid: true,
      firstBroken: null,
      problems: [],
    });
  });

  it('finds an empty log sound', async () => {
    const empty = createMemoryStore();
    expect(await verifyStore(empty)).toMatchObject({ events: 0, streams: 0, valid: true });
  });

  it('locates any event whose content was changed', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlace, async (place) => {
        const { event, position, stream, revision } = log[place]!;
        const broken = await verify(withChange(place, { event: { ...event, data: { n: -1 } } }));
        expect(broken.firstBroken).toMatchObject({ position, stream, revision });
        expect(broken.firstBroken?.reason).toContain('content hash');
      }),
    );
  });

  it('locates any event whose time was changed or whose hashes were', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyPlace,
        fc.constantFrom<Partial<Recorded>>(
          { recorded: '2999-01-01T00:00:00.000Z' },
          { recorded: 'yesterday' },
          { chainHash: 'f'.repeat(64) },
          { contentHash: 'f'.repeat(64) },
        ),
        async (place, change) => {
          const { position, stream, revision } = log[place]!;
          const { firstBroken } = await verify(withChange(place, change));
          expect(firstBroken).toMatchObject({ position, stream, revision });
        },
      ),
    );
  });

  it('locates any event left out, at the position where it is missing', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlace, async (place) => {
        const { firstBroken } = await verify(log.filter((_, n) => n !== place));
        const next = log[place + 1]?.position ?? log[place]!.position;
        expect(firstBroken?.position).toBe(next);
      }),
    );
  });

  it('finds a left-out event in its stream where positions may have gaps', async () => {
    const without = log.filter((_, n) => n !== 8);
    const { firstBroken } = await verifyLog([without], head, { validate });
    expect(firstBroken).toMatchObject({ stream: 'stream-0', revision: 3 });
    expect(firstBroken?.reason).toContain('an event of this stream is missing');
  });

  it('finds any lost tail and says how much of it is missing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: count }), async (lost) => {
        const { firstBroken } = await verify(log.slice(0, count - lost));
        expect(firstBroken?.position).toBe(log[count - lost]!.position);
        expect(firstBroken?.reason).toContain(`${lost} are missing`);
      }),
    );
  });

  it('finds two events that changed places', async () => {
    const swapped = [...log.slice(0, 4), log[5]!, log[4]!, ...log.slice(6)];
    expect((await verify(swapped)).firstBroken).toMatchObject({ position: log[5]!.position });
  });

  it('finds a renamed stream by the head, which no single event betrays', async () => {
    const renamed = log.map((recorded) =>
      recorded.stream === 'stream-2' ? { ...recorded, stream: 'stream-x' } : recorded,
    );
    const { valid, firstBroken } = await verify(renamed);
    expect(valid).toBe(false);
    expect(firstBroken?.reason).toContain('a stream renamed');
  });

  it('names an event that the catalogue does not know, though its hashes are right', async () => {
    const { firstBroken } = await verifyLog([log], head, {
      validate(event) {
        if ((event as EventEnvelope).id === 'id-12')
          throw new InvalidRequest('id-12', 'no such type');
        return event as EventEnvelope;
      },
    });
    expect(firstBroken).toMatchObject({
      revision: 3,
      stream: 'stream-0',
      reason: 'id-12: no such type',
    });
  });

  it('reports damage met while reading as the first broken place', async () => {
    function* pages() {
      yield log.slice(0, 3);
      throw new StoreDamaged('Torn.', {});
    }
    const { events, firstBroken } = await verifyLog(pages(), head, { validate, positionAfter });
    expect(events).toBe(3);
    expect(firstBroken?.position).toBe(log[3]!.position);
  });

  it('is not valid where the engine reports damage below the log', async () => {
    const store = Object.assign(createMemoryStore(), {
      integrityProblems: async () => [{ reason: 'page 3 torn' }],
    });
    expect(await verifyStore(store)).toMatchObject({
      valid: false,
      problems: ['page 3 torn'],
      firstBroken: { position: null, reason: 'page 3 torn' },
    });
  });
});

describe('verifying a log against a head that was noted elsewhere', () => {
  /** A log of the first so many events, as a process that wrote no more of them would have left it. */
  async function upTo(length: number) {
    const store = createMemoryStore({ validate });
    await store.restore(log.slice(0, length));
    return store;
  }

  it('finds it sound for every head that it ever had', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: count }), async (length) => {
        const { hash } = await (await upTo(length)).head();
        const whole = await upTo(count);
        expect(await verifyStore(whole, { validate, noted: hash })).toMatchObject({ valid: true });
      }),
      { numRuns: 40 },
    );
  });

  it('sees that its end was cut off, though what is left holds together', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: count - 1 }), async (length) => {
        const cut = await upTo(length);
        expect(await verifyStore(cut, { validate })).toMatchObject({ valid: true });
        expect(await verifyStore(cut, { validate, noted: head.hash })).toMatchObject({
          valid: false,
          firstBroken: { reason: expect.stringContaining(head.hash) },
        });
      }),
      { numRuns: 40 },
    );
  });
});

describe('verifying a store', () => {
  it.each([
    ['short', 10, 500, 436],
    ['long', 100_000, 80, 10],
  ])(
    'holds as many events at once as are no more than a megabyte: %s ones',
    async (_, length, many, next) => {
      const store = createMemoryStore({ validate });
      const data = { text: 'a'.repeat(length) };
      const events = Array.from({ length: many }, (_, n) => ({
        id: anId(`id-${n}`),
        type: 'Sample',
        version: 1,
        data,
      }));
      await store.append('one', events, { expected: 'none' });
      const read = store.readAll.bind(store);
      const held: number[] = [];
      const watched = Object.assign(store, {
        async readAll(...asked: Parameters<typeof read>) {
          const page = await read(...asked);
          held.push(page.events.length);
          return page;
        },
      });
      expect(await verifyStore(watched, { validate })).toMatchObject({ events: many, valid: true });
      expect(held.slice(0, 2)).toEqual([64, next]);
    },
  );
});
