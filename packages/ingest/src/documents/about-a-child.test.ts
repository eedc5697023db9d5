import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beginning, createDirectory } from '@monitoring-timeline/core';
import { createMemoryDocumentStore } from '@monitoring-timeline/core/documents';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { createMemoryPeopleRegister } from '@monitoring-timeline/core/people';
import { describe, expect, it } from 'vitest';
import { importPaths } from '../import.ts';
import { pagedDocument } from '../testing/documents.ts';
import { inFolder, now } from '../testing/files.ts';
import { docxOfText, odtOfText, savedPageOfText } from '../testing/office.ts';
import { pdfLines, pdfOf } from '../testing/pdf.ts';
import { isAboutChild, isDocumentAboutChild } from './about-a-child.ts';
import { kindsOfDocument } from './kinds/index.ts';

const directory = createDirectory();
const refused = (text: string) => isAboutChild(text, directory);

/** In words of our own; nobody of these names is meant. */
const aboutOneChild: readonly (readonly [string, string])[] = [
  ['a day of birth', 'Notes of a visit\nQuill, Ada (DOB 4/3/2012) was seen at home.'],
  [
    'a day of birth in another cell',
    'Name\tDate of birth\nAda Quill\t4 March 2012\nDate of birth:\t04.03.12',
  ],
  ['a day of birth under its label', 'Date of birth\n4th March 2012\nSchool\nNorth Lane'],
  ['a day of birth in a sentence', 'Ada, born on 4 March 2012, has settled well.'],
  [
    'a form with name and number',
    'Referral\nName of child: A.Q.\nCase number: 1002345\nReason: neglect',
  ],
  ['a form as a table', 'Child\u2019s name\tAda Quill\nLegal status\tSection 20'],
  [
    'a number of a system and one of the health service',
    'Mosaic ID 204411\nNHS number: 485 777 3456',
  ],
  ['a review of a named child', 'Looked After Review of Ada Quill\nHeld on 3 June 2025'],
  ['a review by initials', 'Record of the Looked After Child Review for A.Q.\n3 June 2025'],
  [
    'a conference',
    'Minutes of the Initial Child Protection Conference: Tern, Bo\nPresent: the chair',
  ],
  ['an individual plan', 'Education, Health and Care Plan for Bo Tern\nSection A'],
  ['a plan that names its child in a field', 'EHC plan\nName: Bo Tern\nSchool: North Lane Primary'],
  ['a child\u2019s plan', 'Child\u2019s plan\nKnown as: Bo\nWhat I am good at'],
  ['a pathway plan', 'Pathway Plan \u2013 Bo Tern, aged 17'],
  ['a case review of one child', 'Serious Case Review: Child K\nOverview'],
  ['a letter on a serious case', 'Serious incident notification re: Ada Quill\nDear colleague'],
  [
    'a letter to parents',
    'Dear Mr and Mrs Quill\nWe write about your daughter Ada and the decision of the panel.',
  ],
  ['an order of a court', 'In the Family Court\nIn the matter of Q (A Child)\nOrder'],
  ...[
    'DOB = 12/03/2014',
    'Date of birth is 12 March 2014',
    'DOB: March 12, 2014',
    'DOB: 12-Mar-2014',
    'DOB: 2014/03/12',
    'DOB: Wednesday 12 March 2014',
    'Born: 12 March 2014',
  ].map((born) => [`a day of birth as ${born}`, `Notes of a visit\n${born}`] as const),
  ['a plan in capitals', 'CARE PLAN FOR ADA QUILL\nPART 1'],
  ['a plan of a child with the name of a month', 'PEP: May Quill'],
  ['a plan in a child\u2019s own words', 'My care plan\nMy name is Ada'],
  ['a plan with its short form', 'Personal Education Plan (PEP)\nName: Ada Quill'],
  ['a review after its child', 'Ada Quill \u2013 Looked After Review\nHeld on 3 June 2025'],
  [
    'an assessment that names its child in a field',
    'Child and Family Assessment\nChild: Ada Quill',
  ],
  ['a letter under name and age', 'Dear colleague\nRe: Ada Quill, aged 6'],
  ['a letter on your child', 'Dear Ms Quill\nYour child, Ada, has been offered a place.'],
  ['a letter under its matter', 'Dear Sir\nRe: Ada Quill (a child)\nWe act for the mother.'],
];

