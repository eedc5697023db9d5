import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inFolder, readAll } from '../testing/files.ts';

const problemsOf = async (lines: readonly unknown[]) => {
  let found: readonly { reason: string; message: string; locator?: string | undefined }[] = [];
  await inFolder(async (folder) => {
    const path = join(folder, 'lines.jsonl');
    await writeFile(path, lines.map((line) => JSON.stringify(line)).join('\n'));
    const [reading] = await readAll([path]);
    found = reading?.problems ?? [];
  });
  return found;
};

describe('lines of JSON', () => {
  it('of another kind throughout are told once, and not line by line', async () => {
    const problems = await problemsOf([{ file: 'a.pdf' }, { file: 'b.pdf' }, ['c'], 4]);
    expect(problems).toMatchObject([{ reason: 'not_recognised' }]);
    expect(problems[0]?.message).toMatch(/none of its 4 lines is an event/);
  });

  it('of another kind among those of ours are each told in their place', async () => {
    const person = { person: `p-${'0'.repeat(20)}`, name: 'Ada Quill' };
    const problems = await problemsOf([person, { file: 'b.pdf' }]);
    expect(problems).toMatchObject([{ reason: 'invalid_claim', locator: 'line 2' }]);
    expect(problems[0]?.message).toMatch(/^The line is no event/);
  });
});
