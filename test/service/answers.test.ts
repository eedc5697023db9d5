import { beginning } from '@monitoring-timeline/core';
import { anId } from '@monitoring-timeline/core/testing';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asking, askAfterImport } from '../support/asking.ts';
import { type Answer, fewEvents, type Serving, startServing } from './serving.ts';

let serving: Serving;
let asking: Asking;

beforeAll(async () => {
  serving = await startServing();
  asking = await askAfterImport([]);
  const lines = fewEvents().map((event) => JSON.stringify(event));
  await asking.take(asking.folder.write('few.jsonl', lines.join('\n')));
});
afterAll(async () => {
  asking.remove();
  await serving.stop();
});

const asOf = '2018-07-26';
const at = `asOf=${asOf}`;
const one = (question: string) => `/api/authorities/sunderland/${question}?${at}`;

/** Every question, as it is asked here and as it is typed. */
const questions: readonly (readonly [string, string])[] = [
  [one('standing'), 'standing sunderland'],
  [
    `${one('standing')}&knownAt=2026-01-01&public=true`,
    'standing sunderland --known-at 2026-01-01 --public',
  ],
  [one('trajectory'), 'trajectory sunderland'],
  [`${one('trajectory')}&crosswalk=true`, 'trajectory sunderland --crosswalk'],
  [`${one('activity')}&since=2016-01-01`, 'activity sunderland --since 2016-01-01'],
  [one('leadership'), 'leadership sunderland'],
  [`${one('leadership')}&role=dcs`, 'leadership sunderland --role dcs'],
  [one('themes'), 'themes sunderland'],
  [one('interventions'), 'interventions sunderland'],
  [`${one('hindsight')}&knownAt=2026-01-01`, 'hindsight sunderland --known-at 2026-01-01'],
  [one('explain/standing'), 'explain sunderland standing'],
  [one('explain/due'), 'explain sunderland due'],
  [`/api/due?${at}&region=North+East&within=1y`, 'due --region North_East --within 1y'],
  [`/api/due?${at}&status=overdue`, 'due --status overdue'],
  [`/api/picture?${at}&framework=sif&by=region`, 'picture --framework sif --by region'],
  [`/api/authorities?${at}&region=South+West`, 'authorities --region South_West'],
  [`/api/board?${at}`, 'board'],
  [
    `/api/list?${at}&where=overall=inadequate&where=lscb=inadequate`,
    'list --where overall=inadequate --where lscb=inadequate',
  ],
  [`/api/list?${at}&neighboursOf=merton`, 'list --neighbours-of merton'],
  [`/api/findings?${at}&region=north+east`, 'findings --region north_east'],
  ['/api/commitments?asOf=2020-01-14&within=1y', 'commitments --as-of 2020-01-14 --within 1y'],
  [`/api/coverage?asOf=2026-11-01`, 'coverage --as-of 2026-11-01'],
  [
    '/api/diff?from=2018-07-24&to=2018-07-25&authority=80566',
    'diff --from 2018-07-24 --to 2018-07-25 80566',
  ],
  [
    `/api/compare?${at}&authorities=sunderland&authorities=80566&authorities=Stockton-on-Tees`,
    'compare sunderland stockton on tees',
  ],
  [
    '/api/reconcile?snapshot=SIF+outcomes+at+5+August+2016',
    'reconcile SIF_outcomes_at_5_August_2016',
  ],
];

async function typed(words: string): Promise<unknown> {
  const args = words
    .split(' ')
    .map((word) =>
      /[a-z]_[A-Z0-9a-z]/i.test(word) && !word.includes('=') ? word.replaceAll('_', ' ') : word,
    );
  const dates = /--as-of|diff|reconcile/.test(words) ? [] : ['--as-of', asOf];
  return asking.json(...args, ...dates);
}

/** Positions and times of recording are the store's own. */
function comparable(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer), (key, value) =>
    key === 'position' || key === 'recorded' ? undefined : value,
  );
}

async function pages(path: string): Promise<{ rows: unknown[]; pages: number }> {
  const rows: unknown[] = [];
  let count = 0;
  for (let next: string | undefined = path; next !== undefined && count < 100; ) {
    const answer: Answer = await serving.ask(next);
    expect({ next, status: answer.status, text: answer.status === 200 ? '' : answer.text }).toEqual(
      {
        next,
        status: 200,
        text: '',
      },
    );
    rows.push(...answer.json<unknown[]>());
    count += 1;
    next = /<([^>]+)>; rel="next"/.exec(answer.headers.link ?? '')?.[1];
  }
  return { rows, pages: count };
}

