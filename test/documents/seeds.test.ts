import { skippedBecause, withoutMaterial } from '@monitoring-timeline/core/testing/skipping';
import { describe, expect, it } from 'vitest';
import { haveSeeds, lineOf, readSeed, shippedFacts, without } from './seed-reading.ts';

/** A claim that rules read otherwise than a person, or do not read, and why. */
type Because = Readonly<Record<string, readonly string[]>>;

interface Seed {
  readonly number: string;
  readonly what: string;
  readonly kind: string;
  /** The facts made by hand. */
  readonly facts: string;
  /** Day given by the caller, where the document prints none. */
  readonly published?: string;
  /** Claims made by hand that are not read. */
  readonly notRead: Because;
  /** Claims read that are not among those made by hand. */
  readonly otherwise: Because;
}

const noContext =
  'a remark on a service, practice or structure in no set form: nothing tells it from the rest of the text';
const drawnToo = 'told by the document in a set form, and left out by a person';
const alone =
  'read by a rule that this document alone proves, so it waits for a person (see rules/proofs.generated.json)';

const seeds: readonly Seed[] = [
  {
    number: '000',
    what: 'the re-inspection report of Sunderland, July 2018',
    kind: 'inspection_report',
    facts: 'sunderland-reinspection-2018',
    notRead: {
      [noContext]: [
        'ContextNoted, by 2018-05-18: practice',
        'ContextNoted, by 2018-05-18: service',
        'ContextNoted, range 2018-04-23..2018-05-18: framework',
      ],
      'the word is kept as printed': [
        'IndicatorObserved, range 2018-04-23..2018-05-18: staff_turnover lower text',
      ],
      [alone]: [
        'IndicatorObserved, range 2018-04-23..2018-05-18: disabled_children_not_reassessed 40 count',
        'ThemeRaised, by 2018-04-23: visits_before_strategy_meeting',
        'ThemeStillEvident, day 2018-05-18: visits_before_strategy_meeting',
      ],
      'that a board which ended in March was there by then, and a direction by the day of the company, is inferred by a person':
        [
          'InterventionStarted, by 2017-04: direction',
          'InterventionStarted, by 2018-03: improvement_board',
        ],
    },
    otherwise: {
      'the word is kept as printed': [
        'IndicatorObserved, range 2018-04-23..2018-05-18: staff_turnover less text',
      ],
      [drawnToo]: ['ContextNoted, range 2018-04-23..2018-05-18: statement'],
      'what is said to be there without a date was there by the first day of the inspection': [
        'InterventionStarted, by 2018-04-23: direction',
        'InterventionStarted, by 2018-04-23: improvement_board',
      ],
    },
  },
  {
    number: '001',
    what: 'the letter on a monitoring visit to Sunderland, December 2016',
    kind: 'monitoring_visit_letter',
    facts: 'sunderland-monitoring-letter-2016',
    notRead: {
      [noContext]: [
        'ContextNoted, day 2016-11-09: statement',
        'ContextNoted, day 2016-12-08: document',
      ],
      [alone]: [
        'IndicatorObserved, range 2016-05..2016-11: re_referrals_assessed 713 count (713 of 767)',
        'IndicatorObserved, range 2016-05..2016-11: re_referrals_to_care 43 count (43 of 767)',
        'IndicatorObserved, range 2016-05..2016-11: re_referrals_to_need_plan 45 count (45 of 767)',
        'IndicatorObserved, range 2016-05..2016-11: re_referrals_to_protection_plan 8 count (8 of 767)',
      ],
      'what is told without a day was so by the last day': ['ContextNoted, year 2016: programme'],
    },
    otherwise: {
      'what is told without a day was so by the last day': [
        'ContextNoted, by 2016-11-09: programme',
      ],
    },
  },
  {
    number: '002',
    what: 'a news article on Sunderland, undated',
    kind: 'news_article',
    facts: 'sunderland-article-2018',
    published: '2018-07-31',
    notRead: {
      [noContext]: [
        'ContextNoted, month 2018-07: statement',
        'ContextNoted, since 2017-11: structure',
      ],
      'the caller gives a day, a person gave the month': [
        'LeadershipObserved, month 2018-07: delivery_chair p-8279fe07370f0710a5ea',
      ],
      'the article does not say since when it counts': [
        'TurnoverObserved, range 2015..2018-07: dcs several changes',
      ],
    },
    otherwise: {
      'the caller gives a day, a person gave the month': [
        'LeadershipObserved, day 2018-07-31: delivery_chair p-8279fe07370f0710a5ea',
      ],
      'the article does not say since when it counts': [
        'TurnoverObserved, by 2018-07-31: dcs several changes',
      ],
      'the article restates what the report says, a person left it out': [
        'InterventionStarted, by 2018-07-31: improvement_board',
      ],
    },
  },
  {
    number: '003',
    what: 'a cabinet paper of Cheshire East with the report bound into it, January 2020',
    kind: 'council_paper',
    facts: 'cheshire-east-cabinet-paper-2020',
    notRead: {
      [noContext]: ['ContextNoted, day 2019-11-29: membership'],
      'what a council says of a framework but since when it is in use is no fact about the authority':
        [
          'ContextNoted, since 2018-01: framework',
          'ContextNoted, since 2018-01: framework',
          'ContextNoted, since 2018-01: framework',
        ],
      'promised without a day: it goes to quarantine': ['CommitmentMade, day 2020-01-14: line 136'],
      'the report recalls a focused visit in passing; the paper tells it and is read': [
        'VisitCarriedOut, month 2018-10: focused',
      ],
    },
    otherwise: {
      'what is told without a day was so by the last day': [
        'ContextNoted, by 2019-11-29: membership',
      ],
    },
  },
  {
    number: '004',
    what: 'a board paper of Stockton-on-Tees with a national table, September 2016',
    kind: 'council_paper',
    facts: 'stockton-board-paper-2016',
    notRead: {
      [noContext]: [
        'ContextNoted, by 2016-09-28: practice',
        'ContextNoted, day 2016-06-16: practice',
        'ContextNoted, day 2016-06-16: practice',
        'ContextNoted, day 2016-08-05: statement',
        'ContextNoted, range 2016-05-23..2016-06-16: statement',
      ],
      'what a council says of a framework but since when it is in use is no fact about the authority':
        [
          'ContextNoted, by 2017-11: framework',
          'ContextNoted, by 2017-12-31: framework',
          'ContextNoted, day 2016-08-05: framework',
          'ContextNoted, since 2014: framework',
        ],
      'that no other authority of the region is outstanding gives no count by itself': [
        'SnapshotPublished, day 2016-08-05: North East: overall 0/3/3/2, care_leavers 1/0/0/0',
      ],
      [alone]: [
        'IndicatorObserved, day 2016-08-05: authorities_care_leavers_outstanding 3 count (3 of 104)',
        'IndicatorObserved, day 2016-08-05: authorities_overall_good_or_better 27 count (27 of 104)',
      ],
    },
    otherwise: {
      'the meetings that inspectors held, as what they saw': [
        'ContextNoted, range 2016-05-23..2016-06-16: document',
      ],
      'that no other authority of the region is outstanding gives no count by itself': [
        'SnapshotPublished, day 2016-08-05: North East: overall 0/3/3/2',
      ],
      'the form behind the paper repeats its grades under another first day': [
        'ReportPublished, day 2016-08-05: adoption=requires_improvement care_leavers=outstanding children_in_care=requires_improvement help_and_protection=good leadership=good lscb=requires_improvement overall=good',
      ],
    },
  },
];

