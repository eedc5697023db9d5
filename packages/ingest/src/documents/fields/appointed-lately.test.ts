import { describe, expect, it } from 'vitest';
import { textDocument } from '../../testing/documents.ts';
import { blocksOf } from '../statements.ts';
import { readAppointedLately } from './appointed-lately.ts';

const days = { from: '2021-09-06', to: '2021-09-10' };
const read = (text: string) => readAppointedLately(blocksOf(textDocument(`1. ${text}`)), { days });

describe('senior posts under the director that are newly filled', () => {
  it.each([
    [
      'A newly appointed virtual school headteacher has made plans.',
      'virtual school headteacher, newly appointed',
    ],
    [
      'This is led by the recently appointed strategic manager for early help services.',
      'strategic manager for early help, newly appointed',
    ],
    ['The recently appointed head of service is well known.', 'head of service, newly appointed'],
  ])('are seen while inspectors were there: %s', (text, title) => {
    expect(read(text).map(({ value }) => value)).toEqual([
      {
        type: 'LeadershipObserved',
        occurred: { precision: 'range', from: '2021-09-06', to: '2021-09-10' },
        data: { role: 'other', title },
      },
    ]);
  });

  it.each([
    'Newly appointed social workers have small caseloads.',
    'The recently appointed director of children\u2019s services leads well.',
    'There is no newly appointed head of service.',
    'The head of service is new.',
  ])('are none of a larger group, nor of those who are followed: %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  it.each([
    'The council has yet to see a newly appointed head of service.',
    'Without a newly appointed assistant director, this would stall.',
    'The recently appointed strategic manager has left.',
    'Plans for a newly appointed principal social worker are awaited.',
    'A recently appointed principal social worker at the hospital has joined the board.',
    'The recently appointed head of a primary school spoke well of the council.',
  ])('are not in post where they are awaited, have left or lead a school: %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('are none where a sentence tells of another authority', () => {
    const blocks = blocksOf(textDocument('1. The recently appointed head of service helped us.'));
    expect(readAppointedLately(blocks, { days, elsewhere: () => true })).toEqual([]);
    expect(readAppointedLately(blocks, { days })).toHaveLength(1);
  });
});
