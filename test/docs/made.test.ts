import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { errorCodes } from '../../scripts/documents/errors.ts';
import { madeDocuments } from '../../scripts/documents.ts';

const root = resolve(import.meta.dirname, '../..');

it.each([...madeDocuments])(
  '%s is what the sources say: else run `pnpm documents`',
  (path, make) => {
    expect(readFileSync(join(root, path), 'utf8')).toBe(make(root));
  },
);

it('no code belongs to two meanings', () => {
  const codes = errorCodes(root).map(({ code }) => code);
  expect(codes.length).toBeGreaterThan(60);
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});
