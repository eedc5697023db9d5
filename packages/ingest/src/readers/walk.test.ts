import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { skippedBecause } from '@monitoring-timeline/core/testing/skipping';
import { describe, expect, it } from 'vitest';
import { inFolder, readAll } from '../testing/files.ts';
import { filesUnder } from './walk.ts';

/** A folder with files of the given paths, and what is found under some paths of it, counted from it. */
async function found(files: readonly string[], ...paths: readonly string[]): Promise<string[]> {
  return inFolder(async (folder) => {
    for (const file of files) {
      mkdirSync(join(folder, file, '..'), { recursive: true });
      writeFileSync(join(folder, file), 'x');
    }
    const all = await filesUnder(paths.map((path) => join(folder, path)));
    return all.map((one) => ('file' in one ? one.file : one.missing).slice(folder.length + 1));
  });
}

const reports = ['b/2.pdf', 'b/1.pdf', 'a/3.pdf', 'a/notes.txt', 'c.pdf'];

describe('a pattern', () => {
  it('stands for the files that fit it, in the order of their paths', async () => {
    expect(await found(reports, '*/*.pdf')).toEqual(['a/3.pdf', 'b/1.pdf', 'b/2.pdf']);
    expect(await found(reports, '**/*.pdf')).toEqual(['a/3.pdf', 'b/1.pdf', 'b/2.pdf', 'c.pdf']);
    expect(await found(reports, '{a,c}*')).toEqual(['a/3.pdf', 'a/notes.txt', 'c.pdf']);
  });

  it('leaves out hidden and temporary files, as a folder does', async () => {
    expect(await found(['1.pdf', '.2.pdf', '3.pdf.part', 'README.md'], '*')).toEqual(['1.pdf']);
  });

  it('is a file where one is called so', async () => {
    expect(await found(['report[1].pdf', 'report1.pdf'], 'report[1].pdf')).toEqual([
      'report[1].pdf',
    ]);
  });

  it('that fits nothing is an error that names it', async () => {
    await expect(found(reports, '*.docx')).rejects.toMatchObject({
      code: 'NoSuchPath',
      message: expect.stringContaining('*.docx'),
    });
  });
});

describe('a folder', () => {
  it('is read without what a browser put beside a page that it saved', async () => {
    const saved = ['Letter.html', 'Letter_files/a.js', 'Letter_files/b.html', 'own_files/1.pdf'];
    expect(await found(saved, '.')).toEqual(['Letter.html', 'own_files/1.pdf']);
  });
});

describe('a file', () => {
  it('is read once, however often and however spelled it is given', async () => {
    expect(await found(reports, 'c.pdf', './a/../c.pdf', '*.pdf', '.')).toEqual([
      ...['c.pdf', 'a/3.pdf', 'a/notes.txt', 'b/1.pdf', 'b/2.pdf'],
    ]);
  });

  it('is read once where a link leads to it, and links that lead in circles end', async () => {
    await inFolder(async (folder) => {
      writeFileSync(join(folder, 'one.csv'), 'x');
      symlinkSync(join(folder, 'one.csv'), join(folder, 'two.csv'));
      symlinkSync(folder, join(folder, 'up'));
      expect(await filesUnder([folder])).toEqual([
        { file: join(folder, 'one.csv'), bytes: 1, name: 'one.csv' },
      ]);
    });
  });

  it('that is gone when its turn comes is a problem that says so, and the rest is read', async () => {
    await inFolder(async (folder) => {
      symlinkSync(join(folder, 'nowhere'), join(folder, 'a.csv'));
      writeFileSync(join(folder, 'b.csv'), 'x,y\n');
      const [gone, other] = await readAll([folder]);
      expect(gone?.problems).toMatchObject([{ reason: 'unreadable' }]);
      expect(gone?.problems[0]?.message).toContain('It is gone');
      expect(other?.problems).toMatchObject([{ reason: 'not_recognised' }]);
    });
  });

  it(
    'that may not be read, or a folder, is a problem that says so',
    skippedBecause(process.getuid?.() === 0 ? 'the superuser may read everything' : undefined),
    async () => {
      await inFolder(async (folder) => {
        mkdirSync(join(folder, 'closed'));
        writeFileSync(join(folder, 'secret.csv'), 'x,y\n');
        for (const path of ['closed', 'secret.csv']) chmodSync(join(folder, path), 0);
        const readings = await readAll([folder]);
        chmodSync(join(folder, 'closed'), 0o700);
        expect(readings.map(({ problems }) => problems[0]?.message)).toEqual([
          expect.stringContaining('may not read'),
          expect.stringContaining('may not read'),
        ]);
      });
    },
  );
});
