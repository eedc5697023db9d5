import { describe, expect, it } from 'vitest';
import { kindsOfDocument } from '../../packages/ingest/src/documents/kinds/index.ts';
import { documentAt } from './documents.ts';

const { text } = documentAt('docs/reading-documents.md');

describe('the page on what is read', () => {
  it('names every kind of document, and none that there is not', () => {
    const [, kinds = ''] = text.split('## Kinds of document');
    const named = [...kinds.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name),
    );
    expect(named.sort()).toEqual(kindsOfDocument.map(({ kind }) => kind).sort());
  });
});
