import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allOf, desk, inFolder, judged } from './desk.ts';

describe('the name of a file', () => {
  it('is kept from the path that was given, so that nothing of the machine is in the log', async () => {
    await inFolder(async (folder) => {
      await mkdir(join(folder, 'in', 'deep'), { recursive: true });
      await writeFile(join(folder, 'in', 'deep', 'one.csv'), judged('Brent'));
      await writeFile(join(folder, 'in', 'two.csv'), judged('Atlantis'));
      for (const [given, names] of [
        ['in', ['deep/one.csv', 'two.csv']],
        ['in/two.csv', ['two.csv']],
        ['in/*.csv', ['two.csv']],
        ['*/deep', ['in/deep/one.csv']],
      ] as const) {
        const { give, store } = desk();
        await give(join(folder, given));
        const events = await allOf(store);
        const run = events.find(({ event }) => event.type === 'ImportRun')?.event.data;
        expect(run?.files, given).toMatchObject(names.map((file) => ({ file })));
        expect(JSON.stringify(events)).not.toContain(folder);
      }
    });
  });
});
