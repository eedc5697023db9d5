import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inFull } from '../support/rounds.ts';
import { writesAsDescribed } from './contract-writes.ts';
import { addressOf, checker, type Operation, operationsIn } from './openapi.ts';
import { type Serving, startServing } from './serving.ts';

type Described = Parameters<typeof checker>[0];

let serving: Serving;
let description: Described;
let asked: readonly Operation[];

/** What is read and ends: streams are tried where they are made. */
function isAnswered({ method, responses }: Operation): boolean {
  const media = Object.keys(responses['200']?.content ?? {});
  return method === 'get' && !media.some((one) => /event-stream|octet|ndjson|parquet/.test(one));
}

beforeAll(async () => {
  serving = await startServing();
  description = (await serving.ask('/openapi.json')).json<Described>();
  asked = operationsIn(description).filter(isAnswered);
});
afterAll(() => serving.stop());

describe('the description', () => {
  it('names every question, each as JSON and as CSV', () => {
    const paths = asked.map(({ path }) => path);
    for (const one of ['standing', 'trajectory', 'activity', 'leadership', 'themes', 'history']) {
      expect(paths).toContain(`/api/authorities/{authority}/${one}`);
      expect(paths).toContain(`/api/authorities/{authority}/${one}.csv`);
    }
    for (const one of ['authorities', 'due', 'picture', 'list', 'board', 'findings', 'diff']) {
      expect(paths).toContain(`/api/${one}`);
    }
  });

  it('refers to nothing that it does not hold, and holds nothing that nobody refers to', () => {
    const text = JSON.stringify(description);
    const referred = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name]) => name,
    );
    const { components } = description as unknown as { components: { schemas: object } };
    expect([...new Set(referred)].sort()).toEqual(Object.keys(components.schemas).sort());
  });

  it('is a page to browse that loads nothing from elsewhere', async () => {
    const page = await serving.ask('/api');
    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect(page.text).not.toMatch(/<script>|<style|style=|on\w+="/);
    for (const [, path] of page.text.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect((await serving.ask(path!)).status).toBe(200);
    }
  });
});

describe('every path', () => {
  it('answers what it takes as it is described', async () => {
    const check = checker(description);
    const statuses: number[] = [];
    for (const operation of asked) {
      await fc.assert(
        fc.asyncProperty(addressOf(operation, false), async (path) => {
          const answer = await serving.ask(path);
          expect({ path, wrong: check(operation, answer) }).toEqual({ path, wrong: '' });
          expect({ path, fault: answer.status >= 500 }).toEqual({ path, fault: false });
          statuses.push(answer.status);
        }),
        { numRuns: inFull ? 2 : 1 },
      );
    }
    // an authority that does not exist on a day is asked for as well: not all can be answered
    const given = statuses.filter((status) => status === 200);
    expect(given.length).toBeGreaterThan(statuses.length * 0.6);
  });

  it('answers whatever it is asked by what is described, and never with a fault', async () => {
    const check = checker(description);
    const anyAddress = fc
      .constantFrom(...asked)
      .chain((operation) => addressOf(operation, true).map((path) => ({ operation, path })));
    await fc.assert(
      fc.asyncProperty(anyAddress, async ({ operation, path }) => {
        const answer = await serving.ask(path);
        expect({ path, status: answer.status < 500 }).toEqual({ path, status: true });
        // an address whose words change where it leads is another path
        if (answer.status === 404 || answer.status === 414) return;
        expect({ path, wrong: check(operation, answer) }).toEqual({ path, wrong: '' });
      }),
      { numRuns: inFull ? 10_000 : 100 },
    );
  });
});

// here, since a process that describes every schema is one of its own: to start another takes longer than all that is written
writesAsDescribed();
