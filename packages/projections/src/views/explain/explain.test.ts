import {
  claimEvent,
  correction,
  day,
  days,
  reported,
  sources,
} from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import type { DueRow } from '../../answers/due.ts';
import { context, on, recordOf } from '../../testing/records.ts';
import { standing } from '../standing/standing.ts';
import { trajectory } from '../trajectory/trajectory.ts';
import { explain } from './explain.ts';
import { partsOfDue, partsOfStanding, partsOfTrajectory } from './parts.ts';

const on_ = days('2018-04-23', '2018-05-18');
const report = reported(
  { overall: 'inadequate', leadership: 'good' },
  {
    framework: 'SIF',
    version: '2013',
    days: on_,
    published: '2018-07-25',
    source: { ...sources.report, locator: 'line 11', url: 'https://example.org/report' },
  },
);
const council = reported(
  { overall: 'requires_improvement' },
  { framework: 'SIF', days: on_, published: '2018-07-25', source: sources.council },
);
const mended = correction(report, '/data/judgements/1/grade', 'requires_improvement');
const record = recordOf([report, council, mended]);

describe('the explanation of what lasts', () => {
  it('names the rule of telling of the policy, in its words', () => {
    const notice = claimEvent(
      'InterventionStarted',
      { instrument: 'improvement_notice' },
      { occurred: day('2018-08-01'), known: '2018-08-01' },
    );
    const lasting = recordOf([report, notice]);
    const at = on('2026-01-01');
    const parts = partsOfStanding(standing(lasting, at, context));
    const told = explain(lasting, at, context, 'standing', parts);
    const part = told.answers.find(({ field }) => field === 'interventions.improvement_notice');
    const rule = standing(lasting, at, context).interventions[0]?.rule;
    expect(rule).toMatch(/^intervention-/);
    expect(part?.rules).toContain(rule);
    expect(told.rules.find(({ id }) => id === rule)?.says).toMatch(/intervention/i);
  });
});

describe('the explanation of a standing', () => {
  const { answers, rules, because } = explain(
    record,
    on('2019-01-01'),
    context,
    'standing',
    partsOfStanding(standing(record, on('2019-01-01'), context)),
  );
  const answer = (field: string) => answers.find((one) => one.field === field);

  it('leads from the answer to the rule, the event, the document and the place in it', () => {
    expect(answer('overall')).toMatchObject({
      value: 'inadequate',
      disagreements: [{ value: 'requires_improvement', publisher: 'A council', settledBy: 'rank' }],
    });
    expect(answer('overall')?.events[0]).toMatchObject({
      event: report.id,
      locator: 'line 11',
      url: 'https://example.org/report',
    });
    expect(answer('overall')?.rules).toContain('overall_as_printed');
  });

  it('names the correction that gave a grade', () => {
    expect(answer('areas.leadership')?.value).toBe('requires_improvement');
    const [first] = answer('areas.leadership')?.events ?? [];
    expect(first?.correctedBy).toEqual([mended.id]);
    expect(answer('areas.leadership')?.rules).toContain('corrections');
  });

  it('says in words every rule that it names, each once', () => {
    const named = new Set(answers.flatMap((one) => one.rules));
    expect(rules.map(({ id }) => id).sort()).toEqual([...named].sort());
    expect(rules.every(({ says }) => says.length > 10)).toBe(true);
    expect(because).toContain(mended.id);
  });
});

describe('the explanation of a trajectory', () => {
  it('names how far the two grades can be set side by side', () => {
    const earlier = reported(
      { overall: 'inadequate', leadership: 'inadequate' },
      {
        framework: 'SIF',
        version: '2013',
        days: days('2015-05-11', '2015-06-04'),
        published: '2015-07-20',
      },
    );
    const both = recordOf([earlier, report]);
    const at = on('2019-01-01');
    const parts = partsOfTrajectory(trajectory(both, at, context));
    const { answers } = explain(both, at, context, 'trajectory', parts);
    const leadership = answers.find(({ field }) => field === 'areas.leadership');
    expect(leadership).toMatchObject({ value: 'improving (+2)' });
    expect(leadership?.rules).toEqual(
      expect.arrayContaining(['previous_comparable', 'same_series']),
    );
    expect(leadership?.events.map(({ event }) => event).sort()).toEqual(
      [earlier.id, report.id].sort(),
    );
  });
});

describe('the explanation of what is due', () => {
  it('takes rule, version and anchor from the rows that the caller gives', () => {
    const row = {
      rule: 'ilacs-cycle',
      version: '2',
      status: 'due',
      due: '2022-11-29',
      because: [report.id],
      source: { title: 'a guide' },
    } as unknown as DueRow;
    const parts = partsOfDue([row]);
    const { answers, rules } = explain(record, on('2019-01-01'), context, 'due', parts);
    expect(answers).toMatchObject([
      { field: 'due.ilacs-cycle', value: 'due, due 2022-11-29', events: [{ event: report.id }] },
    ]);
    expect(rules).toEqual([{ id: 'ilacs-cycle version 2', says: 'a guide' }]);
  });
});
