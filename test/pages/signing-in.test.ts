import { createMemoryStateStore } from '@monitoring-timeline/core/state';
import { revokeToken } from '@monitoring-timeline/service';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, startServing, storeOf } from '../service/serving.ts';
import { attribute, opened, tagged, textOf } from './page.ts';
import { hiddenIn, Visitor } from './visitor.ts';

let serving: Serving;
let now = Date.parse('2026-09-01T08:00:00Z');
const clock = { now: () => now, sleep: () => new Promise<void>(() => {}) };
const state = createMemoryStateStore();

beforeAll(async () => {
  serving = await startServing({ store: await storeOf([]), state, clock });
});
afterAll(() => serving.stop());

const visitor = (more: Readonly<Record<string, string>> = {}) => new Visitor(serving, more);
async function tokenOf(role: 'reader' | 'editor' | 'admin'): Promise<string> {
  return (await serving.bearer(role)).authorization!.replace('Bearer ', '');
}
const tokenId = (token: string) => token.split('_')[1]!;
const session = 'timeline-session';

describe('signing in', () => {
  it('exchanges a token for a cookie that no script reads and no other site sends, and leads on to where one was', async () => {
    const one = visitor();
    const page = await one.open('/sign-in?to=/tokens');
    const token = await tokenOf('admin');
    const answer = await one.send(page, '/sign-in', { do: 'in', token, to: '/tokens' });
    expect([answer.status, answer.headers.location]).toEqual([303, '/tokens']);
    const set = [answer.headers['set-cookie']]
      .flat()
      .find((line) => String(line).startsWith(session));
    expect(set).toMatch(/; Path=\/;/);
    expect(set).toMatch(/; HttpOnly/);
    expect(set).toMatch(/; SameSite=Strict/);
    expect(set).toContain('Expires=Tue, 01 Sep 2026 20:00:00 GMT');
    expect(one.cookies.get(session)).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify([answer.headers, answer.html])).not.toContain(token);
    expect((await one.follow(answer)).status).toBe(200);
  });

  it('has a cookie that needs a safe connection where that is one, told by a proxy or the public address', async () => {
    for (const [settings, headers] of [
      [{ trustProxy: 1 }, { 'x-forwarded-proto': 'https' }],
      [{ publicUrl: 'https://localhost' }, {}],
    ] as const) {
      const own = await startServing({ store: await storeOf([]) }, settings);
      try {
        const one = new Visitor(own, { ...headers, origin: 'https://localhost' });
        await one.signIn('reader');
        expect([...one.cookies.keys()]).toEqual(['__Host-timeline-session']);
        expect(textOf(tagged(await one.open('/sign-in'), 'h1')[0]!)).toBe('You are signed in');
      } finally {
        await own.stop();
      }
    }
  });

  it('leads nowhere else, whatever an address asks for', async () => {
    const token = await tokenOf('reader');
    for (const to of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '/..//evil.example',
      'javascript:alert(1)',
      '/\t/evil.example',
    ]) {
      const one = visitor();
      const page = await one.open(`/sign-in?to=${encodeURIComponent(to)}`);
      const answer = await one.send(page, '/sign-in', { do: 'in', token, to });
      expect([to, answer.headers.location]).toEqual([to, '/sign-in']);
    }
  });

  it('gives the rights of the token and no others', async () => {
    for (const [role, status] of [
      ['reader', 403],
      ['editor', 403],
      ['admin', 200],
    ] as const) {
      const one = await visitor().signIn(role);
      expect([role, (await one.open('/tokens')).status]).toEqual([role, status]);
    }
  });

  it('refuses a token that is none, unknown, expired or revoked in the same words, and repeats it nowhere', async () => {
    const revoked = await tokenOf('reader');
    const changer = { store: serving.parts.store, actor: { kind: 'person', name: 'a' } as const };
    await revokeToken(tokenId(revoked), { ...changer, now: new Date(now) });
    const unknown = `${revoked.slice(0, -1)}${revoked.endsWith('A') ? 'B' : 'A'}`;
    const one = visitor();
    const texts = new Set<string>();
    for (const token of ['', 'a word', unknown, revoked]) {
      const answer = await one.send(await one.open('/sign-in'), '/sign-in', { do: 'in', token });
      expect(answer.status).toBe(401);
      expect(token === '' || !answer.html.includes(token)).toBe(true);
      texts.add(textOf(tagged(answer, 'main')[0]!));
    }
    expect(texts.size).toBe(1);
    expect(one.cookies.has(session)).toBe(false);
  });

  it('is not tried without end from one address', async () => {
    const own = await startServing({ store: await storeOf([]) });
    try {
      const one = new Visitor(own);
      const page = await one.open('/sign-in');
      const attempt = (token: string) => one.send(page, '/sign-in', { do: 'in', token });
      const tried: number[] = [];
      for (let n = 0; n < 11; n += 1) tried.push((await attempt('wrong')).status);
      expect(tried).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
      const good = (await own.bearer('reader')).authorization!.replace('Bearer ', '');
      expect((await attempt(good)).status).toBe(429);
    } finally {
      await own.stop();
    }
  });

  it('takes no token in an address', async () => {
    const token = await tokenOf('reader');
    const answer = await visitor().open(`/sign-in?token=${token}`);
    expect(answer.status).toBe(400);
    expect(answer.html).not.toContain(token);
  });
});

