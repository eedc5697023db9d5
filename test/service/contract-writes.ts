import fc from 'fast-check';
import { FormData } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inFull } from '../support/rounds.ts';
import { checker, type Operation, operationsIn } from './openapi.ts';
import { type Serving, startServing, storeOf } from './serving.ts';
import { visit } from './small-claims.ts';

type Described = Parameters<typeof checker>[0];

/** How a request is written: its body, and what it says of it. */
interface Sent {
  readonly operation: Operation;
  readonly id: string;
  readonly body: string | undefined;
  readonly type: string | undefined;
  readonly key: string | undefined;
}

const event = visit('merton', '2026-01-05', 1);
const settings = {
  webhooksToPrivate: true,
  webhooksOverHttp: true,
  maxWebhooks: 4,
  uploadLimit: 20_000,
} as const;
let serving: Serving;
let editor: Readonly<Record<string, string>>;
let description: Described;
let writes: readonly Operation[];
let ids: readonly string[];

function upload(name: string, content: string | Uint8Array<ArrayBuffer>, published?: string) {
  const form = new FormData();
  form.append('file', new Blob([content]), name);
  if (published !== undefined) form.append('published', published);
  const sending = { method: 'POST', headers: editor, body: form as never } as const;
  return serving.ask('/api/imports', sending);
}

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('', '__proto__', '2018-02-30', '/data/kind', '/', '~', 'x'.repeat(5000), 1e308),
);
const edits = fc.dictionary(
  fc.constantFrom('occurred', 'known', 'data', 'type', 'authority', 'id', 'source', 'why'),
  odd,
);
const pointers = fc.constantFrom('/data/kind', '/occurred', '/known/from', '/data', '/data/~2');

/** What each field takes, or at least looks as if it might. */
const likely: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  event: fc.constantFrom(event.id, 'x'),
  why: fc.constant('a misprint'),
  source: fc.constant('A telephone call'),
  cause: fc.constantFrom('source', 'ours'),
  known: fc.constantFrom('2026-01-06', '1850-01-01', '9999-12-31'),
  authority: fc.constantFrom('merton', 'Sunderland', 'nowhere'),
  corrections: fc.array(
    fc.record(
      { pointer: pointers, value: odd, why: fc.constant('misread'), cause: fc.constant('ours') },
      { requiredKeys: ['pointer', 'why'] },
    ),
    { maxLength: 3 },
  ),
  edit: fc.oneof(edits, fc.array(edits, { maxLength: 2 })),
  url: fc.constantFrom('http://127.0.0.1:9/', 'https://[::1', 'file:///etc/passwd', 'http://x y/'),
  topic: fc.constantFrom('events', 'notices', 'due'),
  filter: fc.dictionary(fc.constantFrom('authority', 'region', 'type', 'area', 'rule'), odd),
  after: fc.constantFrom('', 'now', '0000000000000001', '~~', '99'),
  ids: fc.array(fc.constantFrom(event.id, 'x'), { maxLength: 2 }),
  apart: fc.boolean(),
  paused: fc.boolean(),
  dryRun: fc.boolean(),
};

/** A body with the fields of an operation, each as it should be or odd; or anything at all. */
const bodies: fc.Arbitrary<string | undefined> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record(
        Object.fromEntries(
          Object.entries(likely).map(([name, good]) => [
            name,
            fc.oneof({ weight: 9, arbitrary: good }, odd),
          ]),
        ),
        { requiredKeys: [] },
      )
      .map((body) => body as Readonly<Record<string, unknown>>)
      .map((body) => JSON.stringify(body)),
  },
  { weight: 1, arbitrary: odd.map((body) => JSON.stringify(body)) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.constant(undefined) },
);

/** Leaves of a body what its operation knows: a field too many is refused before anything is looked at. */
function fitting(body: string | undefined, { path, method }: Operation): string | undefined {
  const known: Readonly<Record<string, readonly string[]>> = {
    'post /api/webhooks': ['url', 'topic', 'filter', 'after'],
    'patch /api/webhooks/{id}': ['url', 'filter', 'paused'],
    'post /api/webhooks/{id}/replay': ['ids'],
    'post /api/corrections': ['event', 'corrections', 'source', 'authority', 'dryRun'],
    'post /api/retractions': ['event', 'why', 'cause', 'known', 'source', 'authority', 'dryRun'],
    'post /api/quarantine/{id}/accept': ['edit', 'authority', 'apart', 'why', 'dryRun'],
    'post /api/quarantine/{id}/reject': ['why'],
  };
  const fields = known[`${method} ${path}`];
  if (body === undefined || !fields || !body.startsWith('{"')) return body;
  try {
    return JSON.stringify(JSON.parse(body), (key, value) =>
      key === '' && typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).filter(([name]) => fields.includes(name)))
        : value,
    );
  } catch {
    return body;
  }
}

