import { request as openRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  beginning,
  type EventStore,
  type Page,
  toPosition,
  type Verifiable,
} from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryPeopleRegister, personIdOf } from '@monitoring-timeline/core/people';
import { claimEvent, day, sources } from '@monitoring-timeline/core/testing';
import { parse } from 'csv-parse/sync';
import { asyncBufferFromUrl, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fewEvents, type Serving, startServing, storeOf } from './serving.ts';

let serving: Serving;

/** Somebody seen in a post, as a letter tells of it. */
const sighting = (person: string) =>
  claimEvent(
    'LeadershipObserved',
    { role: 'dcs', person, status: 'permanent' },
    { authority: 'merton', occurred: day('2026-01-05'), source: sources.council },
  );
const at = 'asOf=2018-07-26';

beforeAll(async () => {
  serving = await startServing();
});
afterAll(() => serving.stop());

describe('a Parquet file over HTTP', () => {
  const path = `/export/standing.parquet?${at}`;

  it('is opened by a reader that asks for its length and then for parts of it', async () => {
    const url = `${serving.url}${path}`;
    const asked: (string | null)[] = [];
    const fetching: typeof fetch = (to, init) => {
      asked.push(init?.method ?? new Headers(init?.headers).get('range'));
      return fetch(to, init);
    };
    const file = await asyncBufferFromUrl({ url, fetch: fetching });
    const { num_rows: rows, row_groups: groups } = await parquetMetadataAsync(file, {
      initialFetchSize: 1000,
    });
    expect(asked[0]).toBe('HEAD');
    expect(asked.slice(1).every((range) => range?.startsWith('bytes='))).toBe(true);
    expect(Number(rows)).toBeGreaterThan(5);
    // what a reader passes over groups by
    for (const { columns } of groups) {
      const told = columns.filter(
        ({ meta_data: data }) => data?.statistics?.null_count !== undefined,
      );
      expect(told).toHaveLength(columns.length);
    }
  });

  it('has one length, and no part of another state of it', async () => {
    const whole = await fetch(`${serving.url}${path}`);
    const bytes = Buffer.from(await whole.arrayBuffer());
    const head = await serving.ask(path, { method: 'HEAD' });
    expect(Number(head.headers['content-length'])).toBe(bytes.length);
    const part = async (headers: Record<string, string>) => {
      const answer = await fetch(`${serving.url}${path}`, { headers });
      return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
    };
    const end = { range: 'bytes=-8' };
    expect(await part(end)).toEqual({ status: 206, bytes: bytes.subarray(-8) });
    const same = { ...end, 'if-range': whole.headers.get('etag')! };
    expect((await part(same)).status).toBe(206);
    expect(await part({ ...end, 'if-range': '"another"' })).toEqual({ status: 200, bytes });
    expect((await part({ range: `bytes=${bytes.length}-` })).status).toBe(416);
  });
});

describe('the names of people', () => {
  it('are in a table of everybody for an administrator alone; of others it says who by ids', async () => {
    const person = personIdOf('Ada Example');
    const people = createMemoryPeopleRegister();
    await people.addAll([{ id: person, name: 'Ada Example' }]);
    const own = await startServing({ store: await storeOf([sighting(person)]), people });
    const table = async (headers: Readonly<Record<string, string>>) =>
      (await own.ask('/export/leadership.csv', { headers })).text;
    for (const headers of [{}, await own.bearer('reader'), await own.bearer('editor')]) {
      expect(await table(headers)).not.toContain('Ada Example');
      expect(await table(headers)).toContain(person);
    }
    expect(await table(await own.bearer('admin'))).toContain('Ada Example');
    await own.stop();
  });
});

describe('CSV for Excel on Windows', () => {
  it('begins with its mark where that is accepted, and is the same otherwise', async () => {
    const accept = 'text/csv; bom=present';
    // whatever reads text takes the mark away
    const bytes = async (path: string, headers: Record<string, string> = {}) =>
      Buffer.from(await (await fetch(`${serving.url}${path}`, { headers })).arrayBuffer());
    const mark = Buffer.from('\ufeff');
    for (const path of ['/api/due.csv?region=London', '/export/due.csv', '/api/events.csv']) {
      const plain = await bytes(path);
      expect(plain.subarray(0, mark.length)).not.toEqual(mark);
      expect(await bytes(path, { accept })).toEqual(Buffer.concat([mark, plain]));
    }
    const asked = await bytes('/api/due?region=London', { accept });
    expect(asked.subarray(0, mark.length)).toEqual(mark);
  });
});

