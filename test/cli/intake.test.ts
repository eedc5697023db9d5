import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder, timeline } from '../support/command.ts';

const letter = [
  'Ofsted',
  '21 June 2024',
  'Inspection of Sunderland local authority children’s services',
  'Inspection dates: 6 to 10 May 2024',
  'Lead inspector: Ann Example, His Majesty’s Inspector',
  'Judgement | Grade',
  'The impact of leaders on social work practice with children and families | Good',
  'The experiences and progress of children who need help and protection | Good',
  'The experiences and progress of children in care | Good',
  'The experiences and progress of care leavers | Outstanding',
  'Overall effectiveness | Good',
  'Children are seen often.',
  'Nothing is drawn out of this line.',
  'Nor out of this one.',
].join('\n');

const folder = temporaryFolder();
const ask = (...args: readonly string[]) => timeline(folder.path, ...args);
beforeAll(() => {
  mkdirSync(join(folder.path, 'letters'));
  mkdirSync(join(folder.path, 'empty'));
  writeFileSync(join(folder.path, 'letters/2024-06-21_report.txt'), letter);
});
afterAll(() => folder.remove());

describe('import', () => {
  it('takes a pattern that the shell did not write out, and keeps the document beside the store', async () => {
    const { code, stdout } = await ask('import', 'letters/*.txt', '--json');
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { files: 1, recognised: 1, notKept: [] }]);
    const kept = readdirSync(join(folder.path, 'var/timeline.documents'), { recursive: true });
    expect(kept.filter((name) => /[0-9a-f]{64}$/.test(String(name)))).toHaveLength(1);
  });

  it('ends with 2 and makes no store where a pattern fits nothing', async () => {
    const { code, stderr } = await ask('import', 'letters/*.docx', '--store', 'sqlite:none.db');
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('No file or folder fits letters/*'),
    ]);
    expect(existsSync(join(folder.path, 'none.db'))).toBe(false);
  });

  it('says that there is nothing to read in an empty folder', async () => {
    const { code, stdout } = await ask('import', 'empty');
    expect([code, stdout]).toEqual([0, expect.stringContaining('There is nothing to read: empty')]);
  });
});

describe('read', () => {
  it('lists every field of a document with its place and how sure it is', async () => {
    const { stdout } = await ask('read', 'letters');
    expect(stdout).toMatch(/Field +Value +Where +How sure/);
    expect(stdout).toMatch(/days +2024-05-06 to 2024-05-10 +line 4 +high/);
    expect(stdout).toMatch(/judgements care +Outstanding.* +line 10 +high/);
  });

  it('prints the passages with what was drawn out marked, and leaves the others out, with --show', async () => {
    const { code, stdout } = await ask('read', 'letters', '--show');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /4 {2}Inspection dates: ⟦inspectionKind \(medium\), days: 6 to 10 May 2024⟧/,
    );
    expect(stdout).toMatch(
      /10 {2}⟦judgements.care_leavers: .*care leavers⟧ {3}⟦\.\.\.: Outstanding⟧/,
    );
    expect(stdout).toContain('Children are seen often.');
    expect(stdout).not.toContain('Nor out of this one.');
  });

  it('refuses --show with --json, and says what gives the places to a program', async () => {
    const { code, stderr } = await ask('read', 'letters', '--show', '--json');
    expect([code, stderr]).toEqual([2, expect.stringContaining('leave out --json')]);
  });
});
