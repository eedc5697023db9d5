import { describe, expect, it } from 'vitest';
import { pagedDocument, textDocument } from '../../testing/documents.ts';
import { readFindings } from './findings.ts';
import { topicOf } from './topics.ts';

const recommendations = { heading: /^recommendations$/i, kind: 'recommendation' } as const;
const points = { heading: /^what needs to improve\??$/i, kind: 'improvement_point' } as const;

describe('findings', () => {
  it('are no entry of the contents of a text that was made of pages, and no number of one', () => {
    const text = `Contents
Recommendations
7
Summary for children
8
Recommendations
1. See that plans say what must change.
9
2. See that return interviews are held.
Summary for children and young people
Children are heard.`;
    const found = readFindings(textDocument(text), [
      [{ heading: /^recommendations$/i, kind: 'recommendation' }],
    ]);
    expect(found.map(({ value }) => [value.number, value.theme])).toEqual([
      [1, 'plans'],
      [2, 'missing_children'],
    ]);
  });

  it('go on over a line within a sentence that begins as a heading does, in a page and in a text', () => {
    const lines = [
      'What needs to improve?',
      '\u2022 The board does not know how well its partners help children, as the',
      'LSCB has looked at no cases together with them in the last three years, and',
      'information about children who are missing is not shared with the schools of',
      'Recommendations are followed up late.',
      '\u2022 Supervision of staff',
      'Summary of key findings',
      '\u2022 Children are heard.',
    ];
    for (const document of [pagedDocument([lines]), textDocument(lines.join('\n'))]) {
      expect(readFindings(document, [[points]]).map(({ locators }) => locators.length)).toEqual([
        4, 1,
      ]);
    }
  });

  it('are numbered recommendations with a topic of ours and their place, never the sentence', () => {
    const document = pagedDocument([
      [{ text: 'Contents', size: 20 }, 'Recommendations|7'],
      [
        { text: 'Recommendations', size: 16 },
        '1. See that every worker has time with a manager to reflect, by',
        'which supervision becomes regular.',
        '2. Bring chronologies up to date.',
        { text: 'Summary for children', size: 16 },
        '3. This paragraph belongs to another section.',
      ],
    ]);
    const found = readFindings(document, [[recommendations]]);
    expect(found.map(({ value }) => value)).toEqual([
      {
        kind: 'recommendation',
        number: 1,
        topic: 'Supervision and management oversight',
        theme: 'supervision',
      },
      { kind: 'recommendation', number: 2, topic: "Children's records", theme: 'case_records' },
    ]);
    expect(found[0]?.locators.map(({ page, line }) => [page, line])).toEqual([
      [2, 2],
      [2, 3],
    ]);
  });

  it('are none of a section that says it has none, and never those of the section after it', () => {
    const document = pagedDocument([
      [
        { text: 'What does the board need to improve?', size: 16 },
        'Priority action',
        'There are no priority actions.',
        { text: 'Recommendations', size: 14 },
        '184. Bring chronologies up to date.',
        'Key strengths and weaknesses of the board',
        '185. This paragraph belongs to another section.',
      ],
    ]);
    const priority = { heading: /^priority action$/i, kind: 'priority_action' } as const;
    const found = readFindings(document, [[priority], [recommendations]]);
    expect(found.map(({ value }) => [value.kind, value.number])).toEqual([['recommendation', 184]]);
  });

  it.each([
    ['Reviews of plans before they end', 'plans'],
    ['The views of children before decisions', 'voice_of_child'],
    ['Adopt one way to write chronologies', 'case_records'],
    ['Foster a habit of supervision', 'supervision'],
    ['Children waiting to be adopted', 'adoption'],
  ])('have the topic of the words they hold, not of a part of one: %s', (text, theme) => {
    expect(topicOf(text).theme).toBe(theme);
  });

  it('are unnumbered improvement points up to the next heading', () => {
    const document = pagedDocument([
      [
        { text: 'What needs to improve?', size: 14 },
        '\u25fc The timeliness of visits to children.',
        '\u25fc The offer to care leavers over 21,',
        'and its clarity.',
        { text: 'The experiences and progress of children in care: good', size: 14 },
        '1. Children live with families who care for them well.',
      ],
    ]);
    const found = readFindings(document, [[points]]);
    expect(found.map(({ value }) => value.theme)).toEqual(['visits', 'care_leavers']);
    expect(found.every(({ value }) => value.number === undefined)).toBe(true);
  });

  it('keep the numbers of a list that goes on from the paragraphs before it, and leave out that there are none', () => {
    const document = pagedDocument([
      [
        { text: 'Areas for improvement', size: 14 },
        '17. The inspection did not find any areas for this.',
        '18. Review private fostering.',
        '19. Audit more cases.',
      ],
    ]);
    const found = readFindings(document, [
      [{ heading: /^areas for improvement$/i, kind: 'recommendation' }],
    ]);
    expect(found.map(({ value }) => [value.number, value.theme])).toEqual([
      [18, 'private_fostering'],
      [19, 'quality_assurance'],
    ]);
  });

  it('keep their count where a conversion to text has lost a number', () => {
    const document = textDocument(
      'Recommendations\n\n- 1. Review private fostering.\n- Audit more cases.\n- 3. Hear complaints.\n\nSummary for children',
    );
    const found = readFindings(document, [[recommendations]]);
    expect(found.map(({ value }) => value.number)).toEqual([1, 2, 3]);
  });

  it('of no known subject say so', () => {
    expect(topicOf('Paint the walls green.')).toEqual({ topic: 'Not classified' });
  });
});
