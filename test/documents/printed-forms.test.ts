import { createDirectory } from '@monitoring-timeline/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inShort, type KindExample } from '../../packages/ingest/src/documents/examples.ts';
import type { KindOfDocument } from '../../packages/ingest/src/documents/kind.ts';
import { kindsOfDocument } from '../../packages/ingest/src/documents/kinds/index.ts';
import type { DocumentReading } from '../../packages/ingest/src/documents/reading.ts';
import { recogniseDocument } from '../../packages/ingest/src/documents/recognise.ts';
import { testContext, textDocument } from '../../packages/ingest/src/testing/documents.ts';
import { inFull } from '../support/rounds.ts';
import {
  inspectorTitles,
  printedForms,
  printedGrades,
  printedRanges,
  typography,
  wrapped,
} from './printed-forms.ts';

const directory = createDirectory();
/** The authority that every example tells of. */
const told = 'Durham';

interface Case {
  readonly name: string;
  readonly kind: KindOfDocument;
  readonly example: KindExample;
}

const cases: readonly Case[] = kindsOfDocument.flatMap((kind) =>
  kind.examples.map((example) => ({ name: `${kind.kind}: ${example.shows}`, kind, example })),
);

function read({ kind, example }: Case, text: string): DocumentReading {
  const document = textDocument(text);
  expect(recogniseDocument(document)?.kind.kind, text.slice(0, 300)).toBe(kind.kind);
  return kind.extract(document, {
    ...testContext('document.txt'),
    published: example.published,
  });
}

/** Days of an example as it prints them. */
const ranges: Readonly<Record<string, string>> = {
  '2024-05-06': '6 to 10 May 2024',
  '2017-04-25': '25 April \u2013 18 May 2017',
  '2012-07-09': '9 \u2013 18 July 2012',
  '2019-02-19': '19 and 20 February 2019',
  '2021-04-20': '20 and 21 April 2021',
  '2022-04-25': '25 to 29 April 2022',
  '2024-01-29': '29 January to 2 February 2024',
  '2019-11-11': 'the 11th to the 29th November 2019',
};

/** Everything by `pnpm faults`; else a sample that is the same in every run. */

/** A fifth of the forms, with each example others, so that all are tried with one of them. */
const some = <T>(forms: readonly T[], from: number): readonly T[] =>
  inFull ? forms : forms.filter((_, index) => index % 5 === from % 5);

/** The day on which an example knows its authority. */
function dayOf({ reads, published }: KindExample): string {
  return reads.days?.from ?? reads.published ?? reads.letterDate ?? published ?? '';
}

const anyCase = fc.constantFrom(...cases);
const anyAuthority = fc.constantFrom(...directory.all());

/** Fields that say otherwise than the example does; what is not read is no wrong field. */
function wrongFields({ example }: Case, reading: DocumentReading): readonly string[] {
  const wanted = example.reads as Readonly<Record<string, unknown>>;
  const plain = (value: unknown): string =>
    JSON.stringify(value)?.replace(/[\u2018\u2019]/g, "'") ?? '';
  return Object.entries(inShort(reading))
    .filter(([field, value]) => plain(value) !== plain(wanted[field]))
    .map(([field, value]) => `${field}: ${plain(value)}, not ${plain(wanted[field])}`);
}

const missing = ({ example }: Case, reading: DocumentReading): readonly string[] =>
  Object.keys(example.reads).filter((field) => !(field in inShort(reading)));

describe('an authority in any printed form', () => {
  it('is the one that is meant, or the reading says that it is not sure', () => {
    const runs = { numRuns: inFull ? 5000 : 80 };
    fc.assert(
      fc.property(anyCase, anyAuthority, fc.nat(), (one, authority, pick) => {
        const forms = printedForms(authority);
        const form = forms[pick % forms.length] ?? authority.name;
        const text = one.example.text.replaceAll(told, form);
        const { authority: found } = read(one, text);
        if (!found || found.confidence === 'low') return;
        const day = dayOf(one.example);
        // one name may mean an authority and the one before it: the day decides
        const meant = directory.existsOn(authority.key, day)
          ? authority.key
          : directory.resolve(form, { asOf: day }).key;
        expect([form, found.value.key]).toEqual([form, meant]);
        expect([form, directory.existsOn(found.value.key, day)]).toEqual([form, true]);
      }),
      runs,
    );
  });

  it.each(cases)('of its own name is read as such in $name', (one) => {
    const day = dayOf(one.example);
    for (const authority of directory
      .existing(day)
      .filter((_, index) => inFull || index % 27 === cases.indexOf(one) % 27)) {
      for (const form of [authority.name, authority.name.replace(/ and /g, ' & ')]) {
        const { authority: found } = read(one, one.example.text.replaceAll(told, form));
        expect([form, found?.value.key]).toEqual([form, authority.key]);
        expect(found?.confidence).not.toBe('low');
      }
    }
  });

  it.each([
    ['St. Helens', 'st-helens'],
    ['St Helens Metropolitan Borough Council', 'st-helens'],
    ['The Royal Borough of Windsor & Maidenhead', 'windsor-and-maidenhead'],
    ['Bristol, City of', 'bristol'],
    ['Herefordshire, County of', 'herefordshire'],
    ['Kingston upon Hull City Council', 'kingston-upon-hull'],
    ['Royal Borough of Kingston upon Thames', 'kingston-upon-thames'],
    ['City of Bradford Metropolitan District Council', 'bradford'],
    ['BCP Council', 'bournemouth-christchurch-and-poole'],
    ['County Durham', 'durham'],
    ['Council of the Isles of Scilly', 'isles-of-scilly'],
    ['Bath & North East Somerset', 'bath-and-north-east-somerset'],
    ['West Northamptonshire', 'west-northamptonshire'],
  ])('%s is %s in a report of 2024', (form, key) => {
    const [one] = cases;
    if (!one) throw new Error('an example of a report');
    const { authority } = read(one, one.example.text.replaceAll(told, form));
    expect(authority).toMatchObject({ value: { key }, confidence: 'high' });
  });

  it.each([
    ['Richmond and Kingston upon Thames', 'two'],
    ['Hammersmith and Fulham, Kensington and Chelsea, and Westminster', 'three'],
    ['Cornwall and the Isles of Scilly', 'two'],
    ['Derby and Derbyshire', 'two'],
    ['North Devon', 'a part of one'],
    ['Greater Manchester', 'a region'],
    ['Northamptonshire', 'one that was abolished'],
    ['Bournemouth', 'one that was abolished'],
  ])('%s, which names %s, is taken for none in a report of 2024', (form) => {
    const [one] = cases;
    if (!one) throw new Error('an example of a report');
    const { authority } = read(one, one.example.text.replaceAll(told, form));
    expect(authority?.confidence ?? 'low').toBe('low');
    if (authority) expect(authority.note).toBeTruthy();
  });

  it('is put together again where its name was broken at the end of a line', () => {
    const [one] = cases;
    if (!one) throw new Error('an example of a report');
    for (const [form, key] of [
      ['Derby-\nshire', 'derbyshire'],
      ['Stoke-on-\nTrent', 'stoke-on-trent'],
      ['North York-\nshire', 'north-yorkshire'],
      ['North-\namptonshire', undefined],
    ] as const) {
      const { authority } = read(one, one.example.text.replaceAll(told, form));
      const taken = authority && authority.confidence !== 'low' ? authority.value.key : undefined;
      expect([form, taken]).toEqual([form, key]);
    }
  });
});

