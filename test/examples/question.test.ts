import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outcomes } from '../cli/small-record.ts';
import { subscribeTo } from '../service/subscriber.ts';
import { startCommand, temporaryFolder, timeline, timelineProcess } from '../support/command.ts';

/** A question written outside the packages: this file, and the one that declares it, are all that know its name. */
const name = 'waits-for-publication';
const root = resolve(import.meta.dirname, '../..');
const file = resolve(root, `examples/questions/${name}.ts`);
const folder = temporaryFolder();
const ask = (...args: readonly string[]) => timeline(folder.path, ...args);

const at = ['--as-of', '2023-01-01'];
const london = { region: 'London', reports: 1, shortest: 59, median: 59, longest: 59 };
const northEast = { region: 'North East', reports: 1, shortest: 68, median: 68, longest: 68 };

beforeAll(async () => {
  folder.write('outcomes.csv', outcomes);
  expect((await ask('import', 'outcomes.csv', '--quiet')).code).toBe(0);
});
afterAll(() => folder.remove());

/** Every source file below a folder. */
function sourcesIn(place: string): readonly string[] {
  return globSync('**/*.{ts,mjs,json}', {
    cwd: place,
    exclude: (path) => /(?:^|\/)(?:node_modules|dist)$/.test(path),
  }).map((path) => join(place, path));
}

describe('a question of one’s own', () => {
  it('is a command with its options and help, as JSON and as a page', async () => {
    const given = await timelineProcess(folder.path, name, '--with', file, ...at, '--json');
    expect(JSON.parse(given.stdout)).toMatchObject([london, northEast]);
    const narrowed = await ask('--with', file, name, '--region', 'London', ...at, '--json');
    expect(JSON.parse(narrowed.stdout)).toMatchObject([london]);
    const page = await ask(name, '--with', file, ...at);
    expect(page.stdout).toMatch(/How long reports took.*\n.*2 rows\./s);
    expect(page.stdout).toMatch(/North East +1 +68 +68 +68/);
    const help = await ask(name, '--help', '--with', file);
    expect(help.stdout).toContain('--region <name>');
    expect((await ask('help', '--with', file)).stdout).toContain(name);
  });

  it('is refused where its name is taken, its module exports none, or there is none', async () => {
    folder.write('none.ts', 'export const nothing = 1;\n');
    for (const [args, says] of [
      [['--with', file, '--with', file], 'is taken'],
      [['--with', 'none.ts'], 'exports no question'],
      [['--with', 'no-such.ts'], 'no-such.ts'],
    ] as const) {
      const { code, stderr } = await timeline(folder.path, name, ...args);
      expect({ code, says: stderr.includes(says) }).toEqual({ code: 2, says: true });
    }
  });

  it('is a table to export, with its columns in the dictionary', async () => {
    const { stdout } = await ask(
      'export',
      '--view',
      name,
      '--format',
      'csv',
      '--with',
      file,
      ...at,
    );
    const rows = parse(stdout, { columns: true }) as Record<string, string>[];
    expect(rows).toMatchObject([
      { as_of: '2023-01-01', region: 'London', median: '59' },
      { as_of: '2023-01-01', region: 'North East', median: '68' },
    ]);
    const dictionary = await ask('export', '--dictionary', '--with', file);
    expect(dictionary.stdout).toContain(`## ${name}`);
    expect(dictionary.stdout).toContain(
      '| `median` | integer | Half of them waited no longer. |  | calendar days |',
    );
    expect((await ask('export', '--dictionary')).stdout).not.toContain(name);
  });

  it('has an address, a description, a table and a stream over HTTP', async () => {
    const child = startCommand(folder.path, ['serve', '--port', '0', '--json', '--with', file]);
    try {
      const [line] = (await once(child.stdout!, 'data')) as [Buffer];
      const { url } = JSON.parse(String(line)) as { url: string };
      const text = async (path: string) => (await fetch(`${url}${path}`)).text();
      expect(JSON.parse(await text(`/api/${name}?asOf=2023-01-01`))).toMatchObject([
        london,
        northEast,
      ]);
      const csv = await text(`/api/${name}.csv?asOf=2023-01-01`);
      expect(csv).toBe(await text(`/export/${name}.csv?asOf=2023-01-01`));
      const { paths } = JSON.parse(await text('/openapi.json')) as {
        paths: Record<string, { get: { summary: string; parameters: { name: string }[] } }>;
      };
      const described = paths[`/api/${name}`]!.get;
      expect(described.summary).toMatch(/^How long reports took/);
      expect(described.parameters.map((one) => one.name)).toEqual(
        expect.arrayContaining(['region', 'asOf', 'knownAt']),
      );
      expect(paths).toHaveProperty([`/export/${name}.parquet`]);
      const subscriber = await subscribeTo(`${url}/api/subscribe/${name}`);
      await subscriber.until(({ events }) => events.length > 0);
      expect(subscriber.events[0]?.data).toMatchObject({ topic: name });
      subscriber.cut();
    } finally {
      child.kill('SIGINT');
      await once(child, 'close');
    }
  });
});

describe('adding it', () => {
  it('touched one file, its test and that of the recipe: its name stands nowhere else', () => {
    const knowing = ['packages', 'examples', 'test', 'scripts']
      .flatMap((place) => sourcesIn(join(root, place)))
      .filter((path) =>
        /waits-for-publication|waitsForPublication/.test(readFileSync(path, 'utf8')),
      )
      .map((path) => relative(root, path));
    expect(knowing.sort()).toEqual([
      `examples/questions/${name}.ts`,
      'test/docs/contributing.test.ts',
      'test/examples/question.test.ts',
    ]);
  });
});