describe('an exported table', () => {
  it('has a row for each authority, in three formats, with whose data it is beside it', async () => {
    const csv = await serving.ask(`/export/standing.csv?${at}`);
    expect(csv.status).toBe(200);
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.headers.attribution).toContain('not official statistics');
    expect(csv.headers.link).toContain('rel="license"');
    const rows = parse(csv.text, { columns: true }) as Record<string, string>[];
    const lines = await serving.ask(`/export/standing.jsonl?${at}`);
    const objects = lines.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const response = await fetch(`${serving.url}/export/standing.parquet?${at}`);
    const fromParquet = await parquetReadObjects({ file: await response.arrayBuffer() });
    const names = rows.map(({ authority }) => authority);
    expect(names).toContain('sunderland');
    expect(objects.map(({ authority }) => authority)).toEqual(names);
    expect(fromParquet.map(({ authority }) => authority)).toEqual(names);
    const standing = await serving.ask(`/api/authorities/sunderland/standing?${at}`);
    const { overall, report, because } = standing.json<{
      overall: { grade: string };
      report: { published: string };
      because: string[];
    }>();
    expect(objects.find(({ authority }) => authority === 'sunderland')).toMatchObject({
      overall: overall.grade,
      published: report.published,
      because,
    });
  });

  it('has the rows of the authorities that are named, by commas and one after the other', async () => {
    for (const named of ['authority=sunderland,E08000009', 'authority=trafford&authority=80566']) {
      const lines = (await serving.ask(`/export/standing.jsonl?${at}&${named}`)).text.trimEnd();
      const keys = lines.split('\n').map((line) => JSON.parse(line).authority);
      expect(keys).toEqual(['sunderland', 'trafford']);
      const events = (await serving.ask(`/api/events?${named}`)).json<{ stream: string }[]>();
      expect([...new Set(events.map(({ stream }) => stream))].toSorted()).toEqual([
        'authority-sunderland',
        'authority-trafford',
      ]);
    }
  });

  it('says by a link what its columns mean', async () => {
    const { headers } = await serving.ask(`/export/due.csv?${at}&authority=sunderland`);
    const [, address] = /<([^>]+)>; rel="describedby"/.exec(headers.link ?? '') ?? [];
    const described = (await serving.ask(address!)).json<{ tableSchema: { columns: unknown[] } }>();
    const { tables } = (await serving.ask('/export/dictionary')).json<{
      tables: { name: string; columns: unknown[] }[];
    }>();
    expect(described.tableSchema.columns.length).toBe(
      tables.find(({ name }) => name === 'due')?.columns.length,
    );
    expect((await serving.ask('/export/dictionary.md')).text).toContain('# Data dictionary');
  });

  it('is not sent again to who has it, until the log grows', async () => {
    const own = await startServing({ store: await storeOf(fewEvents().slice(0, 200)) });
    const address = `/export/areas.jsonl?${at}`;
    const { etag } = (await own.ask(address)).headers;
    const headers = { 'if-none-match': etag! };
    expect((await own.ask(address, { headers })).status).toBe(304);
    expect((await own.ask(address, { headers, method: 'HEAD' })).status).toBe(304);
    const [late] = fewEvents().slice(200);
    await own.parts.store.append(`authority-${late!.authority}`, [late as never], {
      expected: 'any',
    });
    expect((await own.ask(address, { headers })).status).toBe(200);
    await own.stop();
  });

  it.each([
    ['/export/standing.csv?region=Mars', 400, 'London'],
    ['/export/standing.parquet?authority=Atlantis', 404, 'Atlantis'],
    ['/export/standing.jsonl?asOf=yesterday', 400, 'asOf'],
    ['/export/standing.jsonl?colour=red', 400, 'colour'],
    ['/export/events.csv?asOf=2020-01-01', 400, 'asOf'],
    ['/export/picture.csv?authority=merton', 400, 'authority'],
    ['/export/nothing.csv', 404, ''],
  ])('is refused before anything is sent: %s', async (address, status, told) => {
    const answer = await serving.ask(address);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json<{ detail: string }>().detail).toContain(told);
  });
});

