import { describe, expect, it } from 'vitest';
import { pagedDocument, textDocument } from '../testing/documents.ts';
import { passageAt } from './model.ts';
import { blocksOf, placesOf, statementsOf } from './statements.ts';

describe('paragraphs and list members', () => {
  it('carry the section that the heading above them opens', () => {
    const blocks = blocksOf(
      textDocument(
        ['Local leadership', '- The director is here.', 'Recommendations', '1. Do better.'].join(
          '\n',
        ),
      ),
    );
    expect(blocks.map(({ section, text }) => [section, text])).toEqual([
      ['local_leadership', 'The director is here.'],
      ['recommendations', 'Do better.'],
    ]);
  });

  it('take no line of running text for a heading, nor leave out one that says of whom it is', () => {
    const blocks = blocksOf(
      textDocument(
        [
          'Recommendations',
          '1. Measure well',
          'the impact of what is done for families',
          'Inspection findings \u2013 the Local Safeguarding Children Board',
          '2. Meetings are held.',
        ].join('\n'),
      ),
    );
    expect(blocks.map(({ section, paragraph }) => [section, paragraph])).toEqual([
      ['recommendations', 1],
      ['other', 2],
    ]);
  });

  it('join the lines of a page until the next mark or number', () => {
    const blocks = blocksOf(
      pagedDocument([
        [
          '17. Help comes late for',
          'some families.',
          '\u2022 a member that runs',
          'over two lines',
        ],
      ]),
    );
    expect(blocks.map(({ text, paragraph, bullet }) => [text, paragraph, bullet])).toEqual([
      ['Help comes late for some families.', 17, false],
      ['a member that runs over two lines', 17, true],
    ]);
  });

  it('go on with a numbered paragraph where a page began within a sentence and a dash was put before it', () => {
    const blocks = blocksOf(
      textDocument('- 44. Children use a service. Its\n\n- response is better now.'),
    );
    expect(blocks.map(({ text }) => text)).toEqual([
      'Children use a service. Its response is better now.',
    ]);
  });

  it('know the line that opens their list', () => {
    const blocks = blocksOf(
      textDocument('- In the last 12 months:\n  - there have been 4 adoptions\n- Another matter.'),
    );
    expect(blocks.map(({ intro }) => intro)).toEqual(['', 'In the last 12 months:', '']);
  });

  it('go on in a text where a line was broken before a name, and over the end of a page', () => {
    const pages = [
      'Some words that fill the line of this text as far as it goes.\nThe chair of the board has been here since the month of\nSeptember 2015. Work with families is what the services of\n1',
      'Durham are known for, and they know it.\n\nA heading\nAnother paragraph begins under it here and goes on.\n2',
      'The end.\n3',
    ];
    const blocks = blocksOf(textDocument(pages.join('\n\f')));
    expect(blocks.map(({ text }) => text.split(' ').slice(-4).join(' '))).toEqual([
      'and they know it.',
      'A heading',
      'here and goes on.',
      'The end.',
    ]);
  });

  it('end where a line announces a list of a page, whose members have no marks', () => {
    const line = (text: string, y: number) => ({ text, y });
    const document = pagedDocument([
      [
        line('\u2022 The share of children with free meals:', 100),
        line('in primary schools is 12%', 121),
      ],
    ]);
    expect(blocksOf(document).map(({ intro }) => intro)).toEqual([
      '',
      'The share of children with free meals:',
    ]);
  });

  it('lead back to their places, line by line', () => {
    const document = pagedDocument([['\u2022 Alpha beta', 'gamma. Delta ends.']]);
    const [first, second] = statementsOf(blocksOf(document));
    expect(first && placesOf(first).map((place) => passageAt(document, place))).toEqual([
      'Alpha beta',
      'gamma.',
    ]);
    expect(second && placesOf(second).map((place) => passageAt(document, place))).toEqual([
      'Delta ends.',
    ]);
  });

  it('leave out what is too long to be a sentence', () => {
    const blocks = blocksOf(textDocument('x'.repeat(50_000)));
    expect(statementsOf(blocks)).toEqual([]);
  });
});
