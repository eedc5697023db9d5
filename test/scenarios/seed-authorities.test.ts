import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asking, askAfterImport, gradesOf } from '../support/asking.ts';

// Questions 1, 2, 5, 7 to 10, 14 to 16, 19, 21 to 23, 25, 26 and 30 of those that users ask of the three
// authorities of the five seed documents, each answered by the command from the whole shipped record.

let ask: Asking;
beforeAll(async () => {
  ask = await askAfterImport();
});
afterAll(() => ask.remove());

/** Days from one ISO day to another. */
function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

describe('where Sunderland stands', () => {
  it('on 26 July 2018 is inadequate, for the second time, by the report of the day before (Q1)', async () => {
    const { overall, report, knownAt } = await ask.standing('sunderland', '2018-07-26');
    expect(knownAt).toBe('2018-07-26');
    expect(overall).toMatchObject({
      grade: 'inadequate',
      published: '2018-07-25',
      since: '2015-07-20',
      sinceCrossesFramework: false,
    });
    expect(report).toMatchObject({
      framework: 'SIF',
      kind: 'reinspection',
      published: '2018-07-25',
    });
  });

  it('on 24 July 2018 is inadequate still by the report of July 2015 (Q2)', async () => {
    const { overall, report, areas } = await ask.standing('sunderland', '2018-07-24');
    expect(overall).toMatchObject({ grade: 'inadequate', published: '2015-07-20' });
    expect(report).toMatchObject({ kind: 'full', start: '2015-05-11', end: '2015-06-04' });
    expect(new Set(Object.values(areas).map(({ grade }) => grade))).toEqual(
      new Set(['inadequate']),
    );
  });

  it('on 25 July 2018 had been inadequate for 1,101 days, three years and five days (Q5)', async () => {
    const { overall } = await ask.standing('sunderland', '2018-07-25');
    expect(daysBetween(overall!.since!, '2018-07-25')).toBe(1101);
  });

  it('with hindsight was already, on 1 June 2018, what the report of July would say', async () => {
    const answer = await ask.standing('sunderland', '2018-06-01', '2026-01-01');
    expect(answer.overall).toMatchObject({ grade: 'inadequate', published: '2018-07-25' });
    expect(answer.areas.adoption?.grade).toBe('good');
    expect(answer.awaitingReport).toEqual([]);
    expect(answer).toMatchObject({ restsOnAssumed: false, uncertain: [] });
  });

  it('with hindsight is judged anew from the last day on site, 18 May 2018, and not before', async () => {
    const before = await ask.standing('sunderland', '2018-05-17', '2026-01-01');
    const from = await ask.standing('sunderland', '2018-05-18', '2026-01-01');
    expect([before, from].map(({ report }) => report?.published)).toEqual([
      '2015-07-20',
      '2018-07-25',
    ]);
  });
});

describe('what inspectors have done at Sunderland and not published', () => {
  it('shows from their first day on site to the day before the report', async () => {
    const answers = await Promise.all(
      ['2018-04-22', '2018-04-23', '2018-07-24', '2018-07-25'].map((day) =>
        ask.standing('sunderland', day),
      ),
    );
    expect(answers.map(({ awaitingReport }) => awaitingReport.length)).toEqual([0, 1, 1, 0]);
    expect(answers[2]?.awaitingReport[0]).toMatchObject({
      framework: 'SIF',
      kind: 'reinspection',
      start: '2018-04-23',
      end: '2018-05-18',
      daysSince: 67,
      basis: 'assumed',
    });
  });

  it('is left out of public knowledge, since only the later report told of it', async () => {
    const answer = await ask.json('standing', 'sunderland', '--as-of', '2018-07-24', '--public');
    expect(answer).toMatchObject({ awaitingReport: [], overall: { grade: 'inadequate' } });
  });
});

