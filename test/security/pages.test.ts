import { createToken } from '@monitoring-timeline/service';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { columns, paper } from '../cli/waiting-files.ts';
import { evilServing } from '../pages/evil.ts';
import { attribute, marked, type PageRead, tagged, textOf } from '../pages/page.ts';
import { hiddenIn, Visitor } from '../pages/visitor.ts';
import { type Serving, startServing, storeOf } from '../service/serving.ts';

const evil = `<script>alert(1)</script><img src=x onerror="alert(2)">'&{{ 7 * 7 }}`;
/** A name that a file may have, which is as evil as it can be without a slash. */
const evilFile = `<img src=x onerror="alert(2)">'&{{ 7 * 7 }}`;

/** Every page of the desk, with the least right that opens it where reading is open. */
const desk = {
  '/sign-in': 'nobody',
  '/log': 'nobody',
  '/log/streams': 'nobody',
  '/log/authority-sunderland/3': 'nobody',
  '/subscriptions': 'nobody',
  '/bring-in': 'editor',
  '/bring-in?which=decided': 'editor',
  '/subscriptions/webhooks': 'editor',
  '/subscriptions/mails': 'editor',
  '/status': 'editor',
  '/tokens': 'admin',
  '/log/operations/0': 'admin',
  '/log?stream=quarantine': 'admin',
} as const;
const rights = ['nobody', 'reader', 'editor', 'admin'] as const;

const script = (page: PageRead) => [
  ...tagged(page, 'img'),
  // modules of ours are loaded from their own addresses alone
  ...tagged(page, 'script').filter((one) => !attribute(one, 'src')?.startsWith('/assets/')),
];

describe('the desk over a record in which everything is evil', () => {
  let serving: Serving;
  const visitors = new Map<(typeof rights)[number], Visitor>();
  let told: string[] = [];

  /** Opens a page, and finds nothing in it but text. */
  async function clean(visitor: Visitor, url: string): Promise<PageRead> {
    const page = await visitor.open(url);
    expect([url, page.errors]).toEqual([url, []]);
    expect([url, script(page)]).toEqual([url, []]);
    if (page.elements.some((one) => /alert\([12]\)/.test(textOf(one)))) told.push(url);
    return page;
  }

  beforeAll(async () => {
    serving = await evilServing();
    const { store } = serving.parts;
    const changer = { store, actor: { kind: 'person', name: evil } as const, now: new Date() };
    for (const right of rights) {
      const visitor = new Visitor(serving);
      visitors.set(right, visitor);
      if (right === 'nobody') continue;
      const expires = new Date(Date.now() + 86_400_000);
      const { text } = await createToken(
        { role: right, expires, name: `${right} ${evil}` },
        changer,
      );
      const page = await visitor.open('/sign-in');
      await visitor.send(page, '/sign-in', { do: 'in', token: text });
    }
    const admin = visitors.get('admin')!;
    const form = await admin.open('/subscriptions/webhooks');
    await admin.send(form, '/subscriptions/webhooks', {
      ...{ do: 'make', name: evil, url: 'https://example.org/hook', topic: 'notices' },
      authority: 'slough',
    });
    const sent = await admin.sendFiles(
      await admin.open('/bring-in'),
      '/bring-in',
      { do: 'bring' },
      {
        [`${evilFile}.csv`]: `${columns}\n${evil.replaceAll(',', '')},ILACS,${evilFile.replaceAll(',', '')},no day\n`,
        [`${evilFile}.jsonl`]: paper(evil, '2019-08-01', 'good'),
        'more.jsonl': paper(`More ${evil}`, '2019-08-02', 'outstanding'),
        [`${evilFile}.pdf`]: `<!doctype html><p>${evil}`,
      },
    );
    for (;;) {
      const job = await clean(admin, String(sent.headers.location));
      if (!textOf(tagged(job, 'main')[0]!).includes('See how far it is now')) break;
    }
  });
  afterAll(() => serving.stop());

  it('shows each page to who may see it, as text, and to others which right it takes and nothing of it', async () => {
    told = [];
    for (const [url, least] of Object.entries(desk)) {
      for (const [rank, right] of rights.entries()) {
        const page = await clean(visitors.get(right)!, url);
        const may = rank >= rights.indexOf(least);
        const status = may ? 200 : right === 'nobody' ? 401 : 403;
        expect([url, right, page.status]).toEqual([url, right, status]);
        if (may) {
          expect(page.headers['cache-control']).toBe('no-store');
          continue;
        }
        expect(textOf(tagged(page, 'main')[0]!)).toContain(
          `This needs a token of the role ${least}`,
        );
        expect(page.html).not.toContain('alert(');
      }
    }
    expect(new Set(told).size).toBeGreaterThan(7);
  });

  it('shows what waits as text, and what a person sends back with it', async () => {
    const admin = visitors.get('admin')!;
    const list = await clean(admin, '/bring-in');
    const items = marked(list, 'data-waiting').map(({ value }) => `/bring-in/waiting/${value}`);
    expect(items.length).toBeGreaterThan(2);
    told = [];
    for (const url of items) {
      const page = await clean(admin, url);
      for (const fields of [
        { do: 'try', how: 'claim', claim: evil, why: evil, authority: evil, holds: evil },
        { do: 'reject', 'why-not': 'x' },
      ]) {
        const again = await admin.send(page, url, fields);
        expect([url, again.errors, script(again)]).toEqual([url, [], []]);
        expect(again.status).toBeGreaterThanOrEqual(400);
      }
    }
    expect(told).toEqual(items);
  });
});

describe('what signing in, a new token and a new secret leave behind', () => {
  it('is neither in the log of the process, nor in any event, nor in an address', async () => {
    const written: string[] = [];
    vi.spyOn(process.stderr, 'write').mockImplementation((line) => written.push(String(line)) > 0);
    const own = await startServing({ store: await storeOf([]) }, { logLevel: 'trace' });
    try {
      const { authorization = '' } = await own.bearer('admin');
      const token = authorization.replace('Bearer ', '');
      const visitor = new Visitor(own);
      const entered = await visitor.open('/sign-in');
      const addresses: string[] = [];
      const send = async (page: PageRead, url: string, fields: Record<string, string>) => {
        const answer = await visitor.send(page, url, fields);
        addresses.push(String(answer.headers.location));
        return visitor.follow(answer);
      };
      await send(entered, '/sign-in', { do: 'in', token });
      const tokens = await visitor.open('/tokens');
      const made = await send(tokens, '/tokens', {
        ...{ do: 'make', name: 'a', role: 'reader', days: '1' },
      });
      const hooks = '/subscriptions/webhooks';
      const hook = await send(await visitor.open(hooks), hooks, {
        ...{ do: 'make', url: 'https://example.org/hook', topic: 'notices' },
      });
      const secrets = [
        token,
        visitor.cookies.get('timeline-session')!,
        textOf(tagged(made, 'code')[0]!),
        textOf(tagged(hook, 'code')[0]!),
        hiddenIn(tokens).csrf!,
      ];
      const { events } = await own.parts.store.readAll('' as never, { limit: 1000 });
      const left = [...written, JSON.stringify(events), ...addresses].join('\n');
      expect(written.length).toBeGreaterThan(5);
      for (const secret of secrets) {
        expect(secret.length).toBeGreaterThan(20);
        expect(left).not.toContain(secret);
      }
    } finally {
      await own.stop();
      vi.restoreAllMocks();
    }
  });
});
