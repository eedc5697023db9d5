import { claimEvent, day, sources } from '@monitoring-timeline/core/testing';
import { describe, expect, it } from 'vitest';
import { on, recordOf } from '../../testing/records.ts';
import { interventionsInForce } from './in-force.ts';

function begunBy(from: string, title: string, source = sources.report) {
  return claimEvent(
    'InterventionStarted',
    { instrument: 'direction', title },
    {
      occurred: { precision: 'by', from },
      known: '2017-05-01',
      source,
    },
  );
}

function inForce(...events: ReturnType<typeof begunBy>[]) {
  const at = on('2018-01-01');
  return interventionsInForce(recordOf(events).at(at), at.asOf, () => null);
}

describe('interventions that sources date only as begun by a day', () => {
  const report = begunBy('2017-04', 'as the report has it');
  const press = begunBy('2017-03', 'as the press has it', sources.press);
  const dated = claimEvent(
    'InterventionStarted',
    { instrument: 'direction', title: 'dated' },
    {
      occurred: day('2015-07-20'),
      known: '2015-07-20',
    },
  );

  it('are one of their instrument, by precedence, whatever the order of arrival', () => {
    expect(inForce(report, press)).toMatchObject([{ title: 'as the report has it' }]);
    expect(inForce(press, report)).toEqual(inForce(report, press));
  });

  it('give way to a start with a day', () => {
    for (const order of [
      [report, dated, press],
      [dated, press, report],
      [press, report, dated],
    ]) {
      expect(inForce(...order)).toMatchObject([{ title: 'dated', since: '2015-07-20' }]);
    }
  });
});
