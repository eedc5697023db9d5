import { operationsStream } from '@monitoring-timeline/core';
import type { Settings } from '@monitoring-timeline/service';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Receiver, startReceiver } from '../service/receiver.ts';
import { type Serving, startServing, storeOf } from '../service/serving.ts';
import { attribute, marked, type PageRead, tagged, textOf } from './page.ts';
import { Visitor } from './visitor.ts';

const evil = `<script>alert(1)</script>"'&{{ 7 * 7 }}`;
const to = 'lead@example.org';
const settings: Partial<Settings> = {
  webhooksToPrivate: true,
  webhooksOverHttp: true,
  publicUrl: 'http://localhost:8080',
  smtpHost: '127.0.0.1',
  smtpPort: 1,
  smtpTls: 'none',
  mailFrom: 'timeline@example.org',
  digests: [{ to, every: 'week', on: 'monday', at: '07:00', evenIfNothing: false }],
};

let serving: Serving;
let receiver: Receiver;
let editor: Visitor;
beforeAll(async () => {
  serving = await startServing({ store: await storeOf([]) }, settings);
  receiver = await startReceiver();
  editor = await new Visitor(serving).signIn('editor');
});
afterAll(async () => {
  await receiver.stop();
  await serving.stop();
});

const main = (page: PageRead) => textOf(tagged(page, 'main')[0]!);
const hooks = '/subscriptions/webhooks';
const noted = async (change: string) => {
  const events = await serving.parts.store.readStream(operationsStream);
  return events.filter(
    ({ event }) => event.type === 'SubscriptionChanged' && event.data.change === change,
  ).length;
};
const ids = (page: PageRead) => marked(page, 'data-webhook').map(({ value }) => value);

describe('an interest', () => {
  it('is begun from the first page and from an authority by whoever may read, each with its own', async () => {
    const visitor = new Visitor(serving);
    const at = 'asOf=2026-08-31';
    for (const [from, interest] of [
      ['/?region=North+East&weight=4', '?region=North+East&weight=4'],
      ['/?authorities=slough,merton', '?authority=slough&authority=merton'],
      ['/authorities/Merton?', '?authority=merton'],
      ['/findings?', ''],
    ] as const) {
      const page = await visitor.open(`${from}&${at}`);
      const hrefs = tagged(page, 'a').map((one) => attribute(one, 'href') ?? '');
      expect(hrefs).toContain(`/subscriptions${interest}`);
      expect((await visitor.open(`/subscriptions${interest}`)).status).toBe(200);
    }
  });

  it('leads to a feed, a calendar, a stream and a page about the same, each of which is there', async () => {
    const visitor = new Visitor(serving);
    const page = await visitor.open(
      '/subscriptions?region=North+East&weight=4&area=overall&type=StandingChanged',
    );
    expect(page.errors).toEqual([]);
    const hrefs = tagged(page, 'a').map((one) => attribute(one, 'href') ?? '');
    const feed = hrefs.find((href) => href.startsWith('/notices.atom'))!;
    expect(new URLSearchParams(feed.split('?')[1]).getAll('area')).toEqual(['overall']);
    for (const start of ['/notices.atom?', '/calendar/North%20East.ics', '/?region=']) {
      const href = hrefs.find((one) => one.startsWith(start));
      expect([start, (await serving.ask(href!)).status]).toEqual([start, 200]);
    }
    const own = await visitor.open('/subscriptions?authority=slough,Merton');
    expect(main(own)).toContain('/api/subscribe/notices?authority=slough&authority=Merton');
    for (const words of [
      'region=Mercia',
      'authority=nobody-of-that-name',
      'weight=9',
      'type=None',
    ]) {
      const wrong = await visitor.open(`/subscriptions?${words}`);
      expect([words, wrong.status >= 400 && wrong.status < 500]).toEqual([words, true]);
    }
    const spoilt = await visitor.open(`/subscriptions?authority=${encodeURIComponent(evil)}`);
    expect([spoilt.errors, tagged(spoilt, 'script')]).toEqual([[], []]);
  });
});