describe('a session', () => {
  it('ends by signing out, here and with the cookie that was copied', async () => {
    const one = await visitor().signIn('admin');
    const stolen = new Map(one.cookies);
    const page = await one.open('/sign-in');
    const answer = await one.send(page, '/sign-in', { do: 'out' });
    expect(one.cookies.has(session)).toBe(false);
    expect(textOf(tagged(await one.follow(answer), 'main')[0]!)).toContain('You have signed out.');
    const thief = visitor();
    for (const [name, value] of stolen) thief.cookies.set(name, value);
    expect((await thief.open('/tokens')).status).toBe(401);
    // sent twice, it is done once, and nobody is told that it failed
    for (const [name, value] of stolen) one.cookies.set(name, value);
    expect((await one.send(page, '/sign-in', { do: 'out' })).status).toBe(303);
  });

  it('ends in every browser at once', async () => {
    const token = await tokenOf('admin');
    const signedIn = async () => {
      const one = visitor();
      await one.send(await one.open('/sign-in'), '/sign-in', { do: 'in', token });
      return one;
    };
    const [one, other] = [await signedIn(), await signedIn()];
    const page = await one.open('/sign-in');
    expect(textOf(tagged(page, 'main')[0]!)).toContain('2 browsers are signed in with this token.');
    await one.send(page, '/sign-in', { do: 'everywhere' });
    expect((await other.open('/tokens')).status).toBe(401);
  });

  it('ends with its token, and by itself after twelve hours', async () => {
    const token = await tokenOf('admin');
    const one = visitor();
    await one.send(await one.open('/sign-in'), '/sign-in', { do: 'in', token });
    const other = await visitor().signIn('admin');
    const page = await other.open('/tokens');
    await other.send(page, '/tokens', { do: 'revoke', id: tokenId(token) });
    expect((await one.open('/tokens')).status).toBe(401);
    now += 12 * 3_600_000 - 1;
    expect((await other.open('/tokens')).status).toBe(200);
    now += 1;
    expect((await other.open('/tokens')).status).toBe(401);
  });

  it('is another one with each signing in, and what is kept beside the log opens none', async () => {
    const one = await visitor().signIn('reader');
    const before = one.cookies.get(session)!;
    const token = await tokenOf('reader');
    await one.send(await one.open('/sign-in'), '/sign-in', { do: 'in', token });
    const after = one.cookies.get(session)!;
    expect(after).not.toBe(before);
    const kept = await state.entries('sessions');
    const text = JSON.stringify(kept);
    expect(text).not.toContain(before);
    expect(text).not.toContain(after);
    expect(text).not.toContain(token);
    const old = visitor();
    for (const { key } of kept) {
      old.cookies.set(session, key.slice(0, 43));
      expect((await old.open('/tokens')).status).toBe(401);
    }
    old.cookies.set(session, before);
    expect((await old.open('/tokens')).status).toBe(401);
  });

  it('lasts over a restart, in every process over one state', async () => {
    const one = await visitor().signIn('reader');
    const again = await startServing({ ...serving.parts, clock });
    try {
      const other = new Visitor(again);
      for (const [name, value] of one.cookies) other.cookies.set(name, value);
      expect(textOf(tagged(await other.open('/sign-in'), 'h1')[0]!)).toBe('You are signed in');
    } finally {
      await again.service.close();
    }
  });

  it('reads what a token reads where reading is closed, and writes by forms alone', async () => {
    const own = await startServing({ store: await storeOf([]) }, { reading: 'closed' });
    try {
      const one = new Visitor(own);
      const refused = await one.open('/due');
      expect(refused.status).toBe(401);
      const [button] = tagged(refused, 'a').filter((a) => attribute(a, 'class') === 'govuk-button');
      expect(attribute(button!, 'href')).toBe('/sign-in?to=%2Fdue');
      await one.signIn('editor');
      expect((await one.open('/due')).status).toBe(200);
      expect((await one.open('/api/due')).status).toBe(200);
      const answer = await own.service.app.inject({
        method: 'POST',
        url: '/api/retractions',
        headers: { host: 'localhost', 'content-type': 'application/json', ...one.headers },
        payload: { event: 'x', why: 'a test' },
      });
      expect(answer.statusCode).toBe(401);
    } finally {
      await own.stop();
    }
  });
});

