import { describe, expect, it } from 'vitest';
import { isTemporaryName } from '../readers/temporary-names.ts';
import { Settling, type Sighting } from './settling.ts';

const folder = (files: Readonly<Record<string, Sighting>>) => new Map(Object.entries(files));
const file = (size: number, stamp = String(size)): Sighting => ({ size, stamp });

describe('a file in a watched folder', () => {
  it('is whole once it has looked the same for long enough', () => {
    const settling = new Settling(1000);
    settling.sight(folder({ a: file(5) }), 0);
    expect([settling.ready(999), settling.ready(1000)]).toEqual([[], ['a']]);
  });

  it('is waited for afresh while it grows, however long that takes', () => {
    const settling = new Settling(1000);
    for (let at = 0; at <= 5000; at += 500) {
      settling.sight(folder({ a: file(at) }), at);
      expect(settling.ready(at)).toEqual([]);
    }
    settling.sight(folder({ a: file(5000) }), 6000);
    expect(settling.ready(6000)).toEqual(['a']);
  });

  it('is not given again once it was read, until it changes', () => {
    const settling = new Settling(1000);
    settling.sight(folder({ a: file(5) }), 0);
    settling.wasRead('a');
    settling.sight(folder({ a: file(5) }), 2000);
    expect([settling.ready(2000), settling.nextWhole()]).toEqual([[], undefined]);
    settling.sight(folder({ a: file(5, 'touched') }), 3000);
    expect([settling.ready(3999), settling.ready(4000)]).toEqual([[], ['a']]);
  });

  it('is forgotten when it is gone, and another when it comes back', () => {
    const settling = new Settling(1000);
    settling.sight(folder({ a: file(5) }), 0);
    settling.wasRead('a');
    settling.sight(folder({}), 1000);
    settling.sight(folder({ a: file(5) }), 2000);
    expect(settling.ready(3000)).toEqual(['a']);
  });

  it('is waited for longer while it is empty', () => {
    const settling = new Settling(1000);
    settling.sight(folder({ a: file(0) }), 0);
    expect([settling.ready(4999), settling.ready(5000)]).toEqual([[], ['a']]);
  });

  it('comes in the order of the paths with those that are whole at the same time', () => {
    const settling = new Settling(1000);
    settling.sight(folder({ b: file(1), a: file(1), 'a/b': file(1) }), 0);
    expect([settling.ready(1000), settling.nextWhole()]).toEqual([['a', 'a/b', 'b'], 1000]);
  });
});

describe('a temporary name', () => {
  it.each([
    'report.pdf.part',
    'report.pdf.crdownload',
    'report.pdf.TMP',
    'report.pdf.filepart',
    'report.pdf~',
    '~$paper.docx',
    '.report.pdf.Xy12',
    '.DS_Store',
  ])('is that of a program at work: %s', (name) => {
    expect(isTemporaryName(name)).toBe(true);
  });

  it.each(['report.pdf', 'part.csv', 'a~b.txt', 'tmp', 'template.csv'])(
    'is not that of a document: %s',
    (name) => {
      expect(isTemporaryName(name)).toBe(false);
    },
  );
});