describe('an answer over HTTP', () => {
  it.each(questions)('is the JSON that the command prints: %s', async (path, words) => {
    const answer = await serving.ask(path);
    expect({ status: answer.status, text: answer.status === 200 ? '' : answer.text }).toEqual({
      status: 200,
      text: '',
    });
    const wanted = await typed(words);
    const given = Array.isArray(wanted) ? (await pages(path)).rows : answer.json();
    expect(comparable(given)).toEqual(comparable(wanted));
    expect(JSON.stringify(wanted).length).toBeGreaterThan(50);
  });

  it('is the whole history, of an authority and of England', async () => {
    for (const name of ['sunderland', 'england']) {
      const given = (await pages(`/api/authorities/${name}/history?${at}`)).rows;
      expect(comparable(given)).toEqual(comparable(await typed(`history ${name}`)));
      expect(given.length).toBeGreaterThan(1);
    }
  });

  it('says whose data it is, and what it is not', async () => {
    const { headers } = await serving.ask('/api/coverage');
    expect(headers.attribution).toContain('Open Government Licence v3.0');
    expect(headers.attribution).toContain('Office for National Statistics');
    expect(headers.attribution).toContain('not official statistics');
    expect(headers.link).toContain('rel="license"');
  });
});

describe('a list', () => {
  it.each([
    '/api/due',
    '/api/board',
    '/api/authorities',
    '/api/list',
    '/api/findings',
    '/api/commitments',
    '/api/coverage',
    '/api/authorities/sunderland/history',
  ])('is the same row by row as all at once, each row once: %s', async (path) => {
    const whole = await pages(`${path}?asOf=2026-08-20&limit=2000`);
    expect(whole.pages).toBe(1);
    const limit = Math.max(1, Math.floor(whole.rows.length / 7));
    const parted = await pages(`${path}?asOf=2026-08-20&limit=${limit}`);
    expect(parted.rows).toEqual(whole.rows);
    expect(parted.pages).toBeGreaterThan(2);
  });

  it('goes on in the log as it was on its first page, whatever comes in meanwhile', async () => {
    const own = await startServing();
    try {
      const path = '/api/authorities/sunderland/history?limit=20';
      const first = await own.ask(path);
      const before = await own.ask('/api/authorities/sunderland/history?limit=2000');
      const [event] = fewEvents().filter((one) => one.type === 'ThemeRaised');
      const data = { ...event!.data, topic: 'a theme of this test' };
      const id = '11111111-2222-4333-8444-555555555555';
      const stream = 'authority-sunderland';
      await own.parts.store.append(
        stream,
        [{ ...event!, id: anId(id), authority: 'sunderland', data }],
        {
          expected: 'any',
        },
      );
      const rows = first.json<unknown[]>();
      for (let next = nextOf(first); next !== undefined; ) {
        const page = await own.ask(next);
        rows.push(...page.json<unknown[]>());
        next = nextOf(page);
      }
      expect(rows).toEqual(before.json());
      const after = await own.ask('/api/authorities/sunderland/history?limit=2000');
      expect(after.json<unknown[]>().length).toBe(rows.length + 1);
    } finally {
      await own.stop();
    }
  });

  it('refuses the cursor of another question, and one that was made up', async () => {
    const next = nextOf(await serving.ask('/api/due?limit=3'))!;
    const cursor = new URL(next, serving.url).searchParams.get('cursor');
    for (const path of [
      `/api/board?cursor=${cursor}`,
      `/api/due?asOf=2018-01-01&cursor=${cursor}`,
      `/api/due?cursor=${Buffer.from('{"q":1}').toString('base64url')}`,
    ]) {
      const { status, text } = await serving.ask(path);
      expect({ path, status }).toEqual({ path, status: 400 });
      expect(text).toContain('Leave it out'.toLowerCase().slice(1));
    }
  });
});

function nextOf({ headers }: Answer): string | undefined {
  return /<([^>]+)>; rel="next"/.exec(headers.link ?? '')?.[1];
}

describe('an address that is not quite right', () => {
  it.each([
    [
      '/api/due?lmit=3',
      400,
      'InvalidRequest',
      /^The querystring .*lmit: is not taken here; give of .*\blimit\b/,
    ],
    ['/api/due?asof=2020-01-01', 400, 'InvalidRequest', /asof: is not taken here; write asOf\./],
    ['/api/due?limit=3&limit=4', 400, 'InvalidRequest', /limit: is given more than once/],
    [`/api/authorities/${'x'.repeat(300)}/standing`, 414, 'AddressTooLong', /^A part of .*longer/],
  ])('%s is told what is wrong with it', async (address, status, code, detail) => {
    const answer = await serving.ask(address);
    expect(answer.status).toBe(status);
    expect(answer.json()).toMatchObject({ code, detail: expect.stringMatching(detail) });
  });
});

