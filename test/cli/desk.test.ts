import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder, timeline } from '../support/command.ts';
import { outcomes } from './small-record.ts';

/** What a person does at a desk about the record: puts right, takes back, and looks before doing. */
const folder = temporaryFolder();
const ask = (...args: readonly string[]) => timeline(folder.path, ...args);

async function json(...args: readonly string[]) {
  const { code, stdout, stderr } = await ask(...args, '--json');
  expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: '' });
  return JSON.parse(stdout);
}

beforeAll(async () => {
  folder.write('outcomes.csv', outcomes);
  await ask('import', 'outcomes.csv');
});
afterAll(() => folder.remove());

async function reportOf2022(): Promise<{ readonly id: string }> {
  const entries = await json('history', 'merton');
  return entries.find(({ type }: { type: string }) => type === 'ReportPublished');
}

describe('correct', () => {
  it('without a word on what is right lists the places of an event, and writes nothing', async () => {
    const { id } = await reportOf2022();
    const { events } = await json('lag');
    const { places } = await json('correct', id);
    expect(places).toContainEqual({
      path: 'data.published',
      pointer: '/data/published',
      value: '2022-05-09',
    });
    const { code, stdout } = await ask('correct', id);
    expect(code).toBe(0);
    expect(stdout).toContain('data.judgements.0.grade = outstanding');
    expect(stdout).toContain(`timeline correct ${id} --set `);
    expect(await json('lag')).toMatchObject({ events });
  });

  it('--set puts places right by the names that it lists, several at once', async () => {
    const { id } = await reportOf2022();
    const set = ['--set', 'published=2022-05-10', '--set', 'occurred.from=2022-05-10'];
    expect(await json('correct', id, ...set, '--by', 'Ann')).toMatchObject({
      appended: 2,
      events: [
        { data: { pointer: '/data/published', value: '2022-05-10' } },
        { actor: { name: 'Ann' } },
      ],
    });
    const { places } = await json('correct', id);
    expect(places).toContainEqual(
      expect.objectContaining({ path: 'data.published', value: '2022-05-10' }),
    );
    for (const [wrong, word] of [
      ['published', 'place=value'],
      ['colour.name=red', 'leads nowhere'],
      ['published=soon', 'would not fit'],
      ['occurred.from=2022-13-10', 'no day that exists'],
    ] as const) {
      const { code, stderr } = await ask('correct', id, '--set', wrong);
      expect({ wrong, code, stderr }).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(word),
      });
    }
    const both = await ask('correct', id, '--set', 'published=2022-05-11', '--file', 'x.json');
    expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining('--file says itself') });
  });
});

describe('undo', () => {
  it('takes back what one wrote last, all of it, and then what was before that', async () => {
    const by = ['--by', 'Bo'];
    const source = ['--source', 'A call'];
    await json(
      'record',
      'visit',
      'merton',
      '--kind',
      'focused',
      '--on',
      '2025-02-03',
      ...source,
      ...by,
    );
    await json(
      'record',
      'visit',
      'merton',
      '--kind',
      'focused',
      '--on',
      '2026-02-02',
      ...source,
      ...by,
    );
    await json(
      'record',
      'inspection-begun',
      'merton',
      '--on',
      '2026-03-02',
      ...source,
      '--by',
      'Cy',
    );
    const { stdout } = await ask('undo', ...by);
    expect(stdout).toContain('Taken back: Focused visit, 2 February 2026');
    expect(await json('undo', ...by)).toMatchObject({
      appended: 1,
      events: [{ type: 'FactRetracted' }],
    });
    const entries: { readonly summary: string; readonly retracted?: unknown }[] = await json(
      'history',
      'merton',
    );
    const visits = entries.filter(({ summary }) => summary.startsWith('Focused visit'));
    expect(visits.filter(({ retracted }) => !retracted)).toEqual([]);
    const none = await ask('undo', ...by);
    expect(none).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Bo wrote nothing that still holds'),
    });
    // the corrections of the event above were made at one time
    expect(await json('undo', '--by', 'Ann')).toMatchObject({ appended: 2 });
    expect((await json('correct', (await reportOf2022()).id)).places).toContainEqual(
      expect.objectContaining({ path: 'data.published', value: '2022-05-09' }),
    );
  });
});

describe('record', () => {
  it('asks for everything that is missing at once', async () => {
    const { code, stderr } = await ask('record', 'visit', '--json');
    expect(code).toBe(2);
    const { error } = JSON.parse(stderr);
    expect(error.code).toBe('WrongCall');
    for (const word of ['the authority', '--on', '--source', '--kind']) {
      expect(error.message).toContain(word);
    }
  });
});

describe('export', () => {
  it.each(['x.xlsx', 'x.ods', 'x.PDF'])(
    'writes no file %s, and says what there is',
    async (file) => {
      const { code, stderr } = await ask('export', '--view', 'standing', '--output', file);
      expect(code).toBe(2);
      expect(stderr).toContain('x.csv');
      expect(existsSync(join(folder.path, file))).toBe(false);
    },
  );
});

describe('import --dry-run', () => {
  it('says which answers would change, and leaves the store as it was', async () => {
    const [header, , , row = ''] = outcomes.split('\n');
    const later = row
      .replace('2022-02-28,2022-03-11,2022-05-09', '2026-03-02,2026-03-13,2026-05-11')
      .replace('outstanding,outstanding,good', 'good,outstanding,good');
    folder.write('later.csv', `${header}\n${later}\n`);
    const before = await json('lag');
    const told = await json('import', '--dry-run', 'later.csv');
    expect(told).toMatchObject({ appended: 2, quarantined: [] });
    const standing = told.changes.find(({ kind }: { kind: string }) => kind === 'StandingChanged');
    expect(standing.changes).toContainEqual(
      expect.objectContaining({ before: 'outstanding', after: 'good' }),
    );
    const { stdout } = await ask('import', '--dry-run', 'later.csv');
    expect(stdout).toContain('nothing was written');
    expect(stdout).toContain('Overall effectiveness is good; it was outstanding.');
    expect(await json('lag')).toEqual(before);
    const again = await ask('import', '--dry-run', 'outcomes.csv');
    expect(again.stdout).toContain('No answer.');
  });
});