describe('days in any printed form', () => {
  it.each(cases.filter(({ example }) => example.reads.days))('are read in $name', (one) => {
    const { from, to } = one.example.reads.days ?? { from: '' };
    const printed = ranges[from] ?? '';
    expect(one.example.text).toContain(printed);
    for (const form of some(printedRanges({ from, to: to ?? from }), cases.indexOf(one))) {
      const { days } = read(one, one.example.text.replace(printed, form));
      expect([form, days?.value.from, days?.value.to]).toEqual([form, from, to]);
    }
  });
});

describe('a grade in any printed form', () => {
  const row = /\t(?:Outstanding|Good|Inadequate|Requires improvement(?: to be good)?)$/;
  const graded = cases.filter(({ example }) =>
    example.text.split('\n').some((line) => row.test(line)),
  );

  it.each(graded)('is read in the table of $name', (one) => {
    const lines = one.example.text.split('\n');
    for (const [grade, forms] of Object.entries(printedGrades)) {
      for (const form of forms) {
        const text = lines.map((line) => line.replace(row, `\t${form}`)).join('\n');
        const others = Object.values(one.example.reads.judgements ?? {}).length;
        const { judgements = [] } = read(one, text);
        const inTable = judgements.filter(({ value }) => value.grade === grade);
        expect(judgements).toHaveLength(others);
        // overall and board of the single inspection framework stand in sentences of their own
        expect([form, inTable.length >= Math.min(others, 4)]).toEqual([form, true]);
      }
    }
  });
});

describe('the typography of a document', () => {
  it.each(Object.keys(typography).flatMap((change) => cases.map((one) => ({ ...one, change }))))(
    'changes nothing that is read: $change in $name',
    ({ change, ...one }) => {
      const reading = read(one, typography[change]?.(one.example.text) ?? '');
      expect(wrongFields(one, reading)).toEqual([]);
      expect(missing(one, reading)).toEqual([]);
    },
  );

  const widths = [46, 52, 58, 64, 70, 76, 82, 95, 120];

  it.each(cases)('breaks lines wherever it likes in $name, and nothing wrong is read', (one) => {
    for (const width of widths.filter((_, at) => inFull || at % 3 === cases.indexOf(one) % 3)) {
      const reading = read(one, wrapped(one.example.text, width));
      expect([width, ...wrongFields(one, reading)]).toEqual([width]);
    }
  });
});

describe('the title of an inspector', () => {
  const titled = cases.filter(({ example }) => /, (?:H(?:er|is) Majesty|HMI)/.test(example.text));

  it.each(titled)('in any form is no part of a name in $name', (one) => {
    const names = one.example.reads.inspectors ?? [];
    expect(names.length).toBeGreaterThan(0);
    for (const title of inspectorTitles) {
      const text = one.example.text.replace(
        /, (?:H(?:er|is) Majesty\u2019s Inspector|HMI)/g,
        () => `, ${title}`,
      );
      expect([title, inShort(read(one, text)).inspectors]).toEqual([title, names]);
    }
  });
});

describe('every reading of a changed document', () => {
  it('names a place or says why there is none', () => {
    fc.assert(
      fc.property(
        anyCase,
        anyAuthority,
        fc.constantFrom(...Object.values(typography)),
        fc.integer({ min: 45, max: 120 }),
        (one, authority, change, width) => {
          const text = change(wrapped(one.example.text.replaceAll(told, authority.name), width));
          const { problems: _, enclosed: _enclosed, source: _source, ...fields } = read(one, text);
          const reads = Object.values(fields)
            .flat()
            .filter((field) => typeof field === 'object' && 'confidence' in field);
          expect(reads.filter(({ locators, note }) => locators.length === 0 && !note)).toEqual([]);
        },
      ),
      { numRuns: inFull ? 2000 : 30 },
    );
  });
});
