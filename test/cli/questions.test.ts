import { shippedQuestions } from '@monitoring-timeline/projections/shipped';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  commandFile,
  outcomeOf,
  startNode,
  temporaryFolder,
  timeline,
} from '../support/command.ts';
import { outcomes } from './small-record.ts';

const folder = temporaryFolder();
const ask = (...args: readonly string[]) => timeline(folder.path, ...args);

beforeAll(async () => {
  folder.write('outcomes.csv', outcomes);
  expect((await ask('import', 'outcomes.csv', '--quiet')).code).toBe(0);
});
afterAll(() => folder.remove());

describe('a question', () => {
  it.each(shippedQuestions.map(({ name, summary, words }) => [name, summary, words] as const))(
    '%s is a command whose help has its sentence and every word of it',
    async (name, summary, words) => {
      const { code, stdout } = await ask(name, '--help');
      expect(code).toBe(0);
      expect(stdout.replaceAll(/\s+/g, ' ').toLowerCase()).toContain(summary.toLowerCase());
      const options = stdout.replaceAll('-', '').toLowerCase();
      for (const word of Object.keys(words.shape)) expect(options).toContain(word.toLowerCase());
    },
  );

  it('takes a word by itself or behind its name, not both', async () => {
    const { code, stderr } = await ask('due', 'sunderland', '--authority', 'merton');
    expect(code).toBe(2);
    expect(stderr).toContain('"sunderland" and --authority "merton" are given');
  });

  it('of clocks takes several authorities as one list, and says whose it is', async () => {
    const one = JSON.parse((await ask('due', 'merton', '--json')).stdout);
    const other = JSON.parse((await ask('due', 'sunderland', '--json')).stdout);
    const both = await ask('due', 'sunderland', 'merton', '--json');
    expect(JSON.parse(both.stdout)).toEqual([...one, ...other]);
    for (const named of [
      ['sunderland', 'merton'],
      ['sunderland,', 'merton'],
      ['--authorities', 'sunderland,merton'],
    ]) {
      expect((await ask('due', ...named)).stdout).toMatch(/^Merton, Sunderland: what is due\n/);
    }
    const brief = await ask('brief', '--authority', 'merton,sunderland');
    expect(brief.stdout).toContain('Merton, Sunderland: what changed');
    const { code, stderr } = await ask('due', 'sunderland', 'nowhere');
    expect(code).not.toBe(0);
    expect(stderr).toContain('"nowhere"');
  });

  it('of what was learnt is answered for several, one after the other, and names clocks by what they wait for', async () => {
    const { stdout } = await ask('diff', 'sunderland', 'merton', '--from', '2012-01-01');
    expect(stdout.match(/^(?:Sunderland|Merton)$/gm)).toEqual(['Sunderland', 'Merton']);
    expect(stdout).toContain('due, ILACS inspection');
    expect(stdout).not.toContain('ilacs-cycle');
  });

  it('that finds nothing by words says that they fit nothing, and of nothing else', async () => {
    const { stdout } = await ask('findings', '--topic', 'zebra');
    expect(stdout).toContain('No finding on record fits. Try other words.');
    expect(stdout).not.toContain('0 findings');
  });

  it('of a day to come says that it is one', async () => {
    const told = /As of 1 January 2100 \(a day to come,\s+with what is on record so far\)/;
    for (const asked of [['standing', 'sunderland'], ['due'], ['brief']]) {
      expect((await ask(...asked, '--as-of', '2100-01-01')).stdout).toMatch(told);
    }
    expect((await ask('brief', '--as-of', '2024-01-01')).stdout).not.toContain('to come,');
    const known = ['--as-of', '2024-01-01', '--known-at', '2100-01-01'];
    const later = await ask('standing', 'sunderland', ...known);
    expect(later.stdout).toMatch(/known on\s+1 January 2100\s+\(a day to come/);
    const json = async (...dates: readonly string[]) =>
      JSON.parse((await ask('standing', 'sunderland', '--json', ...dates)).stdout).ahead;
    expect(await json('--as-of', '2100-01-01')).toBe(true);
    expect(await json(...known)).toBe(true);
    expect(await json()).toBeUndefined();
  });

  it('loads itself, and no other', async () => {
    folder.write(
      'loaded.mjs',
      `import { registerHooks } from 'node:module';
      const urls = [];
      registerHooks({ load: (url, context, next) => { urls.push(url); return next(url, context); } });
      process.on('exit', () => process.stderr.write(urls.join('\\n')));`,
    );
    const args = ['--import', './loaded.mjs', commandFile, 'standing', 'sunderland', '--json'];
    const { code, stderr } = await outcomeOf(startNode(folder.path, args));
    expect(code).toBe(0);
    const loaded = stderr.split('\n').map((url) => /questions\/([a-z-]+)\.ts$/.exec(url)?.[1]);
    const names = shippedQuestions.map(({ name }) => name);
    expect(loaded.filter((one) => one !== undefined && names.includes(one))).toEqual(['standing']);
    expect(stderr).not.toMatch(/fastify|hyparquet|csv-stringify/);
  });

  it('whose rows name their events can be explained, down to the document', async () => {
    const { stdout } = await ask('explain', 'sunderland', 'activity', '--json');
    const { question, answers } = JSON.parse(stdout);
    expect(question).toBe('activity');
    expect(answers.length).toBe(2);
    for (const { events } of answers) {
      expect(events[0]).toMatchObject({
        publisher: expect.any(String),
        locator: expect.any(String),
      });
    }
    const refused = await ask('explain', 'sunderland', 'coverage');
    expect({ code: refused.code, names: refused.stderr.includes('standing, trajectory') }).toEqual({
      code: 2,
      names: true,
    });
  });
});
