import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { operationsStream, quarantineStream } from '@monitoring-timeline/core';
import { personIdOf } from '@monitoring-timeline/core/people';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { openStateStore, type StateStore } from '@monitoring-timeline/core/state';
import { openTimeline } from '@monitoring-timeline/projections';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdfLines, pdfOf } from '../../packages/ingest/src/testing/pdf.ts';
import { temporaryFolder, timeline } from '../support/command.ts';

const folder = temporaryFolder();
const at = (...names: readonly string[]): string => join(folder.path, ...names);
const ask = (...args: readonly string[]) => timeline(folder.path, ...args, '--quiet');
const name = 'Quenella Overbridge';
const person = personIdOf(name);
const given = new Set(['letters.csv', 'letter.pdf', 'before.tar']);

const letters = [
  'authority,letter_date,published_date,addressee,title',
  `Sunderland,2019-03-12,2019-03-20,${name},Director of Children's Services`,
  `Sunderland,soon,2020-03-20,${name},Director of Children's Services`,
  '',
].join('\n');
const letter = [
  '12 March 2019',
  `Dear ${name}, Director of Children's Services`,
  "Focused visit to Sunderland children's services",
  'This letter summarises the findings of a focused visit to Sunderland on 19 and 20 February 2019.',
  'Inspectors looked at what the authority does for children who need help and protection.',
];

/** Files below the folder, but for those that were given, in which the name stands. */
function filesNaming(): readonly string[] {
  return readdirSync(folder.path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !given.has(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes('Overbridge'))
    .map((file) => file.slice(folder.path.length + 1));
}

beforeAll(async () => {
  folder.write('letters.csv', letters);
  writeFileSync(at('letter.pdf'), pdfOf([pdfLines(letter)]));
  await ask('import', 'letters.csv', 'letter.pdf');
  const history = JSON.parse((await ask('history', 'sunderland', '--json')).stdout);
  const visit = history.find(({ type }: { type: string }) => type === 'VisitCarriedOut');
  await ask('passage', visit.id, '--output', 'page.png');
  await ask('notices', '--json');
  await keepInState();
  await ask('backup', 'before.tar');
});
afterAll(() => folder.remove());

/** What a webhook that could not be reached keeps to be delivered: a notice in words, in JSON. */
async function keepInState(): Promise<void> {
  const state = await openStateStore(at('var', 'timeline.state.db'));
  const body = JSON.stringify({ data: { says: `${name} was told "we will come"` } });
  await state.commit('webhook-1', {
    header: { checkpoint: '1', storeId: 'x', version: '1' },
    from: undefined,
    put: [{ key: 'x1', value: JSON.stringify({ body }) }],
  });
  await workedOut(state);
  await state.close();
}

/** Opens the log over what is worked out from it, and keeps that as it is then; what of it could not be used. */
async function workedOut(state: StateStore): Promise<readonly string[]> {
  const passedOver: string[] = [];
  const store = await openSqliteStore(at('var', 'timeline.db'));
  const onPassedOver = (part: string) => passedOver.push(part);
  const timeline = await openTimeline({ store, state, onPassedOver });
  await timeline.issueNotices();
  await timeline.snapshot();
  await timeline.close();
  await store.close();
  return passedOver;
}

describe('a row in quarantine that names somebody', () => {
  /** The row as `quarantine show` gives it, and its id. */
  async function waiting(): Promise<{ id: string; given: Record<string, string> }> {
    const [{ id }] = JSON.parse((await ask('quarantine', 'list', '--json')).stdout);
    return JSON.parse((await ask('quarantine', 'show', id, '--json')).stdout);
  }

  it('is shown with the name, and kept without it', async () => {
    const { id, given: row } = await waiting();
    expect(row).toMatchObject({ letter_date: 'soon', addressee: name });
    const store = await openSqliteStore(at('var', 'timeline.db'));
    const kept = (await store.readStream(quarantineStream)).find(({ event }) => event.id === id);
    await store.close();
    expect(kept?.event.data).toMatchObject({ given: { addressee: `[${person}]` } });
  });

  it('is mended with the name that it had, until that is erased', async () => {
    const tried = temporaryFolder();
    cpSync(at('var'), join(tried.path, 'var'), { recursive: true });
    const { id } = await waiting();
    const mend = (...set: readonly string[]) =>
      timeline(tried.path, 'quarantine', 'accept', id, '--set', 'letter_date=2020-03-02', ...set);
    await timeline(tried.path, 'people', 'erase', person, '--why', 'They asked');
    expect(await mend()).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('a name that stood in the column addressee was erased'),
    });
    expect(await mend('--set', 'addressee=Una Overbridge')).toMatchObject({ code: 0 });
    tried.remove();
  });
});

