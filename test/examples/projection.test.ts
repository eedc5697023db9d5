import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outcomes } from '../cli/small-record.ts';
import { subscribeTo } from '../service/subscriber.ts';
import { startCommand, temporaryFolder, timeline, timelineProcess } from '../support/command.ts';

const name = 'reports-a-month';
const file = resolve(import.meta.dirname, `../../examples/projections/${name}.ts`);
const folder = temporaryFolder();
const ask = (...args: readonly string[]) => timeline(folder.path, ...args);

interface Month {
  readonly month: string;
  readonly reports: number;
}

beforeAll(async () => {
  folder.write('outcomes.csv', outcomes);
  expect((await ask('import', 'outcomes.csv', '--quiet')).code).toBe(0);
});
afterAll(() => folder.remove());

/** The months in which reports of the log were published, counted from its events. */
async function counted(): Promise<readonly Month[]> {
  const { stdout } = await ask('subscribe', '--until-caught-up', '--type', 'ReportPublished');
  const months = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).event.known.from.slice(0, 7) as string);
  return [...Map.groupBy(months.sort(), (month) => month)].map(([month, own]) => ({
    month,
    reports: own.length,
  }));
}

/**
 * A question that is made of two files and a package beside them, in a folder that has a copy of ours of its own: each of its files
 * must get the one that runs, or whatever schemas describe stands in the program twice.
 */
function ofSeveralFiles(): string {
  folder.write('question.js', "export { regions } from './made/of.js';\n");
  for (const place of [
    'made',
    'node_modules/words-of-theirs',
    'node_modules/@monitoring-timeline/projections',
  ]) {
    mkdirSync(join(folder.path, place), { recursive: true });
  }
  const packaged = (name: string) =>
    JSON.stringify({
      name,
      type: 'module',
      exports: { '.': './index.js', './questions': './index.js' },
    });
  for (const [file, text] of [
    ['package.json', JSON.stringify({ type: 'module' })],
    [
      'made/of.js',
      `import { question } from '@monitoring-timeline/projections/questions';
       import { region } from 'words-of-theirs';
       import { z } from 'zod';
       export const regions = question({
         name: 'regions-there-are', about: 'many', summary: 'Regions that there are',
         words: z.strictObject({ region }),
         answer: z.array(z.strictObject({ region: z.string().describe('Region of England.') })),
         answerOf: async () => [{ region: 'London' }],
       });`,
    ],
    [
      'node_modules/words-of-theirs/index.js',
      "import { regionWord } from '@monitoring-timeline/projections/questions';\nexport const region = regionWord;\n",
    ],
    ['node_modules/words-of-theirs/package.json', packaged('words-of-theirs')],
    [
      'node_modules/@monitoring-timeline/projections/index.js',
      "throw new Error('a second copy');\n",
    ],
    [
      'node_modules/@monitoring-timeline/projections/package.json',
      packaged('@monitoring-timeline/projections'),
    ],
  ] as const) {
    folder.write(file, text);
  }
  return 'question.js';
}

describe('a projection of one’s own', () => {
  it('is asked on the command line, over HTTP and as a stream, and gives one answer', async () => {
    const expected = await counted();
    expect(expected.length).toBeGreaterThan(1);
    const given = await timelineProcess(folder.path, name, '--with', file, '--json');
    expect(JSON.parse(given.stdout)).toEqual(expected);
    const table = await ask('export', '--view', name, '--format', 'csv', '--with', file);
    expect(table.stdout).toMatch(/^month,reports\r\n/);

    const child = startCommand(
      folder.path,
      ['serve', '--port', '0', '--json', '--with', file].concat(['--with', ofSeveralFiles()]),
    );
    try {
      const [line] = (await once(child.stdout!, 'data')) as [Buffer];
      const { url } = JSON.parse(String(line)) as { url: string };
      const answer = await fetch(`${url}/api/${name}`);
      expect(await answer.json()).toEqual(expected);
      expect(await (await fetch(`${url}/api/regions-there-are`)).json()).toEqual([
        { region: 'London' },
      ]);
      const described = (await (await fetch(`${url}/openapi.json`)).json()) as { paths: object };
      expect(Object.keys(described.paths)).toContain('/api/regions-there-are');
      const subscriber = await subscribeTo(`${url}/api/subscribe/${name}`);
      await subscriber.until(({ events }) => events.length > 0);
      expect(subscriber.events[0]?.data).toMatchObject({ topic: name, after: expected });
      subscriber.cut();
    } finally {
      child.kill('SIGINT');
      await once(child, 'close');
    }
  });
});
