import { operationsStream } from '@monitoring-timeline/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, startServing, storeOf } from '../service/serving.ts';
import { marked, type PageRead, tagged, textOf } from './page.ts';
import { hiddenIn, Visitor } from './visitor.ts';

let serving: Serving;
let admin: Visitor;
beforeAll(async () => {
  serving = await startServing({ store: await storeOf([]) });
  admin = await new Visitor(serving).signIn('admin');
});
afterAll(() => serving.stop());

const evil = `<script>alert(1)</script>"'&{{ 7 * 7 }}$&`;
const secretIn = (page: PageRead) => textOf(tagged(page, 'code')[0] ?? tagged(page, 'h1')[0]!);
const rows = (page: PageRead) => marked(page, 'data-token');
const made = async () => {
  const events = await serving.parts.store.readStream(operationsStream);
  return events.filter(({ event }) => event.type === 'TokenChanged').length;
};

describe('tokens on their page', () => {
  it('are made once however often the form is sent, and shown once', async () => {
    const before = await made();
    const page = await admin.open('/tokens');
    const wanted = { do: 'make', name: evil, role: 'editor', days: '30' };
    const first = await admin.send(page, '/tokens', wanted);
    const second = await admin.send(page, '/tokens', wanted);
    expect(first.status).toBe(303);
    expect(second.headers.location).toBe(first.headers.location);
    expect(await made()).toBe(before + 1);
    const shown = await admin.follow(second);
    const text = secretIn(shown);
    expect(text).toMatch(/^timeline_[a-z0-9]{10}_[\w-]{43}$/);
    expect(first.headers.location).not.toContain(text);
    const answer = await serving.ask('/api/quarantine', {
      headers: { authorization: `Bearer ${text}` },
    });
    expect(answer.status).toBe(200);
    const again = await admin.follow(second);
    expect(again.html).not.toContain(text);
    expect(textOf(tagged(again, 'main')[0]!)).toContain('cannot be shown again');
    // what a name holds is text
    expect(shown.errors).toEqual([]);
    expect(tagged(shown, 'script')).toEqual([]);
    expect(rows(shown).some(({ element }) => textOf(element).includes(evil))).toBe(true);
  });

  it('are made once by a form that is sent twice at one time', async () => {
    const before = await made();
    const page = await admin.open('/tokens');
    const wanted = { do: 'make', name: 'twice', role: 'reader', days: '1' };
    const both = await Promise.all([1, 2].map(() => admin.send(page, '/tokens', wanted)));
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    expect(new Set(both.map(({ headers }) => headers.location)).size).toBe(1);
    expect(await made()).toBe(before + 1);
  });

  it('say nothing of their secret to another administrator', async () => {
    const other = await new Visitor(serving).signIn('admin');
    const page = await admin.open('/tokens');
    const sent = await admin.send(page, '/tokens', {
      ...{ do: 'make', name: 'mine', role: 'reader', days: '1' },
    });
    expect(tagged(await other.follow(sent), 'code')).toEqual([]);
    expect(tagged(await admin.follow(sent), 'code')).toHaveLength(1);
  });

  it('are revoked once, and the page says so', async () => {
    const page = await admin.open('/tokens');
    const sent = await admin.send(page, '/tokens', {
      ...{ do: 'make', name: 'to go', role: 'reader', days: '1' },
    });
    const list = await admin.follow(sent);
    const id = new URL(String(sent.headers.location), 'http://localhost').searchParams.get('made')!;
    const before = await made();
    for (const read of [list, list, await admin.open('/tokens')]) {
      const answer = await admin.send(read, '/tokens', { do: 'revoke', id });
      expect(answer.status).toBe(303);
      const after = await admin.follow(answer);
      const row = rows(after).find(({ value }) => value === id)!;
      expect(textOf(row.element)).toContain('Revoked');
    }
    expect(await made()).toBe(before + 1);
  });

  it('are refused in words, with what was filled in', async () => {
    const page = await admin.open('/tokens');
    const before = await made();
    for (const [fields, told] of [
      [{ name: 'x', role: 'owner', days: '5' }, 'Choose what the token allows'],
      [{ name: evil, role: 'admin', days: '0' }, '1 to 1095 days'],
      [{ name: '', role: 'admin', days: '5' }, 'Say what the token is for'],
      [{ name: 'x'.repeat(201), role: 'admin', days: '5' }, 'Say what the token is for'],
    ] as const) {
      const answer = await admin.send(page, '/tokens', { do: 'make', ...fields });
      expect(answer.status).toBe(400);
      expect(answer.errors).toEqual([]);
      expect(textOf(tagged(answer, 'main')[0]!)).toContain(told);
      const [value] = marked(answer, 'name').filter((one) => one.value === 'name');
      expect(value!.element.attrs.find((one) => one.name === 'value')?.value).toBe(fields.name);
      expect(hiddenIn(answer).once).not.toBe(hiddenIn(page).once);
    }
    expect((await admin.send(page, '/tokens', { do: 'revoke', id: 'none' })).status).toBe(404);
    expect((await admin.send(page, '/tokens', { do: 'nothing' })).status).toBe(404);
    expect(await made()).toBe(before);
  });

  it('are for administrators: whoever is none is told which right it takes, and sees nothing of them', async () => {
    const editor = await new Visitor(serving).signIn('editor');
    const ids = rows(await admin.open('/tokens')).map(({ value }) => value);
    for (const [visitor, status, told] of [
      [editor, 403, 'yours has the role editor'],
      [new Visitor(serving), 401, 'This needs a token of the role admin'],
    ] as const) {
      const page = await visitor.open('/tokens');
      expect(page.status).toBe(status);
      expect(textOf(tagged(page, 'main')[0]!)).toContain(told);
      expect(marked(page, 'href').map(({ value }) => value)).toContain('/sign-in?to=%2Ftokens');
      for (const id of ids) expect(page.html).not.toContain(id);
      const form = await visitor.open('/sign-in');
      const sent = await visitor.send(form, '/tokens', { do: 'revoke', id: ids[0]! });
      expect(sent.status).toBe(status);
    }
  });
});