const lines = (because: Because): readonly string[] => Object.values(because).flat().sort();

describe('the five documents', skippedBecause(haveSeeds ? undefined : withoutMaterial), () => {
  describe.each(seeds)('$what', ({ number, kind, facts, published, notRead, otherwise }) => {
    const reading = haveSeeds ? readSeed(number, published) : undefined;
    const claims = (reading?.proposals ?? []).map(({ event }) => event);
    const read = claims.map(lineOf);
    // what an analyst infers from two documents together stands in neither
    const byHand = shippedFacts(facts)
      .filter(({ source }) => source.assertedBy !== 'analyst')
      .map(lineOf);

    it('is recognised for what it is', () => {
      expect(reading?.kind).toBe(kind);
    });

    it('gives every fact that a person drew out of it, but those listed with a reason', () => {
      expect(without(byHand, read)).toEqual(lines(notRead));
    });

    it('gives nothing else, but what is listed with a reason', () => {
      expect(without(read, byHand)).toEqual(lines(otherwise));
    });

    it('gives each claim a place in the document and a source', () => {
      for (const { source } of claims) {
        expect(source.locator).toMatch(/^(?:line \d+|file)/);
        expect(source.publisher).not.toBe('');
      }
    });
  });

  it('flag the share that does not follow from its own parts, as printed', () => {
    const { proposals, problems } = readSeed('000');
    const waiting = problems.flatMap(({ claims = [] }) => claims);
    const claims = [...proposals.map(({ event }) => event), ...waiting];
    const flagged = claims.filter(
      ({ type, data }) => type === 'IndicatorObserved' && 'inconsistent' in data,
    );
    expect(flagged.map(({ data }) => data)).toMatchObject([
      { printed: '69 (82%)', value: 82, numerator: 69, denominator: 78 },
      { printed: '18%', value: 18, denominator: 78 },
    ]);
  });

  it('keep apart what the council and the inspectorate say of the first day', () => {
    const begun = readSeed('003')
      .proposals.map(({ event }) => event)
      .filter(({ type, occurred }) => type === 'InspectionCarriedOut' && occurred.from > '2019');
    expect(begun.map(({ source, occurred }) => [source.rank, occurred.from])).toEqual([
      ['report', '2019-11-18'],
      ['council', '2019-11-11'],
    ]);
  });

  it('carry no sentence of a document into an event', () => {
    for (const { number, published } of seeds) {
      for (const { event } of readSeed(number, published).proposals) {
        const data = event.data as { readonly topic?: string; readonly note?: string };
        const words = `${data.topic ?? ''} ${data.note ?? ''}`.trim().split(/\s+/);
        expect(words.length, JSON.stringify(data)).toBeLessThan(16);
      }
    }
  });

  it('hold back the grades of an article without a day, which would be known too early, and not what it dates itself', () => {
    const { proposals, problems } = readSeed('002');
    expect(proposals.map(({ event }) => [event.type, event.known])).toEqual([
      ['LeadershipChanged', { from: '2017-11', basis: 'assumed' }],
      ['DeliveryChanged', { from: '2017-11', basis: 'assumed' }],
    ]);
    expect(problems.map(({ reason }) => reason)).toEqual(['no_publication']);
  });
});
