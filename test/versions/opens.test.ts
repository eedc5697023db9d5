import { chmodSync, cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { openStateStore } from '@monitoring-timeline/core/state';
import { openTimelineReader } from '@monitoring-timeline/projections/reader';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder, timeline } from '../support/command.ts';

const versions = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

let folder = temporaryFolder();
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const store = ['--store', 'sqlite:timeline.db'];
const ask = (...words: readonly string[]) => timeline(folder.path, ...words, ...store);
const asked = async (...words: readonly string[]) =>
  JSON.parse((await ask(...words, '--json')).stdout);
const dates = { asOf: '2018-07-26', knownAt: '2019-01-01' };

/** Files as the program left them, which a checkout does not keep: its owner's alone. */
function copyOf(written: string): void {
  cpSync(written, folder.path, { recursive: true });
  for (const name of readdirSync(folder.path)) chmodSync(join(folder.path, name), 0o600);
}

describe.each(versions)('a store that version %s wrote', (version) => {
  const written = join(import.meta.dirname, version);
  const answers = JSON.parse(readFileSync(join(written, 'answers.json'), 'utf8'));
  const { standing, others = [], kept = [], notices = [] } = answers;
  beforeEach(() => copyOf(written));

  it('is sound, and doctor says what it is: nothing of it is beyond this program', async () => {
    expect(await ask('verify')).toMatchObject({ code: 0 });
    expect(await asked('doctor')).toMatchObject({
      sound: true,
      serves: true,
      is: { engine: 'sqlite', others, kept },
      findings: [],
    });
    const { stdout } = await ask('doctor');
    expect(stdout).toContain('Nothing is wrong with');
    for (const { type, version: was, readAs } of others) {
      expect(stdout).toMatch(new RegExp(`of ${type} version ${was}, read as\\s+version ${readAs}`));
    }
  });

  it('gives the answers that it gave', async () => {
    const words = ['--as-of', dates.asOf, '--known-at', dates.knownAt];
    expect(await asked('standing', 'sunderland', ...words)).toMatchObject(standing);
    const told = await asked('notices');
    expect(told.map(({ title }: { title: string }) => title)).toEqual(notices);
  });

  it('goes on: what it has is known, and what is new is added', async () => {
    const rows = readFileSync(join(written, 'rows.csv'), 'utf8');
    folder.write('rows.csv', rows);
    expect(await asked('import', 'rows.csv')).toMatchObject({ recognised: 1, appended: 0 });
    folder.write(
      'more.csv',
      rows.replaceAll('Merton', 'Slough').replace('example.org/3', 'example.org/4'),
    );
    expect((await asked('import', 'more.csv')).appended).toBeGreaterThan(0);
    expect(await ask('verify')).toMatchObject({ code: 0 });
  });
});

describe.each(
  versions.filter((one) => existsSync(join(import.meta.dirname, one, 'timeline.state.db'))),
)('what version %s kept beside its log', (version) => {
  it('is made again from the log or brought to the present form, and doctor says so', async () => {
    const written = join(import.meta.dirname, version);
    copyOf(written);
    const { standing } = JSON.parse(readFileSync(join(written, 'answers.json'), 'utf8'));
    const log = await openSqliteStore(join(folder.path, 'timeline.db'));
    const state = await openStateStore(join(folder.path, 'timeline.state.db'));
    const reader = await openTimelineReader({ store: log, state });
    const { report: _, ...grades } = standing;
    expect(await reader.ask('standing', { authority: 'sunderland' }, dates)).toMatchObject(grades);
    expect(await reader.snapshot()).toBe(2);
    await Promise.all([state.close(), log.close()]);
    await asked('notices');
    const { kept } = (await asked('doctor')).is;
    expect(kept.map(({ part }: { part: string }) => part)).toEqual([
      'notices',
      'records',
      'records-directory',
    ]);
    for (const { form, present } of kept) expect(form).toBe(present);
  });
});

describe('a store that a later version wrote', () => {
  it('is told of by doctor: what of it is beyond this program, and that another is needed', async () => {
    const path = join(folder.path, 'timeline.db');
    const log = await openSqliteStore(path, { validate: (event) => event as never });
    const later = {
      id: '11111111-2222-4333-8444-555555555553',
      type: 'ReportPublished',
      version: 9,
      authority: 'slough',
      data: {},
    };
    await log.append('authority-slough', [later as never], { expected: 'none' });
    await log.close();
    const state = await openStateStore(join(folder.path, 'timeline.state.db'));
    const header = { checkpoint: 'x', storeId: log.id, version: '99' };
    await state.commit('notices', { header, from: undefined });
    await state.close();
    expect(await asked('doctor')).toMatchObject({
      sound: false,
      serves: false,
      is: { others: [{ type: 'ReportPublished', version: 9, readAs: null, events: 1 }] },
      findings: [
        { about: 'event', finding: expect.stringContaining('1 of ReportPublished version 9') },
        { about: 'state', finding: expect.stringContaining('has form 99') },
      ],
    });
    expect((await ask('doctor')).stdout).toContain('cannot serve all of it');
  });
});
