import { describe, expect, it } from 'vitest';
import { englandChildren } from './england-children/index.ts';
import { InvalidPolicy, parsePolicy, policyFrom } from './load.ts';

type Json = Record<string, unknown>;

function copy(): Json & { rules: Json[] } {
  return structuredClone(englandChildren) as unknown as Json & { rules: Json[] };
}

function problemsOf(value: unknown): string {
  try {
    policyFrom(value, 'mine.json');
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidPolicy);
    return (error as InvalidPolicy).message;
  }
  return 'nothing wrong';
}

describe('a policy file', () => {
  it('of the shipped policy written as JSON reads back the same', () => {
    expect(parsePolicy(JSON.stringify(englandChildren))).toEqual(englandChildren);
  });

  it('may begin with a byte order mark', () => {
    expect(parsePolicy(`\uFEFF${JSON.stringify(englandChildren)}`).id).toBe('england-children');
  });

  it('that is no JSON says so', () => {
    expect(() => parsePolicy('{ rules: ', 'mine.json')).toThrow(
      /mine\.json is no usable policy.*not JSON/,
    );
  });

  it('is told by place and reason what is wrong', () => {
    const policy = copy();
    policy.rules[0] = { ...policy.rules[0], offsets: { due: { fortnights: 3 } } };
    policy.rules[1] = { ...policy.rules[1], owedBy: 'nobody' };
    const message = problemsOf(policy);
    expect(message).toContain('rules[0].offsets.due');
    expect(message).toContain('rules[1].owedBy');
  });

  it('holds no key that nothing reads', () => {
    expect(problemsOf({ ...copy(), rulez: [] })).toContain('rulez');
  });

  it('has one version of a rule in force on a day', () => {
    const policy = copy();
    policy.rules.push({ ...policy.rules[0], version: 'other', effective: { from: '2016-01-01' } });
    expect(problemsOf(policy)).toMatch(/rules\[\d+\]\.effective: overlaps version 2013-11/);
  });

  it('has a clock come round only where nothing would show it as met, without a window', () => {
    const policy = copy();
    const cycle = policy.rules.findIndex(({ id }) => id === 'ilacs-cycle');
    policy.rules[cycle] = { ...policy.rules[cycle], every: { months: 12 } };
    expect(problemsOf(policy)).toContain(`rules[${cycle}].every: only a clock with`);
  });

  it('counts working days by a table that is there', () => {
    expect(problemsOf({ ...copy(), calendar: 'mars-1' })).toContain('no holiday table "mars-1"');
  });

  it('has no interval that ends before it begins', () => {
    const policy = copy();
    policy.rules[0] = {
      ...policy.rules[0],
      effective: { from: '2016-01-01', to: '2015-01-01' },
    };
    expect(problemsOf(policy)).toContain('rules[0].effective.to');
  });
});

describe('the shipped policy', () => {
  it('gives every rule and suspension a source', () => {
    for (const { source } of [...englandChildren.rules, ...englandChildren.suspensions]) {
      expect(source.title.length).toBeGreaterThan(10);
    }
  });

  it('calls statutory only what the authority owes', () => {
    const statutory = englandChildren.rules.filter(({ basis }) => basis === 'statutory');
    expect(statutory.map(({ owedBy }) => owedBy)).toEqual(statutory.map(() => 'authority'));
    expect(statutory.map(({ id }) => id)).toContain('action-statement');
  });

  it('stops the clocks of the inspectorate in suspensions, and none that the law gives the authority', () => {
    const stopped = englandChildren.rules.filter(({ clockStops }) => clockStops);
    expect(new Set(stopped.map(({ owedBy }) => owedBy))).toEqual(new Set(['inspectorate']));
    expect(stopped.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'ilacs-cycle',
        'sif-inadequate-reinspection',
        'monitoring-quarterly',
      ]),
    );
  });

  it('calls verified only what the law or the inspectorate itself says', () => {
    const verified = englandChildren.rules.filter((rule) => rule.verified);
    expect(verified.map(({ id }) => id)).toEqual([
      'monitoring-quarterly',
      'authority-publishes-report',
      'joint-inspection-statement',
    ]);
  });

  it('calls nothing overdue by a rule of which no source says by when', () => {
    for (const { owedBy, verified, callsOverdue } of englandChildren.rules) {
      if (owedBy !== 'inspectorate') expect(callsOverdue ?? verified).toBe(verified);
    }
  });
});
