import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outcomes } from '../cli/small-record.ts';
import { subscribeTo } from '../service/subscriber.ts';
import { startCommand, temporaryFolder, timelineProcess } from '../support/command.ts';

const name = 'reports-a-month';
const file = resolve(import.meta.dirname, `../../examples/projections/${name}.ts`);
const folder = temporaryFolder();
const ask = (...args: readonly string[]) => timelineProcess(folder.path, ...args);

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

describe('a projection of one’s own', () => {
  it('is asked on the command line, over HTTP and as a stream, and gives one answer', async () => {
    const expected = await counted();
    expect(expected.length).toBeGreaterThan(1);
    const given = await ask(name, '--with', file, '--json');
    expect(JSON.parse(given.stdout)).toEqual(expected);
    const table = await ask('export', '--view', name, '--format', 'csv', '--with', file);
    expect(table.stdout).toMatch(/^month,reports\r\n/);

    const child = startCommand(folder.path, ['serve', '--port', '0', '--json', '--with', file]);
    try {
      const [line] = (await once(child.stdout!, 'data')) as [Buffer];
      const { url } = JSON.parse(String(line)) as { url: string };
      const answer = await fetch(`${url}/api/${name}`);
      expect(await answer.json()).toEqual(expected);
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
