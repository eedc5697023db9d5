import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandFile, temporaryFolder, timeline } from '../support/command.ts';
import { outcomes } from './small-record.ts';

const folder = temporaryFolder();
const ask = (...args: readonly string[]) => timeline(folder.path, ...args);
const escapeCode = String.fromCharCode(27);

beforeAll(async () => {
  folder.write('outcomes.csv', outcomes);
  const imported = await ask('import', 'outcomes.csv');
  expect(imported.stderr).toBe('');
  expect(imported.code).toBe(0);
});
afterAll(() => folder.remove());

describe('a question to a store', () => {
  it('is answered with --json by one JSON document and nothing else, whichever side the option stands', async () => {
    for (const args of [
      ['--json', 'standing', 'sunderland'],
      ['standing', 'sunderland', '--json'],
    ]) {
      const { code, stdout, stderr } = await ask(...args);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(JSON.parse(stdout)).toMatchObject({
        authority: { name: 'Sunderland', urn: '80566', ons: 'E08000024', region: 'North East' },
        status: 'graded',
        overall: { grade: 'inadequate', since: '2015-07-20', published: '2018-07-25' },
        areas: { lscb: { carriedOver: true, published: '2015-07-20' } },
        interventionsNote: 'expected, none on record',
        interventionExpected: { certain: true, rule: 'intervention-expected 1' },
      });
    }
  });

  it('of what changed between two days the wrong way round is refused before a store is opened', async () => {
    const nowhere = ['--store', join(folder.path, 'no-such-store')];
    for (const word of ['--from', '--since']) {
      const { code, stderr } = await ask(
        'diff',
        ...nowhere,
        ...[word, '2020-01-01', '--to', '2019-01-01'],
      );
      expect(code).toBe(2);
      expect(stderr).toContain(
        'From 2020-01-01 to 2019-01-01 runs backwards. Give the earlier day',
      );
    }
  });

  it('takes a name of several words without quotes, and any code', async () => {
    const named = await ask('standing', 'London', 'Borough', 'of', 'Merton', '--json');
    expect(JSON.parse(named.stdout).authority.key).toBe('merton');
    const coded = await ask('standing', '80566', '--json');
    expect(JSON.parse(coded.stdout).authority.key).toBe('sunderland');
  });

  it('is answered for several authorities one after the other, with --json as one list', async () => {
    const both = ['Sunderland', 'London', 'Borough', 'of', 'Merton'];
    const { stdout } = await ask('standing', ...both, '--json');
    const answers: readonly { authority: { key: string } }[] = JSON.parse(stdout);
    expect(answers.map(({ authority }) => authority.key)).toEqual(['sunderland', 'merton']);
    const pages = await ask('standing', ...both);
    expect(pages.stdout).toMatch(/^Sunderland$[\s\S]*^Merton$/m);
    const wrong = await ask('standing', 'sunderland', 'atlantis');
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('"atlantis"');
  });

  it('about findings takes the kind of them as its word', async () => {
    const { code, stdout } = await ask('findings', '--kind', 'good practice');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^England: good practice$/m);
    const wrong = await ask('findings', '--kind', 'praise');
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('recommendation, improvement_point, priority_action');
  });

  it('puts authorities side by side with where they cannot be compared', async () => {
    const { stdout } = await ask('compare', 'sunderland', 'merton');
    expect(stdout).toMatch(/^Overall .*Inadequate .*Outstanding .*one/m);
    expect(stdout).toContain('Leadership: Sunderland and Merton (related questions)');
    const one = await ask('compare', 'sunderland');
    expect(one.code).toBe(2);
    expect(one.stderr).toContain('Name two to six authorities; 1 is named.');
  });

  it('is answered as of one day and as known on another', async () => {
    const before = await ask('standing', 'sunderland', '--as-of', '2018-06-01', '--json');
    expect(JSON.parse(before.stdout)).toMatchObject({
      asOf: '2018-06-01',
      knownAt: '2018-06-01',
      areas: { children_in_care: { grade: 'inadequate' } },
      awaitingReport: [{ framework: 'SIF', kind: 'reinspection', basis: 'assumed' }],
    });
    const hindsight = ['--as-of', '2018-06-01', '--known-at', '2026-01-01', '--json'];
    const after = JSON.parse((await ask('standing', 'sunderland', ...hindsight)).stdout);
    expect(after).toMatchObject({
      knownAt: '2026-01-01',
      areas: { children_in_care: { grade: 'requires_improvement' } },
    });
    const open = ['--as-of', '2018-06-01', '--public', '--json'];
    expect(JSON.parse((await ask('standing', 'sunderland', ...open)).stdout)).toMatchObject({
      awaitingReport: [],
    });
  });

  it('is answered as this store held things at an instant, where a day means its end in London', async () => {
    const args = ['standing', 'sunderland', '--recorded-at', '2020-07-01', '--json'];
    expect(JSON.parse((await ask(...args)).stdout)).toMatchObject({
      recordedAt: '2020-07-01T22:59:59.999Z',
      status: 'not_inspected',
    });
  });

  it('is answered for a person by a page with words, sources and attribution, without colours in a pipe', async () => {
    const { code, stdout, stderr } = await ask('standing', 'sunderland', '--as-of', '2018-08-01');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const words of [
      'Sunderland',
      'As of 1 August 2018, as known on 1 August 2018.',
      'Graded by its report of 25 July 2018.',
      'SIF 2013 reinspection',
      '23 April to 18 May 2018',
      '68 days after the last on site',
      'carried over',
      'intervention is expected, and none is on record',
      'How sure',
      'Open Government Licence v3.0',
      'Office for National Statistics',
    ]) {
      expect(stdout).toContain(words);
    }
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'Not a product of Ofsted, not official statistics.',
    );
    expect(stdout).not.toContain(escapeCode);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('about the picture counts grades, names what is missing, and gives no rank, score or mean', async () => {
    const { stdout } = await ask('picture', '--as-of', '2023-01-01', '--json');
    const picture = JSON.parse(stdout);
    expect(picture).toMatchObject({
      asOf: '2023-01-01',
      count: 'authorities',
      areas: { overall: { counts: { outstanding: 1, inadequate: 1 }, judged: 2 } },
    });
    expect(stdout).not.toMatch(/"(?:rank|score|mean|average)"/);
    const page = await ask('picture', '--region', 'north east', '--framework', 'sif');
    expect(page.code).toBe(0);
    expect(page.stdout).toContain('SIF only');
    expect(page.stdout).toContain('1 (100%)');
  });

  it('about the picture groups and repeats itself over the years', async () => {
    const by = JSON.parse((await ask('picture', '--by', 'region', '--json')).stdout);
    expect(Object.keys(by.groups)).toEqual(Object.keys(by.groups).toSorted());
    const years = ['picture', '--every', 'year', '--as-of', '2023-01-01', '--count', 'reports'];
    const series = JSON.parse((await ask(...years, '--json')).stdout).series;
    expect(series.map(({ asOf }: { asOf: string }) => asOf).at(-1)).toBe('2023-01-01');
    expect(series.length).toBeGreaterThan(5);
    expect((await ask(...years)).stdout).toContain('1 January 2022');
  });

  it('about the history gives every event with its source, one line each, in valid-time order', async () => {
    const entries = JSON.parse((await ask('history', 'sunderland', '--json')).stdout);
    expect(entries[0]).toMatchObject({ authority: 'sunderland', source: { publisher: 'Ofsted' } });
    const page = await ask('history', 'sunderland');
    const lines = page.stdout.split('\n').filter((line) => /^(?:by |since )?\d{4}-/.test(line));
    expect(lines).toHaveLength(entries.length);
    expect(page.stdout).toContain('assumed');
  });

  it('about what changed is summed up where that is asked for: the standing first, counted', async () => {
    const days = ['--from', '2018-07-24', '--to', '2018-07-25'];
    const { code, stdout } = await ask('diff', ...days, '--summary');
    expect(code).toBe(0);
    expect(stdout).toMatch(/Standing \(\d+ changes?, 1 authority\).*What is due \(/s);
    expect(stdout).toContain('Sunderland: Children in care Inadequate -> Requires improvement');
    expect(stdout).toMatch(/Facts: \d+ learnt/);
  });

  it('about coverage says so where no source states any', async () => {
    expect(JSON.parse((await ask('coverage', '--json')).stdout)).toEqual([]);
    expect((await ask('coverage')).stdout).toContain('No source in this store states');
  });

  it('ends quietly when its reader goes away', async () => {
    const { code, stderr } = await new Promise<{ code: number | null; stderr: string }>(
      (resolved) => {
        const command = spawn(
          'bash',
          [
            '-o',
            'pipefail',
            '-c',
            `"$0" "$1" history sunderland --json | head -c 1`,
            process.execPath,
            commandFile,
          ],
          { cwd: folder.path },
        );
        let text = '';
        command.stderr.on('data', (chunk: Buffer) => {
          text += chunk.toString();
        });
        command.on('close', (ended) => resolved({ code: ended, stderr: text }));
      },
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('makes no file beside the store', async () => {
    const there = readdirSync(join(folder.path, 'var')).sort();
    await ask('standing', 'sunderland');
    expect(readdirSync(join(folder.path, 'var')).sort()).toEqual(there);
  });
});

describe('a question to a store that is not there or holds nothing', () => {
  it('does not make one, ends with 3 and says how to get one', async () => {
    const elsewhere = temporaryFolder();
    for (const words of [['standing', 'sunderland'], ['picture'], ['verify'], ['export']]) {
      const { code, stdout, stderr } = await timeline(elsewhere.path, ...words);
      expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
      expect(stderr).toContain('timeline start');
      expect(stderr).toContain('timeline import');
    }
    expect(readdirSync(elsewhere.path)).toEqual([]);
    elsewhere.remove();
  });

  it('is answered sensibly where the store is empty, with a hint for people', async () => {
    const standing = await ask('standing', 'sunderland', '--store', 'memory:', '--json');
    expect(JSON.parse(standing.stdout)).toMatchObject({ status: 'not_inspected', areas: {} });
    expect(standing.stderr).toBe('');
    const picture = await ask('picture', '--store', 'memory:');
    expect(picture.code).toBe(0);
    expect(picture.stdout).toContain('153 of them not inspected');
    expect(picture.stderr).toContain('holds nothing yet');
    const quiet = await ask('picture', '--store', 'memory:', '--quiet');
    expect(quiet.stderr).toBe('');
  });

  it('ends with 3 where the file is something else, which stays as it was', async () => {
    folder.write('notes.db', 'these are no events');
    const { code, stderr } = await ask('standing', 'sunderland', '--store', 'sqlite:notes.db');
    expect(code).toBe(3);
    expect(stderr).toContain('notes.db');
    expect(existsSync(join(folder.path, 'notes.db-wal'))).toBe(false);
  });
});