describe('a webhook', () => {
  it('is made, tested, paused, given another secret and ended, each once however often it is sent', async () => {
    const page = await editor.open(hooks);
    const wanted = {
      ...{
        do: 'make',
        name: evil,
        url: `${receiver.url}/hook`,
        format: 'standard',
        topic: 'notices',
      },
      ...{ region: 'North East', weight: '4' },
    };
    const first = await editor.send(page, hooks, wanted);
    const second = await editor.send(page, hooks, wanted);
    expect([first.status, second.headers.location]).toEqual([303, first.headers.location]);
    const made = await editor.follow(second);
    expect(made.errors).toEqual([]);
    expect(tagged(made, 'script')).toEqual([]);
    expect(main(made)).toContain(evil);
    const [id] = ids(made);
    expect(ids(made)).toHaveLength(1);
    const secret = textOf(tagged(made, 'code')[0]!);
    expect(secret).toMatch(/^whsec_/);
    expect((await editor.follow(second)).html).not.toContain(secret);
    const answer = await serving.ask(`/api/webhooks/${id}`, {
      headers: await serving.bearer('editor'),
    });
    expect(answer.json()).toMatchObject({ filter: { region: 'North East', weight: '4' } });

    const list = await editor.open(hooks);
    const tested = await editor.send(list, hooks, { do: 'test', id: id! });
    await editor.send(list, hooks, { do: 'test', id: id! });
    expect(receiver.received).toHaveLength(1);
    expect(main(await editor.follow(tested))).toContain('The test was taken with 200');
    for (const [button, change, state] of [
      ['pause', 'paused', 'paused'],
      ['resume', 'resumed', 'active'],
      ['renew', 'secret_rotated', 'active'],
    ] as const) {
      const form = await editor.open(hooks);
      const before = await noted(change);
      const sent = await editor.send(form, hooks, { do: button, id: id! });
      await editor.send(form, hooks, { do: button, id: id! });
      expect([button, await noted(change)]).toEqual([button, before + 1]);
      const [row] = marked(await editor.follow(sent), 'data-webhook');
      expect(attribute(row!.element, 'data-state')).toBe(state);
    }
    const form = await editor.open(hooks);
    expect((await editor.send(form, hooks, { do: 'end', id: id! })).status).toBe(303);
    expect((await editor.send(form, hooks, { do: 'end', id: id! })).status).toBe(303);
    expect(ids(await editor.open(hooks))).toEqual([]);
  });

  it('takes any topic, with what narrows that one', async () => {
    const page = await editor.open(hooks);
    const wanted = { do: 'make', url: `${receiver.url}/standing`, topic: 'standing', weight: '2' };
    const sent = await editor.send(page, hooks, { ...wanted, region: 'London', area: 'overall' });
    expect(sent.status).toBe(303);
    expect(main(await editor.follow(sent))).toContain('area overall; region London');
  });

  it('of Teams and Slack shows no more of its address than the host', async () => {
    const page = await editor.open(hooks);
    const url = `${receiver.url}/services/T0SECRETPASS`;
    const sent = await editor.send(page, hooks, {
      do: 'make',
      url,
      format: 'slack',
      topic: 'notices',
    });
    const made = await editor.follow(sent);
    expect(main(made)).toContain('Its address is its secret');
    expect(made.html).not.toContain('T0SECRETPASS');
    expect(sent.headers.location).not.toContain('T0SECRETPASS');
    expect((await editor.open(hooks)).html).not.toContain('T0SECRETPASS');
  });

  it('that cannot be is refused in words, with what was filled in', async () => {
    const page = await editor.open(hooks);
    const before = ids(page);
    for (const [fields, told] of [
      [{ url: 'ftp://example.org' }, 'The url cannot be taken'],
      [{ url: '' }, 'The form cannot be taken'],
      [{ url: `${receiver.url}/a`, region: 'Mercia' }, 'Mercia'],
      [{ url: `${receiver.url}/a`, topic: 'standing', format: 'teams' }, 'is for people to read'],
    ] as const) {
      const wrong = await editor.send(page, hooks, { do: 'make', topic: 'notices', ...fields });
      expect([told, wrong.status, main(wrong).includes(told)]).toEqual([told, 400, true]);
      const [field] = tagged(wrong, 'input').filter((one) => attribute(one, 'id') === 'url');
      expect(attribute(field!, 'value')).toBe(fields.url);
    }
    expect(ids(await editor.open(hooks))).toEqual(before);
  });
});

