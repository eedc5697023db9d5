import { describe, expect, it } from 'vitest';
import { textDocument } from '../../testing/documents.ts';
import { blocksOf } from '../statements.ts';
import { readLeadershipStatements } from './leadership-statements.ts';

const context = {
  days: { from: '2018-04-23', to: '2018-05-18' },
  published: '2018-07-25',
  previous: '2015-07',
};

const read = (...lines: string[]) =>
  readLeadershipStatements(blocksOf(textDocument(lines.join('\n'))), context);
const since = (from: string) => ({ precision: 'since', from });

describe('who holds a post', () => {
  it('is taken with the month since when, without a name where none is printed', () => {
    const [director, chair] = read(
      'Local leadership',
      "- The director of children's services (DCS) has been in post since March 2016.",
      '- The chair of the LSCB has been in post since May 2014.',
    );
    expect(director).toMatchObject({
      confidence: 'high',
      value: {
        type: 'LeadershipChanged',
        occurred: since('2016-03'),
        data: { role: 'dcs', change: 'started' },
      },
    });
    expect(director?.value.data.person).toBeUndefined();
    expect(chair?.value).toMatchObject({
      occurred: since('2014-05'),
      data: { role: 'lscb_chair' },
    });
  });

  it('keeps interim and acting, and the other service that the director answers for', () => {
    const [director] = read(
      'Local leadership',
      '- The interim DCS has been in post since November 2017.',
      '- The interim DCS is also responsible for adult services.',
    );
    expect(director?.value.data).toEqual({
      role: 'dcs',
      status: 'interim',
      jointWith: ['adult_services_director'],
      change: 'started',
    });
  });

  it('tells the chief executive of a company from that of the council', () => {
    const facts = read(
      "A company, 'Together for Northshire' (TfN), delivers services.",
      'Local leadership',
      '- The chief executive of TfN has been in post since May 2017.',
      '- The chief executive has been in post since June 2013.',
    );
    expect(facts.map(({ value }) => [value.data.role, value.data.organisation])).toEqual([
      ['delivery_chief_executive', 'Together for Northshire'],
      ['chief_executive', undefined],
    ]);
  });

  it('is designate while an appointment lies ahead', () => {
    const [coming] = read(
      'Local leadership',
      "- A director of children's services has been appointed and will commence in post in July 2018.",
    );
    expect(coming?.value).toMatchObject({
      occurred: since('2018-07'),
      data: { role: 'dcs', status: 'designate', change: 'appointed' },
    });
  });

  it('knows the end of a tenure where the report tells it', () => {
    const facts = read(
      'Local leadership',
      '- The previous chair of the LSCB took up the post in October 2011 and left the post in March 2016.',
    );
    expect(facts.map(({ value }) => [value.occurred.from, value.data.change])).toEqual([
      ['2011-10', 'started'],
      ['2016-03', 'ended'],
    ]);
  });

  it('is one fact where the report tells it twice', () => {
    const facts = read(
      'The current interim DCS works closely with partners. This arrangement, which has been in place since November 2017, helps.',
      'Local leadership',
      '- The interim DCS has been in post since November 2017.',
    );
    expect(facts.map(({ confidence }) => confidence)).toEqual(['high']);
  });

  it.each([
    'The assistant director of children\u2019s services has been in post since May 2016.',
    'The leadership team has been in post since 2016.',
    'New posts of DCS and chief executive were made in May 2016, and he took up post in June 2016.',
    'The DCS has been in post for two years.',
    'No DCS has been in post since March 2016.',
    'There have not been several changes of DCS.',
  ])('is not read into: %s', (sentence) => {
    expect(read(`70. ${sentence}`)).toEqual([]);
  });
});

describe('what is told of another authority', () => {
  it.each([
    'The DCS of Leeds has been in post since March 2016.',
    'There have been four changes of DCS in Leeds.',
  ])('is none of this one: %s', (sentence) => {
    const blocks = blocksOf(textDocument(`70. ${sentence}`));
    const elsewhere = (words: string) => words.includes('Leeds');
    expect(readLeadershipStatements(blocks, { ...context, elsewhere })).toEqual([]);
    expect(readLeadershipStatements(blocks, context)).toHaveLength(1);
  });
});

describe('changes that are counted', () => {
  it('stay a count over the time since the inspection before', () => {
    const [turnover] = read(
      "77. There have been four changes of director of children's services since the last inspection.",
    );
    expect(turnover?.value).toEqual({
      type: 'TurnoverObserved',
      occurred: { precision: 'range', from: '2015', to: '2018-05' },
      data: { role: 'dcs', count: 4, printed: 'four changes' },
    });
  });

  it('have no number where none is printed', () => {
    const [turnover] = read("24. Several changes in director of children's services slowed it.");
    expect(turnover?.value.data).toEqual({ role: 'dcs', printed: 'several changes' });
  });
});
