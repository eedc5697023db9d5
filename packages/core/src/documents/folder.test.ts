import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDocumentFolder } from './folder.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'timeline-documents-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const report = new TextEncoder().encode('The experiences and progress of care leavers');

describe('a folder of documents', () => {
  it('keeps a document two folders deep under its own name, as the bytes it has', async () => {
    const id = await openDocumentFolder(root).put(report);
    const path = join(root, id.slice(0, 2), id.slice(2, 4), id);
    expect(new Uint8Array(await readFile(path))).toEqual(report);
  });

  it('leaves no draft behind, however many put the same document at once', async () => {
    const store = openDocumentFolder(root);
    await Promise.all(Array.from({ length: 10 }, () => store.put(report)));
    const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    expect(files.map(({ name }) => name)).toEqual([await store.put(report)]);
  });

  it('notices a damaged document when it is read, and repairs it when it is put again', async () => {
    const store = openDocumentFolder(root);
    const id = await store.put(report);
    await writeFile(join(root, id.slice(0, 2), id.slice(2, 4), id), 'torn');
    await expect(store.get(id)).rejects.toMatchObject({ code: 'DocumentDamaged', details: { id } });
    await store.put(report);
    expect(new Uint8Array(await store.get(id))).toEqual(report);
  });

  it('is made when the first document is put, and empty before', async () => {
    const store = openDocumentFolder(join(root, 'not', 'yet'));
    expect(await store.has('0'.repeat(64))).toBe(false);
    const id = await store.put(report);
    expect(await openDocumentFolder(join(root, 'not', 'yet')).has(id)).toBe(true);
  });
});
