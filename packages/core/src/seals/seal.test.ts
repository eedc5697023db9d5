import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { streamOf } from '../events/streams.ts';
import { copyLog } from '../store/copy.ts';
import { beginning, type EventStore } from '../store/event-store.ts';
import { createMemoryStore } from '../store/memory.ts';
import { verifyStore } from '../store/verify.ts';
import { claimEvent } from '../testing/claims.ts';
import {
  checkProof,
  makeSealKey,
  type Proof,
  proveEvent,
  proveGrowth,
  readCheckKey,
  readProof,
  readSeal,
  readSealKey,
  type Seal,
  sealLog,
  verifySealed,
} from './index.ts';

const key = readSealKey(makeSealKey());
const keys = [readCheckKey(key.publicPem)];
const now = new Date('2026-11-30T12:00:00Z');

const observed = (value: number) =>
  claimEvent(
    'IndicatorObserved',
    { indicator: 'caseload', topic: 'caseload', printed: `${value}`, value, unit: 'count' },
    { authority: ['sunderland', 'trafford', 'halton'][value % 3]! },
  );

/** Events of three authorities, in the order of their numbers. */
async function grow(store: EventStore, from: number, to: number): Promise<void> {
  const numbers = Array.from({ length: to - from }, (_, at) => from + at);
  await store.appendMany(
    numbers.map((value) => {
      const event = observed(value);
      return { stream: streamOf(event), events: [event], expected: 'any' as const };
    }),
  );
}

/** The same log with one event changed, as who cannot rewrite hashes would do it. */
function changed(store: EventStore, index: number): EventStore {
  return new Proxy(store, {
    get(target, name: keyof EventStore) {
      const own = target[name];
      if (name !== 'readAll') return typeof own === 'function' ? own.bind(target) : own;
      return async (...given: Parameters<EventStore['readAll']>) => {
        const page = await target.readAll(...given);
        const events = page.events.map((one) =>
          Number(one.position) === index + 1 ? { ...one, contentHash: '0'.repeat(64) } : one,
        );
        return { ...page, events };
      };
    },
  });
}