function anyRequest(): fc.Arbitrary<Sent> {
  const json = fc.constant('application/json');
  return fc.record({
    operation: fc.constantFrom(...writes),
    id: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ids) }, fc.constantFrom('x', '%00')),
    body: bodies,
    type: fc.oneof(
      { weight: 6, arbitrary: json },
      fc.constantFrom(
        'text/plain',
        'multipart/form-data; boundary=x',
        'multipart/form-data',
        undefined,
      ),
    ),
    key: fc.option(fc.constantFrom('k1', 'k2', 'k'.repeat(300)), { nil: undefined, freq: 4 }),
  });
}

/** That a service answers whatever is written to it by what it says of itself. */
export function writesAsDescribed(): void {
  describe('every write', () => {
    beforeAll(async () => {
      serving = await startServing({ store: await storeOf([event]) }, settings);
      editor = await serving.bearer('editor');
      description = (await serving.ask('/openapi.json')).json<Described>();
      writes = operationsIn(description).filter(({ method }) => method !== 'get');
      const late = { ...visit('merton', '2031-01-01', 2) };
      const given = await upload('late.jsonl', JSON.stringify(late));
      const [waiting] = given.json<{ quarantined: { id: string }[] }>().quarantined;
      const hook = await serving.ask('/api/webhooks', {
        method: 'POST',
        headers: { ...editor, 'content-type': 'application/json' },
        // nothing listens there
        body: JSON.stringify({ url: 'http://127.0.0.1:9/', topic: 'notices' }),
      });
      ids = [waiting!.id, hook.json<{ id: string }>().id];
    });
    afterAll(() => serving.stop());

    it('that takes a body describes it, files included', () => {
      const { paths } = description as unknown as {
        paths: Record<string, Record<string, { requestBody?: { content: object } }>>;
      };
      const content = (path: string) => paths[path]?.post?.requestBody?.content;
      expect(content('/api/imports')).toMatchObject({
        'multipart/form-data': {
          schema: { properties: { file: { type: 'array' }, published: { format: 'date' } } },
        },
      });
      expect(Object.keys(content('/api/webhooks') ?? {})).toEqual(['application/json']);
    });

    it('answers whatever is sent to it by what is described, and never with a fault', async () => {
      const check = checker(description);
      const statuses = new Set<number>();
      await fc.assert(
        fc.asyncProperty(anyRequest(), async ({ operation, id, body, type, key }) => {
          const { path, method } = operation;
          const sent = fitting(body, operation);
          const answer = await serving.ask(path.replace('{id}', id), {
            method: method.toUpperCase() as 'POST',
            headers: {
              ...editor,
              ...(type === undefined || sent === undefined ? {} : { 'content-type': type }),
              ...(key === undefined ? {} : { 'idempotency-key': key }),
            },
            ...(sent === undefined ? {} : { body: sent }),
          });
          statuses.add(answer.status);
          const told = { method, path, sent, type };
          expect({ ...told, status: answer.status < 500 }).toEqual({ ...told, status: true });
          expect({ ...told, wrong: check(operation, answer) }).toEqual({ ...told, wrong: '' });
          expect(answer.text).not.toMatch(/node_modules|\.ts:\d+|\/packages\//);
        }),
        { numRuns: inFull ? 10_000 : 300 },
      );
      // some are taken: not all falls at the first check
      expect([...statuses]).toEqual(expect.arrayContaining([200, 400, 404, 415, 422]));
    });

    it('of a file answers whatever the file is called and holds', async () => {
      const operation = writes.find(({ path }) => path === '/api/imports')!;
      const check = checker(description);
      const names = fc.oneof(
        fc.constantFrom(
          'a.jsonl',
          'b.csv',
          'c.pdf',
          'd.zip',
          'e.xlsx',
          'f.html',
          '..',
          '',
          `${'漢'.repeat(140)}.jsonl`,
        ),
        fc.string({ unit: 'binary', maxLength: 20 }),
      );
      const contents = fc.oneof(
        fc.uint8Array({ maxLength: 200 }).map((bytes) => new Uint8Array(bytes)),
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.constantFrom(
          '%PDF-1.7\n',
          'PK\u0003\u0004',
          '{"type":"TokenChanged"}',
          '[]',
          'a,b\n1,"',
        ),
        odd.map((value) => JSON.stringify({ ...event, data: value })),
      );
      const days = fc.option(fc.constantFrom('2026-01-01', '2018-02-30', ''), { nil: undefined });
      await fc.assert(
        fc.asyncProperty(names, contents, days, async (name, content, published) => {
          const answer = await upload(name, content, published);
          const told = { name, content: String(content), published };
          expect({ ...told, status: answer.status < 500 }).toEqual({ ...told, status: true });
          expect({ ...told, wrong: check(operation, answer) }).toEqual({ ...told, wrong: '' });
          expect(answer.text).not.toMatch(/node_modules|\.ts:\d+|timeline-upload/);
        }),
        { numRuns: inFull ? 1000 : 12 },
      );
    });
  });
}
