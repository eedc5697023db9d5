import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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

describe.each(versions)('a store that version %s wrote', (version) => {
  const written = join(import.meta.dirname, version);
  const store = ['--store', 'sqlite:timeline.db'];
  const ask = (...words: readonly string[]) => timeline(folder.path, ...words, ...store);
  beforeEach(() => cpSync(written, folder.path, { recursive: true }));

  it('is sound, and says what it is', async () => {
    expect(await ask('verify')).toMatchObject({ code: 0 });
    expect((await ask('doctor')).stdout).toContain('Nothing is wrong with');
  });

  it('gives the answers that it gave', async () => {
    const { standing } = JSON.parse(readFileSync(join(written, 'answers.json'), 'utf8'));
    const dates = ['--as-of', '2018-07-26', '--known-at', '2019-01-01'];
    const { stdout } = await ask('standing', 'sunderland', ...dates, '--json');
    expect(JSON.parse(stdout)).toMatchObject(standing);
  });

  it('goes on: what it has is known, and what is new is added', async () => {
    const rows = readFileSync(join(written, 'rows.csv'), 'utf8');
    folder.write('rows.csv', rows);
    const again = await ask('import', 'rows.csv', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ recognised: 1, appended: 0 });
    folder.write(
      'more.csv',
      rows.replaceAll('Merton', 'Slough').replace('example.org/3', 'example.org/4'),
    );
    const more = await ask('import', 'more.csv', '--json');
    expect(JSON.parse(more.stdout).appended).toBeGreaterThan(0);
    expect(await ask('verify')).toMatchObject({ code: 0 });
  });
});
