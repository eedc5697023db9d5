import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { improvementNotice } from '../../examples/documents/improvement-notice.ts';
import { drawOut } from '../../packages/ingest/src/documents/draw-out.ts';
import { inShort } from '../../packages/ingest/src/documents/examples.ts';
import { kindsOfDocument } from '../../packages/ingest/src/documents/kinds/index.ts';
import { leastScore, recogniseDocument } from '../../packages/ingest/src/documents/recognise.ts';
import { testContext, textDocument } from '../../packages/ingest/src/testing/documents.ts';
import { directory } from '../support/record.ts';
import { documentAt } from './documents.ts';

const page = documentAt('docs/adding-a-document-kind.md');
const shown = /```ts\n([\s\S]*?)```/.exec(page.text)?.[1];
const kinds = [...kindsOfDocument, improvementNotice];
const settings = { directory, today: '2026-11-21' };

describe('the kind that the page on adding one walks through', () => {
  it('is the file that is run here', () => {
    const file = join(import.meta.dirname, '../../examples/documents/improvement-notice.ts');
    expect(shown).toBe(readFileSync(file, 'utf8'));
  });

  it.each(improvementNotice.examples)('reads its example once it is listed: $shows', (example) => {
    const document = textDocument(example.text);
    expect(recogniseDocument(document, kinds)?.kind).toBe(improvementNotice);
    const others = kindsOfDocument.filter((kind) => kind.recognise(document).score >= leastScore);
    expect(others.map(({ kind }) => kind)).toEqual([]);
    expect(inShort(improvementNotice.extract(document, testContext()))).toEqual(example.reads);
  });

  it('claims none of the examples of the others', () => {
    const claimed = kindsOfDocument
      .flatMap(({ examples }) => examples)
      .filter(({ text }) => improvementNotice.recognise(textDocument(text)).score >= leastScore);
    expect(claimed).toEqual([]);
  });

  it('gives a claim of the department, and before it is listed only a reason', () => {
    const [example] = improvementNotice.examples;
    const document = textDocument(example?.text ?? '');
    const { proposals, problems } = drawOut(document, settings, kinds);
    expect(problems).toEqual([]);
    expect(proposals.map(({ event }) => event)).toMatchObject([
      {
        type: 'InterventionStarted',
        authority: 'durham',
        occurred: { precision: 'day', from: '2019-03-04' },
        known: { from: '2019-03-04', basis: 'published' },
        source: { rank: 'government', locator: 'line 3' },
      },
    ]);
    const unlisted = drawOut(document, settings);
    expect(unlisted.proposals).toEqual([]);
    expect(unlisted.problems.map(({ reason }) => reason)).toEqual(['not_recognised']);
  });
});

describe('the index of documents', () => {
  it('leads to the page and to the notes on the corpus', () => {
    const { text } = documentAt('docs/README.md');
    expect(text).toContain('(adding-a-document-kind.md)');
    expect(text).toContain('(corpus-notes.md)');
  });
});