describe('the monitoring of Sunderland', () => {
  it('had by the end of 2016 been at least two visits (Q7)', async () => {
    const { visitsSince } = await ask.standing('sunderland', '2016-12-31');
    expect(visitsSince.monitoring).toEqual({ documented: 2, atLeast: 2 });
  });

  it('implies an earlier visit by the number of the second, where the first is not on record (Q7)', async () => {
    const letter = await askAfterImport([
      `${import.meta.dirname}/../../data/seeds/sunderland-monitoring-letter-2016.jsonl`,
    ]);
    const { visitsSince } = await letter.standing('sunderland', '2016-12-31');
    expect(visitsSince.monitoring).toEqual({ documented: 1, atLeast: 2 });
    letter.remove();
  });

  it('covered at its second visit the front door and nine subjects (Q8)', async () => {
    const { visits } = await ask.standing('sunderland', '2016-12-31');
    const second = visits.find(({ sequence }) => sequence === 2);
    expect(second).toMatchObject({ kind: 'monitoring', topic: 'front_door' });
    expect(second?.scope).toHaveLength(9);
    expect(second?.scope).toEqual(expect.arrayContaining(['early help', 'domestic violence']));
  });

  it('gave no grade: the second visit saw steady progress, and the standing stayed (Q9)', async () => {
    const { visits, overall } = await ask.standing('sunderland', '2016-12-31');
    expect(visits.find(({ sequence }) => sequence === 2)).toMatchObject({
      grade: null,
      progress: 'steady',
    });
    expect(overall).toMatchObject({ grade: 'inadequate', published: '2015-07-20' });
  });

  it('took 29 days, 21 of them working days, from the second visit to its letter (Q10)', async () => {
    const { visits } = await ask.standing('sunderland', '2016-12-31');
    expect(visits.find(({ sequence }) => sequence === 2)?.lag).toMatchObject({
      calendarDays: 29,
      workingDays: 21,
    });
  });
});

describe('who leads and delivers in Sunderland', () => {
  it('on 8 December 2016 was Alex Hopkins as director, seen in post by the letter of that day (Q14)', async () => {
    const { leadership } = await ask.standing('sunderland', '2016-12-08');
    expect(leadership.dcs).toMatchObject({
      person: 'Alex Hopkins',
      observed: '2016-12-08',
      reportedBy: 'Ofsted',
    });
  });

  it('on 1 May 2018, as the report of July told it, was an unnamed interim since November 2017, over adults too (Q15)', async () => {
    const { leadership } = await ask.standing('sunderland', '2018-05-01', '2018-07-25');
    expect(leadership.dcs).toMatchObject({
      person: null,
      status: 'interim',
      since: '2017-11',
      jointWith: ['adult_services_director'],
      confirmed: true,
    });
  });

  it('on 1 August 2018, as known on 25 July, is an appointee to a joint post, not confirmed in it (Q16)', async () => {
    const { leadership } = await ask.standing('sunderland', '2018-08-01', '2018-07-25');
    expect(leadership.dcs).toMatchObject({
      person: null,
      status: 'designate',
      since: '2018-07',
      confirmed: false,
      jointWith: [],
    });
  });

  it('is the council on 1 January 2017 and the company on 1 April 2017 (Q19)', async () => {
    const [january, april] = await Promise.all(
      ['2017-01-01', '2017-04-01'].map((day) => ask.standing('sunderland', day)),
    );
    expect(january?.delivery).toMatchObject({ provider: 'council', since: null });
    expect(april?.delivery).toMatchObject({ provider: 'Together for Children', form: 'company' });
  });
});

describe('how long a report took', () => {
  it.each([
    ['sunderland', '2018-07-25', 47],
    ['cheshire east', '2020-01-09', 26],
    ['stockton', '2016-08-05', 36],
  ])(
    'from the last day on site in %s to %s is %i working days (Q21)',
    async (authority, day, working) => {
      const { report } = await ask.standing(authority, day);
      expect(report).toMatchObject({ published: day, lag: { workingDays: working } });
    },
  );
});