const onServices: readonly (readonly [string, string])[] = [
  [
    'a report on reviews',
    'Looked after reviews: annual report 2025\nOf 412 reviews, 97% were on time.',
  ],
  [
    'a review of an authority',
    'Looked after review of Sunderland\nThe local authority was reviewed.',
  ],
  [
    'plans in general',
    'Education, health and care plans\nThe EHC plan of each child is reviewed every year.',
  ],
  [
    'a policy on plans',
    'Child protection plan: policy and procedures\nA plan is made within ten days.',
  ],
  ['numbers of cases', 'Case numbers rose from 1002 to 1345.\nThe case number per worker is 18.'],
  ['a blank form', 'Name of child:\nDate of birth:\nCase number:\nEnd of form'],
  [
    'children by year of birth',
    'Children born in 2012 and those born on or after 1 September 2013 are counted.',
  ],
  ['learning from reviews', 'Serious case reviews: learning for practice\nThemes of six reviews'],
  ['a complaint that was published', 'Complaint reference: 17 001 234\nThe Ombudsman upheld it.'],
  [
    'an age and a title',
    'Dear Ms Hodges\nRe: Focused visit to Durham children\u2019s services\nYour director wrote.',
  ],
  [
    'children by day of birth',
    'Babies born on 1 April 2014 and after are counted, and those born on 1 April 2015 or later.',
  ],
  [
    'a sentence that ends before a capital',
    'A parent told inspectors how staff had helped her daughter\nInspectors saw more of this.',
  ],
  ['a quarter', 'PEP: Q2\nSingle assessment: H1 2024'],
  ['a term', 'PEP \u2013 Autumn 2024\nChild and Family Assessment: Timeliness'],
  ['a subject before its paper', 'Corporate Parenting: Pathway Plan\nSchool places are few.'],
  [
    'a paper to a committee',
    'Child safeguarding practice review\nDate of meeting: 4 March 2025\nThe committee is asked to note it.',
  ],
  ['a visit of three days', 'Dear Ms Hodges\nRe: Focused Visit (3 days)'],
  ['an audit', 'Child in need plan audit \u2013 quarter 2\nSocial worker capacity: stable'],
];

describe('a paper about one child who could be told from it', () => {
  it.each(aboutOneChild)('is told by its form: %s', (_, text) => {
    expect(refused(text)).toBe(true);
  });

  it.each(onServices)('is not what is about services: %s', (_, text) => {
    expect(refused(text)).toBe(false);
  });

  it('is none of the documents that are read here', () => {
    const texts = kindsOfDocument.flatMap(({ examples }) => examples.map(({ text }) => text));
    expect(texts.filter(refused)).toEqual([]);
  });
});

describe('a text of blanks behind the words of a form', () => {
  it.each(['Mosaic ID', 'NHS number', 'Name of child', 'Date of birth'])(
    'holds nobody up: %s',
    (words) => {
      // looked at from each blank again this would take more than the time of a test
      expect(refused(`${words}${' \n'.repeat(200_000)}x`)).toBe(false);
    },
  );
});

describe('such a paper that is imported', () => {
  const text = 'Looked After Review of Ada Quill\nDate of birth: 4 March 2012\nHeld on 3 June 2025';

  const body = Array.from(
    { length: 12 },
    (_, at) => `Point ${at} of what was said at the meeting.`,
  );

  it('is told by the head of its pages too', () => {
    const foot = 'Ada Quill, DOB 4/3/2012, Mosaic ID 204411';
    const pages = Array.from({ length: 4 }, (_, at) => [`Section ${at}`, ...body]);
    expect(isDocumentAboutChild(pagedDocument(pages), directory)).toBe(false);
    expect(isDocumentAboutChild(pagedDocument(pages, { foot }), directory)).toBe(true);
  });

  it('is refused whole in every format: a reason and its hash are left, no bytes, no text, no name', async () => {
    const store = createMemoryStore();
    const documents = createMemoryDocumentStore();
    const people = createMemoryPeopleRegister();
    await inFolder(async (folder) => {
      const files = {
        'Quill 1.docx': docxOfText(text),
        'Quill 2.odt': odtOfText(text),
        'Quill 3.html': savedPageOfText(text),
        'Quill 4.pdf': pdfOf([pdfLines([...text.split('\n'), ...body])]),
        'Quill 5.txt': text,
        'Quill 6.csv': 'child_forename,surname,dob\nAda,Quill,2012-03-04\n',
        'Quill 7.csv': 'Ada,Quill,born 4 March 2012\nBo,Tern,born 5 March 2012\n',
      };
      for (const [name, content] of Object.entries(files)) {
        await writeFile(join(folder, name), content);
      }
      const result = await importPaths([folder], { store, people, documents, now });
      expect(result.refused.map(({ file, reason }) => [file.split('/').at(-1), reason])).toEqual(
        Object.keys(files).map((name) => [name, 'identifiable_child']),
      );
      expect([result.quarantined, result.notKept]).toEqual([[], []]);
      const { events } = await store.readAll(beginning, { limit: 10 });
      expect(events.map(({ event }) => event.type)).toEqual(['ImportRun']);
      expect(events[0]?.event.data).toMatchObject({ files: [], refused: { length: 7 } });
      expect(JSON.stringify(events)).not.toMatch(/quill|tern|forename|march/i);
      for (const { sha256 } of result.refused)
        expect(await documents.has(sha256 as never)).toBe(false);
      await importPaths([folder], { store, people, documents, now });
      expect((await store.readAll(beginning, { limit: 10 })).events).toHaveLength(1);
    });
  });
});
