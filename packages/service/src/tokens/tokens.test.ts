import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDirectory, type EventEnvelope } from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryPeopleRegister } from '@monitoring-timeline/core/people';
import { createMemoryStateStore } from '@monitoring-timeline/core/state';
import { anId } from '@monitoring-timeline/core/testing';
import { importPaths } from '@monitoring-timeline/ingest';
import { describe, expect, it } from 'vitest';
import { createToken, revokeToken } from './change-token.ts';
import { LastUse } from './last-use.ts';
import { freshToken, hashOf, sameHash, tokenText } from './secret.ts';
import { allows, roles } from './token.ts';
import { TokenBook } from './token-book.ts';

const start = Date.parse('2026-01-01T12:00:00Z');
const day = 86_400_000;

function changer(store = createMemoryStore()) {
  return { store, actor: { kind: 'person', name: 'A Person' } as const, now: new Date(start) };
}

describe('the text of a token', () => {
  it('holds an id and 256 random bits, and is read back', () => {
    const tokens = Array.from({ length: 50 }, freshToken);
    expect(new Set(tokens.map(({ secret }) => secret)).size).toBe(50);
    for (const { id, secret, text } of tokens) {
      expect(Buffer.from(secret, 'base64url').length).toBe(32);
      expect(tokenText(text)).toEqual({ id, secret });
      expect(tokenText(`${text}x`)).toBeUndefined();
    }
  });

  it('has a hash of its own, of which one bit more or less is no match', () => {
    const token = freshToken();
    const hash = hashOf(token);
    expect(sameHash(hash, hashOf(token))).toBe(true);
    expect(sameHash(hash, hashOf({ ...token, id: freshToken().id }))).toBe(false);
    for (const other of ['', 'zz', hash.slice(2), `${hash}00`]) {
      expect(sameHash(hash, other)).toBe(false);
    }
  });
});

describe('roles', () => {
  it('allow what they are and those before them', () => {
    const allowed = roles.map((role) => roles.filter((wanted) => allows(role, wanted)));
    expect(allowed).toEqual([['reader'], ['reader', 'editor'], ['reader', 'editor', 'admin']]);
  });
});

describe('a token', () => {
  it('is asked of who leads: a node that is behind may not know yet that it was revoked', async () => {
    const asked: (boolean | undefined)[] = [];
    const by = changer();
    const store = new Proxy(by.store, {
      get(target, name: keyof typeof by.store) {
        if (name !== 'readAll') return target[name];
        return (...given: Parameters<typeof target.readAll>) => {
          asked.push(given[1]?.decides);
          return target.readAll(...given);
        };
      },
    });
    await new TokenBook(store).valid('nobody', start);
    expect(asked).toEqual([true]);
  });

  it('is good from its creation to its last instant, in every book of its log', async () => {
    const by = changer();
    const expires = new Date(start + day);
    const early = new TokenBook(by.store);
    expect(await early.all()).toEqual([]);
    const { token, text } = await createToken({ role: 'editor', expires, name: 'one' }, by);
    for (const book of [early, new TokenBook(by.store)]) {
      expect(await book.check(text, start)).toEqual({ kind: 'valid', token });
      expect(await book.check(text, start + day - 1)).toMatchObject({ kind: 'valid' });
      expect(await book.check(text, start + day)).toEqual({ kind: 'refused', why: 'expired' });
    }
    expect(JSON.stringify(await early.all())).not.toMatch(/hash|secret/);
  });

  it('that was revoked is refused at once, and a second time changes nothing', async () => {
    const by = changer();
    const { token, text } = await createToken(
      { role: 'reader', expires: new Date(start + day) },
      by,
    );
    const book = new TokenBook(by.store);
    expect(await book.check(text, start)).toMatchObject({ kind: 'valid' });
    const revoked = await revokeToken(token.id, by);
    expect(revoked).toMatchObject({
      revokedBy: 'A Person',
      revoked: new Date(start).toISOString(),
    });
    expect(await book.check(text, start)).toEqual({ kind: 'refused', why: 'revoked' });
    const { events } = await by.store.head();
    await revokeToken(token.id, by);
    expect((await by.store.head()).events).toBe(events);
    await expect(revokeToken('nothing', by)).rejects.toMatchObject({ code: 'UnknownToken' });
  });

  it('is not taken over by a later event of the same id', async () => {
    const by = changer();
    const { token, text } = await createToken(
      { role: 'reader', expires: new Date(start + day) },
      by,
    );
    const other = freshToken();
    const [first] = await by.store.readStream('operations');
    const data = { ...first!.event.data, role: 'admin', hash: hashOf({ ...other, id: token.id }) };
    const id = '11111111-2222-4333-8444-555555555555';
    const events: readonly EventEnvelope[] = [{ ...first!.event, id: anId(id), data }];
    await by.store.append('operations', events, { expected: 'any' });
    const book = new TokenBook(by.store);
    const forged = `timeline_${token.id}_${other.secret}`;
    expect(await book.check(forged, start)).toEqual({ kind: 'refused', why: 'unknown' });
    expect(await book.check(text, start)).toMatchObject({ token: { role: 'reader' } });
  });
});

describe('a token of another log', () => {
  it('opens nothing where that log is imported, and cannot be revoked by one either', async () => {
    const [there, here] = [changer(), changer()];
    const expires = new Date(start + day);
    const { text } = await createToken({ role: 'admin', expires }, there);
    const own = await createToken({ role: 'reader', expires }, here);
    const [created] = await there.store.readStream('operations');
    const id = '11111111-2222-4333-8444-555555555557';
    const data = { token: own.token.id, change: 'revoked' };
    await there.store.append('operations', [{ ...created!.event, id: anId(id), data }], {
      expected: 'any',
    });
    const folder = mkdtempSync(join(tmpdir(), 'timeline-tokens-'));
    try {
      const file = join(folder, 'log.jsonl');
      const lines = await there.store.readStream('operations');
      writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'));
      await importPaths([file], {
        store: here.store,
        people: createMemoryPeopleRegister(),
        directory: createDirectory(),
        now: new Date(start),
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
    const ids = (await here.store.readStream('operations')).map(({ event }) => event.id);
    expect(ids).toEqual(expect.arrayContaining([created!.event.id, id]));
    const book = new TokenBook(here.store);
    expect(await book.check(text, start)).toEqual({ kind: 'refused', why: 'unknown' });
    expect(await book.check(own.text, start)).toMatchObject({ kind: 'valid' });
  });
});

describe('the last use of a token', () => {
  it('is written down once a minute, also where two processes do', async () => {
    const state = createMemoryStateStore();
    const [one, other] = [new LastUse(state, 'log'), new LastUse(state, 'log')];
    await Promise.all([one.note('a', start), other.note('a', start + 5), other.note('b', start)]);
    await one.note('a', start + 30_000);
    const used = await one.all();
    expect([...used.keys()]).toEqual(['a', 'b']);
    expect(Date.parse(used.get('a')!)).toBeLessThan(start + 30_000);
    await one.note('a', start + 60_000);
    expect((await other.all()).get('a')).toBe(new Date(start + 60_000).toISOString());
  });
});
