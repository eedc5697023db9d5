import { describe, expect, it } from 'vitest';
import { testContext, textDocument } from '../../testing/documents.ts';
import { inShort, type KindExample } from '../examples.ts';
import type { KindOfDocument } from '../kind.ts';
import { leastScore, recogniseDocument } from '../recognise.ts';
import { kindsOfDocument } from './index.ts';

const examples = kindsOfDocument.flatMap((kind) =>
  kind.examples.map((example) => ({ name: kind.kind, shows: example.shows, kind, example })),
);

const read = (kind: KindOfDocument, { text, published }: KindExample) =>
  kind.extract(textDocument(text), { ...testContext('example.txt'), published });

describe('a kind of document', () => {
  it('has a name of its own in small letters, and one example at least', () => {
    const names = kindsOfDocument.map(({ kind }) => kind);
    expect(new Set(names).size).toBe(names.length);
    for (const { kind, examples } of kindsOfDocument) {
      expect(kind).toMatch(/^[a-z]+(?:_[a-z]+)*$/);
      expect(examples.length, kind).toBeGreaterThan(0);
    }
  });

  it.each(examples)('$name recognises its example: $shows', ({ kind, example }) => {
    expect(recogniseDocument(textDocument(example.text))?.kind.kind).toBe(kind.kind);
  });

  it.each(examples)('$name is alone in claiming its example: $shows', ({ kind, example }) => {
    const document = textDocument(example.text);
    const others = kindsOfDocument.filter((other) => other !== kind);
    const claims = others.filter((other) => other.recognise(document).score >= leastScore);
    expect(claims.map((other) => other.kind)).toEqual([]);
  });

  it.each(examples)('$name reads in its example what is listed: $shows', ({ kind, example }) => {
    expect(inShort(read(kind, example))).toEqual(example.reads);
  });

  it.each(examples)('$name gives each field a place or a note: $shows', ({ kind, example }) => {
    const { problems: _problems, enclosed: _enclosed, ...fields } = read(kind, example);
    const reads = Object.values(fields)
      .flat()
      .filter((field) => typeof field === 'object' && 'confidence' in field);
    expect(reads.length).toBeGreaterThan(0);
    expect(reads.filter((one) => one.locators.length === 0 && !one.note)).toEqual([]);
  });
});