describe('the exported log', () => {
  it('is whole for an administrator, and the facts alone for a reader', async () => {
    const headers = await serving.bearer('admin');
    const whole = await serving.ask('/export/events.jsonl', { headers });
    const lines = whole.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines[0].licence).toContain('Open Government Licence');
    const head = await serving.parts.store.head();
    expect(lines.length - 2).toBe(head.events);
    expect(lines.at(-2).event.type).toBe('TokenChanged');
    const { position, hash } = head;
    expect(lines.at(-1)).toEqual({ end: { events: head.events, head: { position, hash } } });
    const copy = createMemoryStore();
    await copy.restore(lines.slice(1, -1));
    expect((await copy.head()).hash).toBe(head.hash);

    const facts = await serving.ask('/export/events.cloudevents.jsonl');
    const types = facts.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(types.length - 2).toBe(fewEvents().length);
    expect(types.at(-1).data).toEqual({ end: { events: fewEvents().length } });
    expect(facts.text).not.toContain('TokenChanged');
    expect(types[1]).toMatchObject({
      specversion: '1.0',
      data: { metadata: { originRecorded: expect.any(String) } },
    });
  });

  it('has the names of people for an administrator who asks for them, and for nobody else', async () => {
    await serving.parts.people.add({ id: 'p-0123456789abcdef0123', name: 'Some Body' });
    const headers = await serving.bearer('admin');
    expect((await serving.ask('/export/events.jsonl', { headers })).text).not.toContain(
      'Some Body',
    );
    expect((await serving.ask('/export/events.jsonl?people=true', { headers })).text).toContain(
      'Some Body',
    );
    expect((await serving.ask('/export/events.jsonl?people=true')).status).toBe(403);
  });
});

/** A store whose log has no end from when it is told so: what takes it in has to stop by itself. */
async function endless(): Promise<{
  store: EventStore & Verifiable;
  begin(): void;
  pages(): number;
}> {
  const real = await storeOf(fewEvents());
  const whole = await real.readAll(beginning, { limit: 100 });
  let begun = false;
  let pages = 0;
  const store = new Proxy(real, {
    get(target, name) {
      if (begun && name === 'head')
        return async () => ({ ...(await target.head()), position: '~' });
      if (begun && name === 'readAll') {
        return async (...args: Parameters<EventStore['readAll']>): Promise<Page> => {
          // everything else of the service follows the log as it is
          if (!args[1]?.filter?.types?.includes('ReportPublished')) return target.readAll(...args);
          pages += 1;
          await sleep(1);
          return { ...whole, next: toPosition(String(pages).padStart(16, '0')), atEnd: false };
        };
      }
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return {
    store,
    begin: () => {
      begun = true;
    },
    pages: () => pages,
  };
}

describe('a long export', () => {
  it('waits for a reader who is slow, stops when they go away, and leaves room for others', async () => {
    const { store, begin, pages } = await endless();
    const own = await startServing({ store }, { trustProxy: 1 });
    // of one client's exports each waits for the one before it
    const client = (n: number) => ({ headers: { 'x-forwarded-for': `203.0.113.${n}` } });
    // what tells how fresh an answer is reads the log once, while it still ends
    await own.ask('/export/coverage.csv');
    begin();
    const readers = await Promise.all(
      Array.from(
        { length: 4 },
        (_, n) =>
          new Promise<ReturnType<typeof openRequest>>((resolve, reject) => {
            const reader = openRequest(
              `${own.url}/export/event_values.csv`,
              client(n),
              (response) => {
                response.once('readable', () => resolve(reader));
              },
            );
            reader.once('error', reject);
            reader.end();
          }),
      ),
    );
    // as long as pages come, one comes while the service answers so many questions
    const settled = async () => {
      for (let before = -1; before !== pages(); ) {
        before = pages();
        for (let n = 0; n < 100; n += 1) await own.ask('/health/live');
      }
      return pages();
    };
    const held = await settled();
    expect(held).toBeLessThan(400);
    const other = await own.ask('/export/event_values.csv', client(5));
    expect(other.status).toBe(503);
    expect(other.headers['retry-after']).toBeDefined();
    for (const reader of readers) {
      reader.on('error', () => undefined);
      reader.destroy();
    }
    const after = await settled();
    expect(after - held).toBeLessThan(20);
    expect((await own.ask('/export/coverage.csv')).status).toBe(200);
    await own.stop();
  });

  it('that nobody reads is cut where the service ends, so that the client notices', async () => {
    const { store, begin } = await endless();
    const own = await startServing({ store });
    await own.ask('/export/coverage.csv');
    begin();
    const cut = new Promise<unknown>((resolve, reject) => {
      const reader = openRequest(`${own.url}/export/event_values.csv`, (response) => {
        response.once('readable', () => {
          own.stop().catch(reject);
          response
            .once('error', resolve)
            .once('end', () => resolve('whole'))
            .resume();
        });
      });
      reader.once('error', resolve).end();
    });
    expect(await cut).toMatchObject({ code: 'ECONNRESET' });
  });
});
