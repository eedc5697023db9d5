import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder, timelineProcess } from '../support/command.ts';
import { outcomes, outcomesWithBadRow } from './small-record.ts';

// What only a process shows. What a call answers is asked in one process, in the files beside this.

const folder = temporaryFolder();
const ask = (...args: readonly string[]) => timelineProcess(folder.path, ...args);

beforeAll(() => {
  folder.write('outcomes.csv', outcomes);
  folder.write('bad.csv', outcomesWithBadRow);
});
afterAll(() => folder.remove());

describe('the process of the command', () => {
  it('ends with the exit code of its answer, which goes to standard output alone', async () => {
    const imported = await ask('import', 'outcomes.csv', '--json');
    expect(imported).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(JSON.parse(imported.stdout)).toMatchObject({ quarantined: [] });
    const asked = await ask('standing', 'sunderland', '--as-of', '2018-08-01');
    expect(asked).toMatchObject({ code: 0, stderr: '' });
    expect(asked.stdout).toContain('Graded by its report of 25 July 2018.');
    const doubted = await ask('import', 'bad.csv', '--json');
    expect(doubted).toMatchObject({ code: 1, stderr: '' });
  });

  it('ends with 2 for a wrong call and 3 for a store that is not there, told on standard error alone', async () => {
    const wrong = await ask('standng', 'sunderland');
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect(wrong.stderr).toMatch(/^timeline: .*standng/);
    const missing = await ask('picture', '--store', 'sqlite:none.db', '--json');
    expect(missing).toMatchObject({ code: 3, stdout: '' });
    expect(JSON.parse(missing.stderr)).toMatchObject({ error: { code: 'StoreMissing' } });
  });
});
