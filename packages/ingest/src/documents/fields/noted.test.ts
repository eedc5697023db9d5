import { describe, expect, it } from 'vitest';
import { textDocument } from '../../testing/documents.ts';
import { blocksOf } from '../statements.ts';
import { readNoted } from './noted.ts';

const context = { days: { from: '2019-05-06', to: '2019-05-17' } };
const site = { precision: 'range', from: '2019-05-06', to: '2019-05-17' };
const by = { precision: 'by', from: '2019-05-17' };

const read = (sentence: string) =>
  readNoted(blocksOf(textDocument(`1. ${sentence}`)), context).map(({ value }) => [
    value.data.kind,
    value.data.topic,
    value.occurred,
  ]);

describe('what a report tells in a set form without a day', () => {
  it.each([
    [
      'The inspection team consisted of six HMI.',
      'statement',
      'Inspection team: six inspectors',
      site,
    ],
    [
      'Inspectors sampled over 40 cases of neglect.',
      'document',
      'Seen by inspectors: over 40 cases',
      site,
    ],
    [
      'Some 300 documents were uploaded to Ofsted.',
      'document',
      'Seen by inspectors: some 300 documents',
      site,
    ],
    [
      'Durham is part of a regional adoption agency.',
      'membership',
      'Part of a regional adoption agency',
      by,
    ],
    [
      'The council was chosen as one of the national pilots for adoption.',
      'programme',
      'Takes part in a pilot: adoption',
      by,
    ],
    ['A team has been created for early help.', 'service', 'Service begun: early help', by],
    ['The hub was replaced by a team for early help.', 'structure', 'Replaced: early help', by],
    [
      'The single planning team was replaced by teams for early help.',
      'structure',
      'Replaced: early help',
      by,
    ],
    [
      'The council has commissioned an independent review of early help.',
      'practice',
      'Independent review commissioned: early help',
      site,
    ],
  ])('%s', (sentence, kind, topic, occurred) => {
    expect(read(sentence)).toEqual([[kind, topic, occurred]]);
  });

  it.each([
    'Ofsted looks at cases.',
    'The service has been improved.',
    'The council plans to take part in a pilot.',
    'The pilot area did well.',
    'The council hopes to be selected as a pilot site.',
    'The council was unsuccessful in being chosen as a pilot.',
    'The council plans on replacing the duty team in June.',
    'No independent review was held; commissioning an independent review would help.',
    'The council is part of plans for a regional adoption agency.',
    'The leader is not commissioning an independent review.',
    'Inspectors looked at 600 cases across England.',
    'The council was chosen as a pilot but declined.',
    'The council is part of a regional adoption agency in name only.',
  ])('and nothing of: %s', (sentence) => {
    expect(read(sentence)).toEqual([]);
  });

  it('nor of another authority', () => {
    const blocks = blocksOf(textDocument('1. Leeds was selected as a pilot for adoption.'));
    const elsewhere = (words: string) => words.includes('Leeds');
    expect(readNoted(blocks, { ...context, elsewhere })).toEqual([]);
    const after = blocksOf(textDocument('1. Over 200 documents were given to Ofsted by Leeds.'));
    expect(readNoted(after, { ...context, elsewhere })).toEqual([]);
    expect(readNoted(after, context)).toHaveLength(1);
  });
});
