import { describe, expect, it } from 'vitest';
import { textDocument } from '../../testing/documents.ts';
import { blocksOfDocument } from '../statements.ts';
import { readDatedChanges } from './dated-changes.ts';

const context = {
  days: { from: '2021-09-06', to: '2021-09-17' },
  published: '2021-10-25',
};
const read = (text: string, more = {}) =>
  readDatedChanges(blocksOfDocument(textDocument(`Inspection findings\n1. ${text}`)), {
    ...context,
    ...more,
  }).map(({ value }) => [value.data.kind, value.data.topic, value.occurred]);

const month = (from: string) => ({ precision: 'month', from });
const year = (from: string) => ({ precision: 'year', from });

describe('changes that a report dates', () => {
  it.each([
    [
      'Families wait less since the neglect strategy was launched in May 2019.',
      'strategy',
      'New strategy: neglect',
      month('2019-05'),
    ],
    [
      'A hub for early help, set up early in 2020, answers the first calls.',
      'structure',
      'New hub: early help',
      year('2020'),
    ],
    [
      'The board launched a neglect strategy in 2019.',
      'strategy',
      'New strategy: neglect',
      year('2019'),
    ],
    [
      'In August 2020, managers engaged a project team to finish late assessments.',
      'programme',
      'New project team: assessments',
      month('2020-08'),
    ],
    [
      'Since June 2020, a new panel for permanence has been established.',
      'structure',
      'New panel: permanence planning',
      month('2020-06'),
    ],
    [
      'The introduction of a new children in need framework in October 2020 is good.',
      'practice',
      'New framework',
      month('2020-10'),
    ],
    [
      'The relocation of the early help team was only completed in March 2020.',
      'structure',
      'Moved or reorganised: early help',
      month('2020-03'),
    ],
    [
      'Since June 2018, social workers are using records that children can read.',
      'practice',
      "In use: children's records",
      { precision: 'since', from: '2018-06' },
    ],
    [
      'During July and August 2021, the council suffered a long failure of its network.',
      'incident',
      'Breakdown or failure',
      { precision: 'range', from: '2021-07', to: '2021-08' },
    ],
    [
      'The hub for early help went live during the inspection.',
      'structure',
      'New hub: early help',
      { precision: 'range', from: '2021-09-06', to: '2021-09-17' },
    ],
    [
      'Over the last 18 months the council has been introducing a new model for assessments.',
      'practice',
      'New model: assessments',
      { precision: 'range', from: '2020-03', to: '2021-09' },
    ],
  ])('are taken with their kind and time: %s', (text, kind, topic, when) => {
    expect(read(text)).toEqual([[kind, topic, when]]);
  });

  it.each([
    [
      'A new service for neglect is due to be launched in May 2022.',
      'New service to come: neglect',
      month('2022-05'),
    ],
    [
      'The scheme for adoption is being rolled out early next year.',
      'New programme to come: adoption',
      year('2022'),
    ],
  ])('and what is planned, as planned: %s', (text, topic, when) => {
    const [fact] = readDatedChanges(blocksOfDocument(textDocument(`1. ${text}`)), context);
    expect(fact?.value).toMatchObject({ occurred: when, data: { topic, planned: true } });
  });

  it('and lately counts from the day of the paper that tells it', () => {
    const text = 'In the last year the council has introduced a tool for assessments.';
    expect(read(text, { told: '2022-01-14' })[0]?.[2]).toEqual({
      precision: 'range',
      from: '2021-01',
      to: '2022-01',
    });
  });

  it.each([
    'The strategy was launched with some success.',
    'A strategy will be launched.',
    'A strategy was due to be launched in May 2019.',
    'The strategy introduced in May 2019 has not yet been implemented.',
    'The strategy was launched in May 2023.',
    'The review was completed in March 2020.',
    'Since June 2018, referrals have risen.',
    'The council commissioned a review of its services in January 2020.',
    'The model was introduced after the inspection in 2018.',
    'Improvements in the delivery of services began in June 2019.',
    'A national framework was introduced in 2019.',
    'In response to concerns raised in June 2020, leaders formed a board.',
    'A tool is planned, but is not due to be launched until May 2022.',
    'The introduction of a hub in 2021 is meant to help.',
    'The launch of the new strategy in March 2021 was postponed.',
    'The launch of a new early help strategy in March 2021 has been delayed.',
    'The council published a report about a new team in May 2021.',
    'Work to launch the early help strategy began in May 2021.',
    'The police introduced a new domestic abuse policy in May 2021.',
  ])('are never made of what has no time, is not so or is no such change: %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  it.each([
    'Leeds launched a new early help strategy in May 2019.',
    'The Mockingbird programme launched in May 2019 in Leeds has been copied here.',
  ])('nor of what another authority did: %s', (text) => {
    expect(read(text, { elsewhere: (words: string) => words.includes('Leeds') })).toEqual([]);
    expect(read(text)).toHaveLength(1);
  });
});