describe('a sealed log', () => {
  const store = createMemoryStore();
  let [small, large]: Seal[] = [];

  beforeAll(async () => {
    await grow(store, 0, 400);
    small = await sealLog(store, { key, now });
    await grow(store, 400, 1300);
    large = await sealLog(store, { key, now, before: [small!] });
  });

  it('is told by a head that is signed, and by its root at each thousand', () => {
    expect(large?.head).toMatchObject({ events: 1300, made: now.toISOString(), key: key.name });
    expect(large?.thousands).toHaveLength(1);
    for (const seal of [small!, large!]) {
      expect(checkProof(readSeal(JSON.stringify(seal)), keys).valid).toBe(true);
    }
  });

  it('proves each event that lay in it, whatever came after, to who has the public key alone', async () => {
    const { events } = await store.readAll(beginning, { limit: 400 });
    for (const at of [0, 1, 255, 256, 398, 399]) {
      const proof = await proveEvent(store, events[at]!.event.id, small!);
      expect(proof).toMatchObject({ index: at, event: events[at]!.event });
      expect(checkProof(readProof(JSON.stringify(proof)), keys)).toMatchObject({ valid: true });
    }
    await expect(proveEvent(store, observed(400).id, small!)).rejects.toThrow('seal again first');
  });

  it('proves of an event what was signed, and nothing that could be added unseen', async () => {
    const carried = createMemoryStore();
    const event = { ...observed(1), metadata: { run: '1', $traceId: 'abc' } };
    await carried.append(streamOf(event), [event], { expected: 'any' });
    const seal = await sealLog(carried, { key, now });
    const proof = await proveEvent(carried, event.id, seal);
    expect(proof.event).toEqual({ ...event, metadata: { run: '1' } });
    expect(checkProof(readProof(JSON.stringify(proof)), keys).valid).toBe(true);
    for (const metadata of [{ run: '1', $says: 'more' }, [], 'x']) {
      const forged = { ...proof, event: { ...proof.event, metadata } };
      expect(() => readProof(JSON.stringify(forged))).toThrow(/event\.metadata/);
    }
  });

  it('is shown to have only grown', async () => {
    const proof = await proveGrowth(store, small!, large!);
    expect(checkProof(readProof(JSON.stringify(proof)), keys).valid).toBe(true);
    await expect(proveGrowth(store, large!, small!)).rejects.toThrow('the other way round');
    const turned = { ...proof, from: proof.to, to: proof.from };
    expect(checkProof(turned, keys).valid).toBe(false);
  });

  it('is not shown to have grown to what was signed before', async () => {
    const earlier = new Date(now.getTime() - 1);
    await expect(sealLog(store, { key, now: earlier, before: [small!] })).rejects.toThrow(
      'Set the clock of this machine',
    );
    const backwards = await sealLog(store, { key, now: earlier });
    await expect(proveGrowth(store, small!, backwards)).rejects.toThrow('was signed before');
    const grown = await proveGrowth(store, small!, large!);
    expect(checkProof({ ...grown, to: backwards.head }, keys)).toMatchObject({
      valid: false,
      reason: expect.stringContaining('was signed before'),
    });
  });

  it('goes on in a copy on another engine', async () => {
    const copy = createMemoryStore();
    await copyLog(store, copy);
    const proof = await proveEvent(copy, observed(3).id, large!);
    expect(checkProof(proof, keys).valid).toBe(true);
    expect(checkProof(await proveGrowth(copy, small!, large!), keys).valid).toBe(true);
    const again = await sealLog(copy, { key, now, before: [large!] });
    expect(again).toEqual(large);
  });

  it('is found where it was changed, to the thousand', async () => {
    const forged = changed(store, 1234);
    await expect(proveEvent(forged, observed(3).id, large!)).rejects.toThrow(
      'its first 1000 events are, and of the events 1001 to 1300 one was changed',
    );
    await expect(sealLog(forged, { key, now })).rejects.toThrow('it does not verify');
  });

  it('is found where its end is gone, and where it is another log', async () => {
    const cut = createMemoryStore();
    await grow(cut, 0, 300);
    await expect(sealLog(cut, { key, now, before: [small!] })).rejects.toThrow('its end is gone');
    const other = createMemoryStore();
    await grow(other, 1, 500);
    await expect(sealLog(other, { key, now, before: [small!] })).rejects.toThrow('is not the one');
  });

  it('is found where all hashes were rewritten with it, or its end was cut off, by verifying it with its seals', async () => {
    const verified = async (of: typeof store) => verifySealed(of, [small!, large!]);
    expect(await verified(store)).toMatchObject({ valid: true, sealFault: null });
    const rewritten = createMemoryStore();
    await grow(rewritten, 0, 399);
    await grow(rewritten, 400, 1301);
    expect(await verifyStore(rewritten)).toMatchObject({ valid: true });
    const fault = expect.stringContaining('of the events 1 to 400 one was changed');
    expect(await verified(rewritten)).toMatchObject({
      valid: false,
      sealFault: fault,
      firstBroken: { position: null, reason: fault },
    });
    const { events } = await store.readAll(beginning, { limit: 399 });
    const cut = createMemoryStore();
    await cut.restore!(events);
    expect(await verified(cut)).toMatchObject({
      valid: false,
      sealFault: expect.stringContaining('holds 399 events, and 1300 were sealed'),
    });
  });

  it('is not sealed where what was sealed before was changed with it, whoever’s seal came after', async () => {
    const rewritten = createMemoryStore();
    await grow(rewritten, 1, 501);
    const thief = readSealKey(makeSealKey());
    const [theirs, later] = [await sealLog(rewritten, { key: thief, now }), thief];
    const { root, events, head } = theirs.head;
    const forged = { ...small!, head: { ...small!.head, root, events, head } };
    await expect(sealLog(rewritten, { key, now, before: [forged] })).rejects.toThrow(
      'the signature is not that of what the head says',
    );
    await expect(sealLog(rewritten, { key, now, before: [small!, theirs] })).rejects.toThrow(
      'is not the one that was sealed',
    );
    const moved = await sealLog(store, { key: later, now, before: [small!, large!] });
    expect(moved.head).toMatchObject({ events: 1300, key: later.name });
  });

  it('is not sealed while it is empty', async () => {
    await expect(sealLog(createMemoryStore(), { key, now })).rejects.toThrow('no event to seal');
  });

  it('proves nothing by another key', async () => {
    const other = readSealKey(makeSealKey());
    const checked = checkProof(small!, [readCheckKey(other.publicPem)]);
    expect(checked).toMatchObject({ valid: false, reason: expect.stringContaining(other.name) });
    expect(checkProof(small!, [readCheckKey(other.publicPem), ...keys]).valid).toBe(true);
    const claimed = { ...small!, head: { ...small!.head, key: other.name } };
    expect(checkProof(claimed, [readCheckKey(other.publicPem)]).valid).toBe(false);
  });

  it('proves nothing after any one sign of a seal or a proof was changed', async () => {
    const proofs: Proof[] = [
      small!,
      large!,
      await proveEvent(store, observed(77).id, large!),
      await proveGrowth(store, small!, large!),
    ];
    const cases = fc.record({ proof: fc.constantFrom(...proofs), at: fc.nat(), by: fc.nat() });
    fc.assert(
      fc.property(cases, ({ proof, at, by }) => {
        const text = JSON.stringify(proof);
        const place = at % text.length;
        const sign = signs[by % signs.length]!;
        const other = text.slice(0, place) + sign + text.slice(place + 1);
        expect(holds(other) && meaning(other) !== meaning(text)).toBe(false);
      }),
      { numRuns: 150 },
    );
  });
});

const signs = '0123456789abcdefABC-",:{}[] ';

function holds(text: string): boolean {
  try {
    return checkProof(readProof(text), keys).valid;
  } catch {
    return false;
  }
}

/** What a text says: white space between members says nothing. */
function meaning(text: string): string {
  return JSON.stringify(JSON.parse(text));
}

describe('a key that seals', () => {
  it('is read as it was made, and nothing else is', () => {
    const pem = makeSealKey();
    const { name, publicPem } = readSealKey(pem);
    expect(readCheckKey(publicPem).name).toBe(name);
    expect(() => readSealKey('')).toThrow('no secret Ed25519 key');
    expect(() => readSealKey(readSealKey(pem).publicPem)).toThrow('no secret Ed25519 key');
    expect(() => readCheckKey('-----BEGIN PUBLIC KEY-----')).toThrow('no public Ed25519 key');
  });

  it('is refused by whoever is to check, who is told that it counts as shown', () => {
    const refusal = () => readCheckKey(makeSealKey());
    expect(refusal).toThrow('give FILE.pub');
    expect(refusal).toThrow('counts as shown');
  });
});

describe('a file that is no proof', () => {
  it.each([
    ['', 'no JSON'],
    ['{}', 'no seal and no proof'],
    ['[]', 'no seal and no proof'],
    ['{"format":"monitoring-timeline/seal/1"}', 'head'],
  ])('is refused: %s', (text, says) => {
    expect(() => readProof(text)).toThrow(says);
  });
});