describe('an authority that comes to be while the service runs', () => {
  it('is known from the next question on', async () => {
    const own = await startServing();
    try {
      const path = '/api/authorities/new-shire/standing';
      expect((await own.ask(path)).status).toBe(404);
      const established = {
        id: anId('11111111-2222-4333-8444-555555555556'),
        type: 'AuthorityEstablished',
        version: 1,
        authority: 'new-shire',
        occurred: { precision: 'day', from: '2025-04-01' },
        known: { from: '2025-04-01', basis: 'published' },
        source: { publisher: 'DfE', rank: 'government', title: 'Order', assertedBy: 'government' },
        data: { name: 'New Shire', region: 'South West' },
      };
      await own.parts.store.append('authority-new-shire', [established], { expected: 'none' });
      expect((await own.ask(path)).json()).toMatchObject({
        authority: { name: 'New Shire' },
        status: 'not_inspected',
      });
      const listed = (await own.ask('/api/authorities?region=South+West')).json<
        { key: string }[]
      >();
      expect(listed.map(({ key }) => key)).toContain('new-shire');
    } finally {
      await own.stop();
    }
  });
});

describe('a client that has an answer', () => {
  it('is told that it is right, until the log grows', async () => {
    const own = await startServing();
    try {
      const path = '/api/authorities/sunderland/standing';
      const first = await own.ask(path);
      const etag = first.headers.etag!;
      expect(etag).toMatch(/^"[\w-]+"$/);
      expect(Date.parse(first.headers['last-modified']!)).toBeGreaterThan(0);
      const again = await own.ask(path, { headers: { 'if-none-match': `"x", ${etag}` } });
      expect([again.status, again.text, again.headers.etag]).toEqual([304, '', etag]);
      const asCsv = await own.ask(`${path}.csv`, { headers: { 'if-none-match': etag } });
      expect(asCsv.status).toBe(200);
      await own.bearer('reader');
      const grown = await own.ask(path, { headers: { 'if-none-match': etag } });
      expect(grown.status).toBe(200);
      expect(grown.headers.etag).not.toBe(etag);
      expect(grown.json()).toEqual(first.json());
    } finally {
      await own.stop();
    }
  });

  it('of several authorities is had by commas, whichever word they stand in', async () => {
    const keysOf = async (path: string) => {
      const rows = (await serving.ask(path)).json<{ authority: string | { key: string } }[]>();
      return [
        ...new Set(
          rows.map(({ authority }) => (typeof authority === 'string' ? authority : authority.key)),
        ),
      ];
    };
    for (const question of ['due', 'board', 'list']) {
      for (const word of ['authority', 'authorities']) {
        expect(await keysOf(`/api/${question}?${word}=trafford,%20E08000024&${at}`)).toEqual([
          'sunderland',
          'trafford',
        ]);
      }
    }
    const learnt = await serving.ask('/api/diff?authority=trafford,sunderland&from=2015-01-01');
    const { authorities } = learnt.json<{ authorities: { authority: string }[] }>();
    expect(authorities.map(({ authority }) => authority).toSorted()).toEqual([
      'sunderland',
      'trafford',
    ]);
    const twice = await serving.ask('/api/due?authority=sunderland&authority=trafford');
    expect([twice.status, twice.json<{ detail: string }>().detail]).toEqual([
      400,
      expect.stringContaining('give several as authorities'),
    ]);
  });

  it('about a day to come is told when that day has come', async () => {
    let now = Date.parse('2026-11-20T12:00:00Z');
    const own = await startServing({ clock: { now: () => now } as never });
    try {
      const path = '/api/due?asOf=2026-11-21&knownAt=2026-11-21&authority=sunderland';
      const before = await own.ask(path);
      expect(before.json<{ ahead?: true }[]>()[0]?.ahead).toBe(true);
      const { etag, 'last-modified': modified } = before.headers;
      now += 86_400_000;
      for (const headers of [{ 'if-none-match': etag! }, { 'if-modified-since': modified! }]) {
        const after = await own.ask(path, { headers });
        expect(after.status).toBe(200);
        expect(after.json<{ ahead?: true }[]>()[0]).not.toHaveProperty('ahead');
      }
      now += 86_400_000;
      const late = await own.ask(path, { headers: { 'if-modified-since': modified! } });
      expect(late.status).toBe(200);
    } finally {
      await own.stop();
    }
  });

  it('of a day that has passed may ask by the date alone, once that is a minute old', async () => {
    let now = Date.now();
    const own = await startServing({ clock: { now: () => now } as never });
    try {
      const path = '/api/coverage?asOf=2020-01-01';
      const { headers } = await own.ask(path);
      const asking = { headers: { 'if-modified-since': headers['last-modified']! } };
      expect((await own.ask(path, asking)).status).toBe(200);
      now += 120_000;
      expect((await own.ask(path, asking)).status).toBe(304);
    } finally {
      await own.stop();
    }
  });
});

