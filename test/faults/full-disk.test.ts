import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDocumentFolder } from '@monitoring-timeline/core/documents';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder, timeline } from '../support/command.ts';
import { shippedRecord } from '../support/record.ts';
import { shippedStoreIn } from '../support/shipped-store.ts';

const folder = temporaryFolder();
const small = join(folder.path, 'small');
/** More than the disk has room for. */
const much = ['inspections.jsonl', 'releases-2024.jsonl', 'visits.jsonl'].map((name) =>
  join(shippedRecord, name),
);

/** A disk of its own of 2 MB; undefined where this process may not make one. */
function mounted(): boolean {
  mkdirSync(small);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', small], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const there = process.platform === 'linux' && mounted();
afterAll(() => {
  if (there) execFileSync('umount', [small]);
  folder.remove();
});

const failed = async (...words: readonly string[]) => {
  const { code, stderr } = await timeline(folder.path, ...words, '--json');
  return {
    exit: code,
    ...(JSON.parse(stderr) as { error: { code: string; message: string } }).error,
  };
};

describe.skipIf(!there)(
  `a disk that is full${there ? '' : ' (skipped: only who may mount a disk can try one)'}`,
  () => {
    const store = ['--store', 'sqlite:small/log.db'] as const;

    it('ends an import with what was written, and the same import goes on when there is room', async () => {
      const first = await failed('import', ...much, ...store);
      expect(first).toMatchObject({ exit: 3, code: 'StoreFull' });
      expect(first.message).toContain('small/log.db is full');
      expect(first.message).not.toContain('nothing');
      const { stdout } = await timeline(folder.path, 'verify', ...store, '--json');
      expect(JSON.parse(stdout)).toMatchObject({ valid: true });
      execFileSync('mount', ['-o', 'remount,size=200m', small]);
      const again = await timeline(folder.path, 'import', ...much, ...store, '--json');
      expect(again.code).toBe(0);
      const { appended, alreadyKnown, proposed } = JSON.parse(again.stdout);
      expect(appended + alreadyKnown).toBe(proposed);
      const whole = await timeline(folder.path, 'verify', ...store, '--json');
      expect(JSON.parse(whole.stdout)).toMatchObject({ valid: true });
    });

    it('is named where a document is to be kept, of which nothing is left half done', async () => {
      for (const name of readdirSync(small)) rmSync(join(small, name), { recursive: true });
      execFileSync('mount', ['-o', 'remount,size=1m', small]);
      const documents = openDocumentFolder(join(small, 'documents'));
      await expect(documents.put(Buffer.alloc(2_000_000, 1))).rejects.toMatchObject({
        code: 'StoreFull',
        message: expect.stringContaining('small/documents'),
      });
      const left = readdirSync(small, { recursive: true, withFileTypes: true });
      expect(left.filter((one) => one.isFile())).toEqual([]);
    });

    it('is named by export and backup, which leave nothing half done on it', async () => {
      await shippedStoreIn(folder.path);
      for (const name of readdirSync(small)) rmSync(join(small, name), { recursive: true });
      execFileSync('mount', ['-o', 'remount,size=2m', small]);
      writeFileSync(join(small, 'filler'), Buffer.alloc(1_500_000));
      for (const words of [
        ['export', '--format', 'jsonl', '--output', 'small/record.jsonl'],
        ['backup', 'small/record.tar'],
      ]) {
        const { exit, code, message } = await failed(...words);
        expect({ words, exit, code }).toEqual({ words, exit: 3, code: 'DiskFull' });
        expect(message).toContain('small');
        expect(readdirSync(small)).toEqual(['filler']);
      }
    });
  },
);
