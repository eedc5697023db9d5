import { randomUUID } from 'node:crypto';
import { operationsStream } from '@monitoring-timeline/core';
import {
  checkProof,
  InvalidProof,
  makeSealKey,
  readCheckKey,
  readProof,
  readSealKey,
  type Seal,
  SealedLog,
  sealLog,
} from '@monitoring-timeline/core/seals';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Answer, type Serving, startServing, storeOf } from './serving.ts';
import { append, visit } from './small-claims.ts';

const key = readSealKey(makeSealKey());
const keys = [readCheckKey(key.publicPem)];
/** Not sealed yet, sealed once, and sealed again after it grew. */
const seals: Seal[] = [];
const early = Array.from({ length: 700 }, (_, day) => visit('merton', '2026-03-01', day + 1));
const later = visit('sunderland', '2026-04-01', 1);
const unsealed = visit('slough', '2026-05-01', 1);
let serving: Serving;

async function seal(made: string): Promise<void> {
  const now = new Date(made);
  seals.push(await sealLog(serving.parts.store, { key, now, before: seals }));
}

/** Whether what came holds to who has nothing but it and the public key. */
function checked({ text }: Answer) {
  return checkProof(readProof(text), keys).valid;
}

beforeAll(async () => {
  const store = await storeOf([]);
  serving = await startServing({ store, seals: async () => seals });
  await append(store, ...early);
});
afterAll(() => serving.stop());

it('a log that was not sealed has no proofs, and who asks is told who makes a seal', async () => {
  expect((await serving.ask('/api/seals')).json()).toEqual([]);
  for (const path of ['/api/seals/latest', `/api/events/${early[0]?.id}/proof`]) {
    const { status, text } = await serving.ask(path);
    expect({ path, status, text }).toMatchObject({
      status: 404,
      text: expect.stringContaining('timeline seal'),
    });
  }
});

describe('of a sealed log', () => {
  let ids: string[] = [];

  beforeAll(async () => {
    await seal('2026-06-01T12:00:00.000Z');
    await append(serving.parts.store, later);
    await serving.bearer('reader');
    await seal('2026-07-01T12:00:00.000Z');
    await append(serving.parts.store, unsealed);
    ids = (await serving.ask('/api/seals')).json<{ id: string }[]>().map(({ id }) => id);
  });

  it('whoever reads has its signed heads, and each seal as it was made', async () => {
    expect(ids).toEqual([700, 702].map((events) => `${events}-${key.name.slice(0, 8)}`));
    for (const [at, id] of ids.entries()) {
      const answer = await serving.ask(`/api/seals/${id}`);
      expect([answer.json(), checked(answer)]).toEqual([seals[at], true]);
      expect(answer.headers.link).toContain('rel="license"');
      const again = { 'if-none-match': String(answer.headers.etag) };
      expect((await serving.ask(`/api/seals/${id}`, { headers: again })).status).toBe(304);
    }
    expect((await serving.ask('/api/seals/latest')).json()).toEqual(seals[1]);
  });

  it('an event is proved by the latest seal, or by any that covers it', async () => {
    for (const { id } of [early[0]!, early[499]!, early[500]!, early[699]!, later]) {
      const answer = await serving.ask(`/api/events/${id}/proof`);
      expect(answer.json()).toMatchObject({ event: { id }, head: seals[1]?.head });
      expect(checked(answer)).toBe(true);
    }
    const first = await serving.ask(`/api/events/${early[3]?.id}/proof?seal=${ids[0]}`);
    expect([checked(first), first.json()]).toMatchObject([true, { head: seals[0]?.head }]);
    for (const path of [
      `/api/events/${later.id}/proof?seal=${ids[0]}`,
      `/api/events/${unsealed.id}/proof`,
      `/api/events/${randomUUID()}/proof`,
    ]) {
      const { status, text } = await serving.ask(path);
      expect({ path, status, text }).toMatchObject({
        status: 404,
        text: expect.stringContaining('NotProved'),
      });
    }
  });

  it('what the system and its users did is proved to an administrator, and is to others as if it were not there', async () => {
    const [own] = await serving.parts.store.readStream(operationsStream);
    const path = `/api/events/${own?.event.id}/proof`;
    const hidden = await serving.ask(path, { headers: await serving.bearer('editor') });
    const absent = await serving.ask(`/api/events/${randomUUID()}/proof`);
    const told = ({ status, text }: Answer) => [status, text.replaceAll(/[0-9a-f-]{36}/g, 'ID')];
    expect(told(hidden)).toEqual(told(absent));
    const shown = await serving.ask(path, { headers: await serving.bearer('admin') });
    expect([shown.status, checked(shown)]).toEqual([200, true]);
  });

  it('is proved to have only grown between two of its heads', async () => {
    const answer = await serving.ask(`/api/seals/latest/growth?since=${ids[0]}`);
    expect(answer.json()).toMatchObject({ from: seals[0]?.head, to: seals[1]?.head });
    expect(checked(answer)).toBe(true);
    const turned = await serving.ask(`/api/seals/${ids[0]}/growth?since=${ids[1]}`);
    expect(turned).toMatchObject({ status: 404, text: expect.stringContaining('way round') });
    const unknown = await serving.ask('/api/seals/latest/growth?since=7-00000000');
    expect(unknown).toMatchObject({ status: 404, text: expect.stringContaining('/api/seals') });
    const none = await serving.ask('/api/seals/latest/growth');
    expect(none.status).toBe(400);
  });

  it('is said to be another where it does not begin with what was sealed, and is read for that once until it grows', async () => {
    const store = await storeOf([visit('barnet', '2026-03-01')]);
    const reading = vi.spyOn(SealedLog, 'read');
    const other = await startServing({ store, seals: async () => seals });
    const readsOf = async () => {
      reading.mockClear();
      const refused = await other.ask(`/api/events/${early[0]?.id}/proof`);
      expect(refused).toMatchObject({ status: 409, text: expect.stringContaining('SealBroken') });
      return reading.mock.calls.length;
    };
    try {
      const { warnings } = (await other.ask('/health/ready')).json<{ warnings: string[] }>();
      expect(warnings).toEqual([expect.stringContaining('of which 702 were sealed')]);
      expect(await readsOf()).toBe(1);
      expect(await readsOf()).toBe(0);
      await append(store, visit('barnet', '2026-03-02'));
      expect(await readsOf()).toBe(1);
      expect(await readsOf()).toBe(0);
    } finally {
      reading.mockRestore();
      await other.stop();
    }
  });

  it('is told to be out of reach, not as a fault, where a file among its seals is damaged', async () => {
    const broken = await startServing({
      store: await storeOf([]),
      seals: async () => {
        throw new InvalidProof('var/log.seals/1.json: it is no JSON.');
      },
    });
    try {
      const refused = await broken.ask('/api/seals');
      expect(refused).toMatchObject({ status: 503, text: expect.stringContaining('in its log') });
      expect(refused.text).not.toContain('log.seals');
    } finally {
      await broken.stop();
    }
  });

  it('asks for a token where reading does', async () => {
    const closed = await startServing(
      { store: await storeOf([]), seals: async () => seals },
      { reading: 'closed' },
    );
    try {
      for (const path of ['/api/seals', '/api/seals/latest', `/api/events/${later.id}/proof`]) {
        expect((await closed.ask(path)).status).toBe(401);
      }
    } finally {
      await closed.stop();
    }
  });
});