describe('a form', () => {
  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'has no button %s, which every object has',
    async (button) => {
      const one = await visitor().signIn('admin');
      for (const url of ['/sign-in', '/subscriptions/webhooks']) {
        const answer = await one.send(await one.open(url), url, { do: button });
        expect([url, answer.status]).toEqual([url, 404]);
      }
      for (const url of ['/subscriptions/webhooks', '/subscriptions/mails', '/bring-in']) {
        expect((await one.open(`${url}?done=${button}`)).html).not.toContain('native code');
      }
    },
  );

  it.each([
    ['without its token', { csrf: '' }, {}],
    ['with one of another visitor', { csrf: 'other' }, {}],
    ['from another site', {}, { origin: 'https://evil.example' }],
    ['from a page that hides where it is', {}, { origin: 'null' }],
    ['from what says nothing of where it is', {}, { origin: '' }],
  ])('%s is refused, and nothing is done', async (_, fields: Record<string, string>, headers) => {
    const one = await visitor().signIn('admin');
    const other = await visitor().signIn('admin');
    const own = { ...fields };
    if (own.csrf === 'other') own.csrf = hiddenIn(await other.open('/tokens')).csrf!;
    const page = await one.open('/tokens');
    const before = await one.open('/tokens');
    const wanted = { do: 'make', name: 'new', role: 'admin', days: '1' };
    const answer = await one.send(page, '/tokens', { ...wanted, ...own }, headers);
    expect(answer.status).toBe(403);
    const rows = (read: typeof page) => tagged(read, 'tr').length;
    expect(rows(await one.open('/tokens'))).toBe(rows(before));
  });

  it('for signing in is refused the same, so that nobody is signed in as somebody else', async () => {
    const token = await tokenOf('reader');
    const one = visitor();
    const page = await one.open('/sign-in');
    expect((await one.post('/sign-in', { do: 'in', token })).status).toBe(403);
    const fields = { ...hiddenIn(page), do: 'in', token };
    expect((await visitor().post('/sign-in', fields)).status).toBe(403);
    const foreign = { origin: 'https://evil.example' };
    expect((await one.post('/sign-in', fields, foreign)).status).toBe(403);
  });
});

describe('pages that are kept', () => {
  it('never go from one visitor to another', async () => {
    const [one, other] = [await visitor().signIn('admin'), await visitor().signIn('reader')];
    const account = (page: Awaited<ReturnType<typeof opened>>) => {
      const [, nav] = tagged(page, 'nav');
      return textOf(nav!);
    };
    const pages = [await one.open('/due'), await other.open('/due'), await opened(serving, '/due')];
    expect(pages.map(account).map((text) => text.replaceAll(/token \w+/g, 'token'))).toEqual([
      expect.stringMatching(/Tokens.*Signed in as token \(admin\)/),
      expect.stringMatching(/^(?!.*Tokens).*Signed in as token \(reader\)/),
      'Sign in',
    ]);
    expect(new Set(pages.map(({ headers }) => headers.etag)).size).toBe(3);
    for (const { headers } of pages) {
      expect(String(headers.vary).split(/, */)).toEqual(
        expect.arrayContaining(['accept', 'authorization', 'cookie']),
      );
    }
    // what one has is not right for another
    const tag = { 'if-none-match': String(pages[0]!.headers.etag) };
    expect((await opened(serving, '/due', tag)).status).toBe(200);
    expect((await opened(serving, '/due', { ...tag, ...one.headers })).status).toBe(304);
    expect((await one.open('/tokens')).headers['cache-control']).toBe('no-store');
  });
});