describe('CSV', () => {
  it('is given by address and by negotiation, with the same columns whether or not there is a row', async () => {
    const byAddress = await serving.ask(`/api/due.csv?${at}`);
    const headers = { accept: 'text/csv, application/json;q=0.5' };
    const negotiated = await serving.ask(`/api/due?${at}`, { headers });
    expect(negotiated.text).toBe(byAddress.text);
    expect(byAddress.headers['content-type']).toContain('text/csv');
    const rows = parse(byAddress.text, { columns: true }) as Record<string, string>[];
    const json = (await serving.ask(`/api/due?${at}`)).json<Record<string, never>[]>();
    expect(rows.length).toBe(json.length);
    expect(rows[0]).toMatchObject({
      name: (json[0] as never as { authority: { name: string } }).authority.name,
    });
    const exported = await serving.ask(`/export/due.csv?${at}`);
    expect(exported.text.split('\r\n', 1)).toEqual(byAddress.text.split('\r\n', 1));
    expect(exported.text.split('\r\n').sort()).toEqual(byAddress.text.split('\r\n').sort());
    const none = await serving.ask(`/api/due.csv?${at}&status=awaiting_first&rule=ilacs-cycle`);
    expect(none.text.trimEnd()).toBe(byAddress.text.split('\r\n', 1)[0]);
  });

  it('has one row for a standing, which is one: its areas stand side by side', async () => {
    const { text } = await serving.ask('/api/authorities/sunderland/standing.csv?asOf=2018-07-26');
    const rows = parse(text, { columns: true }) as Record<string, string>[];
    expect(rows).toMatchObject([
      { authority: 'sunderland', overall: 'inadequate', leadership: 'inadequate' },
    ]);
  });

  it.each([
    'trajectory',
    'activity',
    'leadership',
    'themes',
    'interventions',
    'hindsight',
    'explain/standing',
    'history',
  ])('has a row for each part of %s', async (question) => {
    const { status, text } = await serving.ask(`/api/authorities/sunderland/${question}.csv`);
    expect(status).toBe(200);
    expect((parse(text, { columns: true }) as unknown[]).length).toBeGreaterThan(1);
  });

  it.each([
    'picture',
    'board',
    'list',
    'findings',
    'commitments',
    'coverage',
    'authorities',
    'events',
    'reconcile',
  ])('has a row for each part of %s over many', async (question) => {
    const snapshot = question === 'reconcile' ? '?snapshot=SIF+outcomes+at+5+August+2016' : '';
    const { status, text } = await serving.ask(`/api/${question}.csv${snapshot}`);
    expect(status).toBe(200);
    expect((parse(text, { columns: true }) as unknown[]).length).toBeGreaterThan(1);
  });
});

describe('events', () => {
  it('come page by page as the store has them, those of the operator for administrators alone', async () => {
    const own = await startServing();
    try {
      const admin = await own.bearer('admin');
      const all: unknown[] = [];
      let after = '';
      for (let n = 0; n < 100; n++) {
        const page = await own.ask(`/api/events?limit=100&after=${after}`);
        all.push(...page.json<unknown[]>());
        after = page.headers.checkpoint!;
        if (nextOf(page) === undefined) break;
      }
      const { events } = await own.parts.store.readAll(beginning, { limit: 100_000 });
      expect(all).toEqual(events.filter(({ event }) => event.type !== 'TokenChanged'));
      expect((await own.ask('/api/events?type=TokenChanged')).status).toBe(403);
      const seen = await own.ask('/api/events?type=TokenChanged', { headers: admin });
      expect(seen.json<unknown[]>().length).toBe(1);
      const region = await own.ask('/api/events?region=London&type=ReportPublished');
      const streams = new Set(region.json<{ stream: string }[]>().map(({ stream }) => stream));
      expect([...streams]).toEqual(['authority-merton']);
    } finally {
      await own.stop();
    }
  });
});