describe('a digest', () => {
  it('is shown as it would go, paused and sent again by who may, under their name', async () => {
    const page = await editor.open('/subscriptions/mails');
    const [{ value: id } = { value: '' }] = marked(page, 'data-digest');
    expect(main(page)).toContain(`To ${to}`);
    const shown = await editor.send(page, '/subscriptions/mails', { do: 'preview', id });
    expect(main(shown)).toContain('As it would go now');
    // the link that ends mails is for who gets them
    expect(shown.html).not.toMatch(/digests\/off\/\w/);
    for (const [button, told] of [
      ['pause', 'The mails are paused.'],
      ['resume', 'The mails are sent again.'],
    ] as const) {
      const form = await editor.open('/subscriptions/mails');
      const sent = await editor.send(form, '/subscriptions/mails', { do: button, id });
      expect(main(await editor.follow(sent))).toContain(told);
    }
    const events = await serving.parts.store.readStream(operationsStream);
    const own = events.filter(({ event }) => event.data.subscription === id);
    expect(own.map(({ event }) => event.actor)).toEqual([
      { kind: 'person', name: expect.stringMatching(/^token/) },
      { kind: 'person', name: expect.stringMatching(/^token/) },
    ]);
    expect(JSON.stringify(own)).not.toContain(to);
  });
});

describe('webhooks, mails and the state of the service', () => {
  it('are for editors, and nobody else sees anything of them', async () => {
    for (const [who, status] of [
      [await new Visitor(serving).signIn('reader'), 403],
      [new Visitor(serving), 401],
    ] as const) {
      for (const url of [hooks, '/subscriptions/mails', '/status']) {
        const page = await who.open(url);
        expect([url, page.status]).toEqual([url, status]);
        expect(main(page)).toContain('This needs a token of the role editor');
        expect(page.html).not.toContain(to);
        expect(page.html).not.toContain(receiver.url);
      }
    }
  });
});

describe('the page of how the service stands', () => {
  it('says in words what readiness says', async () => {
    const page = await editor.open('/status');
    const ready = (await serving.ask('/health/ready')).json<{
      readonly followers: readonly { readonly name: string; readonly state: string }[];
      readonly head: { readonly hash: string };
    }>();
    expect(page.errors).toEqual([]);
    const followers = marked(page, 'data-follower').map(({ value }) => value.toLowerCase());
    expect(followers).toEqual(ready.followers.map(({ name }) => name));
    expect(main(page)).toContain(ready.head.hash);
    expect(main(page)).toContain(serving.parts.store.id);
    expect(page.headers['cache-control']).toBe('no-store');
  });

  it('says so where it is not ready', async () => {
    const own = await startServing({ store: await storeOf([]) });
    try {
      const visitor = await new Visitor(own).signIn('editor');
      const { store } = own.parts;
      const head = store.head;
      store.head = () => Promise.reject(new Error('gone'));
      const page = await visitor.open('/status');
      store.head = head;
      expect(page.status).toBe(200);
      expect(textOf(tagged(page, 'h1')[0]!)).toBe('The service is not ready');
      expect(main(page)).toContain('The log cannot be read');
    } finally {
      await own.stop();
    }
  });
});
