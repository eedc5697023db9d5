import { describe, expect, it } from 'vitest';
import { textDocument } from '../../testing/documents.ts';
import { blocksOfDocument } from '../statements.ts';
import { readDatedChanges } from './dated-changes.ts';

const read = (text: string) =>
  readDatedChanges(blocksOfDocument(textDocument(`Inspection findings\n${text}`))).map(
    ({ value }) => [value.data.kind, value.occurred, value.data.topic],
  );

describe('changes that a report dates', () => {
  it.each([
    [
      '1. Families wait less since the neglect strategy was launched in May 2019.',
      'strategy',
      { precision: 'month', from: '2019-05' },
    ],
    [
      '1. The relocation of the early help team was only completed in March 2020.',
      'structure',
      { precision: 'month', from: '2020-03' },
    ],
    [
      '1. Since June 2018, social workers are using records that children can read.',
      'practice',
      { precision: 'since', from: '2018-06' },
    ],
    [
      '1. During July and August 2021, the council suffered a long failure of its network.',
      'incident',
      { precision: 'range', from: '2021-07', to: '2021-08' },
    ],
  ])('are taken with their kind and month: %s', (text, kind, when) => {
    expect(read(text)).toEqual([[kind, when, expect.any(String)]]);
  });

  it.each([
    '1. The strategy was launched with some success.',
    '1. A strategy will be launched in May 2019.',
    '1. The review was completed in March 2020.',
    '1. Since June 2018, referrals have risen.',
  ])('are never made of what has no month, is to come or is no such change: %s', (text) => {
    expect(read(text)).toEqual([]);
  });
});