describe('Cheshire East', () => {
  it('requires improvement in every judgement on 10 January 2020 (Q22)', async () => {
    const answer = await ask.standing('Cheshire East', '2020-01-10');
    expect(gradesOf(answer)).toEqual({
      overall: 'requires_improvement',
      leadership: 'requires_improvement',
      help_and_protection: 'requires_improvement',
      children_in_care: 'requires_improvement',
    });
    expect(answer.areas.children_in_care?.covers).toEqual(['children_in_care', 'care_leavers']);
  });

  it('came there from inadequate in 2013 and requires improvement in 2015 (Q22)', async () => {
    const entries = await ask.history('Cheshire East', '2020-01-14');
    const ofsted = entries.flatMap(({ type, data, source }) =>
      type === 'ReportPublished' && 'judgements' in data && source.rank !== 'council'
        ? [`${data.of.framework} ${data.judgements?.[0]?.grade}`]
        : [],
    );
    expect([...new Set(ofsted)]).toEqual([
      'SLAC adequate',
      'CPI inadequate',
      'SIF requires_improvement',
      'ILACS requires_improvement',
    ]);
    expect(entries.map(({ summary }) => summary)).toContain(
      'Ofsted report (overall effectiveness inadequate)',
    );
  });

  it('keeps its standing through the focused visit of October 2018, which gave no grade (Q23)', async () => {
    const { visits, overall, report } = await ask.standing('Cheshire East', '2018-12-31');
    expect(visits).toMatchObject([
      { kind: 'focused', start: '2018-10-30', end: '2018-10-31', grade: null },
    ]);
    expect(overall).toMatchObject({ grade: 'requires_improvement', published: '2015-09-15' });
    expect(report?.framework).toBe('SIF');
  });
});

describe('Stockton-on-Tees on 5 August 2016', () => {
  it('is good overall, outstanding for care leavers, and requires improvement in three (Q25)', async () => {
    expect(gradesOf(await ask.standing('Stockton-on-Tees', '2016-08-05'))).toEqual({
      overall: 'good',
      help_and_protection: 'good',
      children_in_care: 'requires_improvement',
      adoption: 'requires_improvement',
      care_leavers: 'outstanding',
      leadership: 'good',
      lscb: 'requires_improvement',
    });
  });

  it('is of the 27 in 104, a quarter, that are good or better, and one of three outstanding for care leavers (Q26)', async () => {
    const { areas } = await ask.picture(
      ...['--as-of', '2016-08-05', '--framework', 'SIF', '--count', 'reports'],
    );
    const { counts, judged } = areas.overall!;
    expect([counts.outstanding! + counts.good!, judged]).toEqual([27, 104]);
    expect(Math.round((100 * (counts.outstanding! + counts.good!)) / judged)).toBe(26);
    expect(areas.care_leavers?.counts.outstanding).toBe(3);
  });
});

describe('the sources of Sunderland’s re-inspection of 2018', () => {
  it('are the report first, the article of its month, and releases printed years later last, and make one inspection (Q30)', async () => {
    const { report } = await ask.standing('sunderland', '2018-08-31');
    const ranks = report!.evidence.map(({ rank }) => rank);
    expect(ranks[0]).toBe('report');
    const out = report!.evidence.filter(
      ({ documentPublished }) => documentPublished === null || documentPublished <= '2018-08-31',
    );
    expect(report!.evidence.slice(0, out.length)).toEqual(out);
    expect(report!.evidence.at(-1)).toMatchObject({ rank: 'release' });
    expect(out.at(-1)).toMatchObject({
      rank: 'press',
      publisher: 'WillisPalmer',
      assertedBy: 'press',
      locator: 'lines 1, 11, 35 and 43',
    });
    expect(report!.disagreements).toEqual([]);
    const between = await ask.standing('sunderland', '2018-04-22', '2018-08-31');
    expect(between.report?.published).toBe('2015-07-20');
  });

  it('name a document and a place in it for every fact read in the report (Q30)', async () => {
    const entries = await ask.history('sunderland', '2018-08-31');
    const title = "Sunderland: report of the re-inspection of children's services, July 2018";
    const read = entries.filter(({ source }) => source.title === title);
    expect(read.length).toBeGreaterThan(90);
    expect(read.filter(({ source }) => source.locator === undefined)).toEqual([]);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  });
});