describe('timeline people erase', () => {
  it('needs a reason, and takes none that names the person', async () => {
    expect(await ask('people', 'erase', person)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('needs --why'),
    });
    expect(await ask('people', 'erase', person, '--why', `Ms ${name} asked us`)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Say why without naming anybody'),
    });
    expect(await ask('people', 'erase', 'p-1', '--why', 'asked')).toMatchObject({ code: 2 });
    const shown = await ask('leadership', 'sunderland', '--as-of', '2019-04-01', '--json');
    expect(shown.stdout).toContain(name);
  });

  it('that was cut off is finished by the same call', async () => {
    const tried = temporaryFolder();
    cpSync(at('var'), join(tried.path, 'var'), { recursive: true });
    const pictures = join(tried.path, 'var', 'timeline.pictures');
    rmSync(pictures, { recursive: true });
    // what cannot be emptied stops it
    writeFileSync(pictures, '');
    const erase = () =>
      timeline(
        tried.path,
        ...['people', 'erase', person, '--why', 'asked', '--documents', '--json'],
      );
    expect((await erase()).code).not.toBe(0);
    rmSync(pictures);
    const { code, stdout } = await erase();
    expect(code).toBe(0);
    expect(JSON.parse(stdout).documents).toMatchObject([{ removed: true }, { removed: true }]);
    tried.remove();
  });

  it('leaves the name in nothing that is kept, and says who erased it and why without it', async () => {
    expect(filesNaming().length).toBeGreaterThan(2);
    const { code, stdout, stderr } = await ask(
      ...['people', 'erase', name, '--why', 'They asked, ref. 12', '--by', 'Bo', '--documents'],
      '--json',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ person, struck: 1, pictures: 1, inLog: [] });
    expect(JSON.parse(stdout).documents).toMatchObject([{ removed: true }, { removed: true }]);
    await ask('backup', 'after.tar');
    await ask('export', '--format', 'jsonl', '--output', 'after.jsonl');
    expect(filesNaming()).toEqual([]);
    expect(existsSync(at('var', 'timeline.pictures'))).toBe(false);
    const state = await openStateStore(at('var', 'timeline.state.db'));
    for (const part of ['records', 'records-directory', 'records-days']) {
      const texts = (await state.entries(part)).map(({ value }) => value);
      expect(texts.length, part).toBeGreaterThan(0);
      // of whom a fact is told stands by id where facts are, and nowhere else
      expect(texts.join().includes(person), part).toBe(part === 'records');
    }
    expect(await workedOut(state)).toEqual([]);
    await state.close();
    const store = await openSqliteStore(at('var', 'timeline.db'));
    const told = (await store.readStream(operationsStream)).at(-1)?.event;
    await store.close();
    expect(told).toMatchObject({
      type: 'PersonErased',
      actor: { kind: 'person', name: 'Bo' },
      data: { person, why: 'They asked, ref. 12' },
    });
  });

  it('is heard of by every answer, does not come undone, and is done once', async () => {
    await ask('import', 'letters.csv');
    const shown = await ask('leadership', 'sunderland', '--as-of', '2019-04-01', '--json');
    expect(shown.code).toBe(0);
    expect(shown.stdout).not.toContain('Overbridge');
    const again = await ask('people', 'erase', name, '--why', 'They asked', '--json');
    // the table was given again, and prints what it prints
    expect(again.code).toBe(1);
    expect(JSON.parse(again.stdout)).toMatchObject({
      struck: 0,
      documents: [{ removed: false }],
      inLog: [],
    });
    expect((await ask('people', 'erase', name, '--why', 'x', '--documents')).code).toBe(0);
    expect((await ask('verify')).code).toBe(0);
    expect(filesNaming()).toEqual([]);
  });
});
