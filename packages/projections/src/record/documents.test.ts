import { claimEvent, day, days, reported, sources } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { answering, context, on, recordOf } from '../testing/records.ts';
import { history } from '../views/history.ts';
import { composeDiffs, diff } from '../views/learnt/diff.ts';
import { replay } from '../views/learnt/replay.ts';
import { standing } from '../views/standing/standing.ts';

const letterSource = { ...sources.report, title: 'Letter on the visit of May 2022' };
const about = { kind: 'focused', framework: 'ILACS', topic: 'achieving_permanence' };
const printed = { ...about, topicPrinted: 'Achieving permanence' };
const of = { activity: 'visit', framework: 'ILACS', visitKind: 'focused' };
const onSite = days('2022-05-04', '2022-05-05');
const byAssumption = { from: '2022-05-04', basis: 'assumed' } as const;

const visit = claimEvent('VisitCarriedOut', printed, {
  occurred: onSite,
  known: byAssumption,
  source: letterSource,
});
const listed = claimEvent('VisitCarriedOut', printed, {
  occurred: day('2022-05-04'),
  known: byAssumption,
  source: sources.release2023,
});
const letter = claimEvent(
  'ReportPublished',
  { of: { ...of, days: onSite }, published: '2022-06-10' },
  { occurred: day('2022-06-10'), known: '2022-06-10', source: letterSource },
);
const summaries = (record: ReturnType<typeof recordOf>, day: string) =>
  history(record, on(day), { nameOf: () => null }).map(({ summary }) => summary);

describe('what inspectors looked at', () => {
  const record = recordOf([visit, listed, letter]);

  it('is told by history from the letter on, and before it only that they came', () => {
    expect(summaries(record, '2022-06-09')).toEqual([
      'Focused visit, 4 May 2022',
      'Focused visit, 4 to 5 May 2022',
    ]);
    expect(summaries(record, '2022-06-10').slice(0, 2)).toEqual([
      'Focused visit, 4 May 2022: Achieving permanence',
      'Focused visit, 4 to 5 May 2022: Achieving permanence',
    ]);
    const [before] = history(record, on('2022-06-09'), { nameOf: () => null });
    expect(before?.data).toEqual({ kind: 'focused', framework: 'ILACS' });
    expect(standing(record, on('2022-06-09'), context).visits[0]?.topic).toBeNull();
    expect(standing(record, on('2022-06-10'), context).visits[0]?.topic).toBe(about.topic);
  });

  it('is told from the release that prints it where no letter is on record', () => {
    const listedOnly = recordOf([listed]);
    expect(history(listedOnly, on('2023-07-05'), { nameOf: () => null })).toMatchObject([
      { documentPublished: '2023-07-06', documentPublic: false },
    ]);
    expect(summaries(listedOnly, '2023-07-05')).toEqual(['Focused visit, 4 May 2022']);
    expect(summaries(listedOnly, '2023-07-06')).toEqual([
      'Focused visit, 4 May 2022: Achieving permanence',
    ]);
  });

  it('is told 230 days after by a page of no day: by then any letter was out', () => {
    const page = claimEvent('VisitCarriedOut', printed, {
      occurred: day('2022-05-04'),
      known: byAssumption,
      source: { ...sources.press, title: 'Page of no day' },
    });
    expect(summaries(recordOf([page]), '2022-12-19')).toEqual(['Focused visit, 4 May 2022']);
    expect(summaries(recordOf([page]), '2022-12-20')).toEqual([
      'Focused visit, 4 May 2022: Achieving permanence',
    ]);
  });

  it('is a thing learnt for a diff, which composes', () => {
    const between = (from: string, to: string) =>
      diff([record], on(from).asOf, on(to).asOf, answering());
    const [came, told] = [between('2022-05-01', '2022-05-31'), between('2022-05-31', '2022-06-30')];
    const of = ({ authorities }: typeof came) =>
      authorities.flatMap(({ events }) =>
        events.map(({ id, kind, summary }) => [id, kind, summary]),
      );
    expect(of(came)).toContainEqual([visit.id, 'learnt', 'Focused visit, 4 to 5 May 2022']);
    const whole = [visit.id, 'learnt', 'Focused visit, 4 to 5 May 2022: Achieving permanence'];
    expect(of(told)).toContainEqual(whole);
    expect(composeDiffs(came, told)).toEqual(between('2022-05-01', '2022-06-30'));
  });

  it('is in no step of a replay before the letter', () => {
    const steps = [...replay([record], answering())].filter(({ event }) => event !== null);
    expect(steps.map(({ event }) => event?.summary)).toEqual([
      expect.stringMatching(/^Focused visit, 4 (to 5 )?May 2022$/),
      expect.stringMatching(/^Focused visit, 4 (to 5 )?May 2022$/),
      expect.stringContaining('letter'),
    ]);
  });
});

describe('who inspected', () => {
  it('is told from the report on', () => {
    const inspection = claimEvent(
      'InspectionCarriedOut',
      { framework: 'ILACS', inspectors: [{ person: 'p-000000000000000000ab', role: 'lead' }] },
      { occurred: onSite, known: byAssumption, source: letterSource },
    );
    const report = reported(
      { overall: 'good' },
      { framework: 'ILACS', days: onSite, published: '2022-06-10', source: letterSource },
    );
    const record = recordOf([inspection, report]);
    const at = (day: string) =>
      history(record, on(day), { nameOf: () => null }).find(({ id }) => id === inspection.id)?.data;
    expect(at('2022-06-09')).toEqual({ framework: 'ILACS' });
    expect(at('2022-06-10')).toHaveProperty('inspectors');
  });
});

describe('a document of no day of its own', () => {
  it('has the day of its other claims, whichever came first', () => {
    for (const events of [
      [visit, letter],
      [letter, visit],
    ]) {
      const record = recordOf(events);
      expect(record.claim(visit.id)?.document.day).toBe(on('2022-06-10').asOf);
      const at = (day: string) => history(record, on(day), { nameOf: () => null })[0];
      expect(at('2022-06-09')).toMatchObject({ documentPublished: null, documentPublic: null });
      expect(at('2022-06-10')).toMatchObject({
        documentPublished: '2022-06-10',
        documentPublic: true,
      });
    }
  });
});
