import {
  type InterventionsHistory,
  interventionsHistory,
} from '../../../packages/projections/src/index.ts';
import { shippedContext } from '../../../test/support/record.ts';
import type { AuditRule, Place } from '../place.ts';
import { outBy } from '../reckoning/reports.ts';

function interventionsAt({ record, coordinates }: Place): InterventionsHistory {
  return interventionsHistory(record, coordinates, shippedContext());
}

/** The letter by which the department says that it intervenes wherever an authority is inadequate. */
const everyInadequate = '2017-07-31';

function named({ instrument, since }: { instrument: string; since: string }): string {
  return `${instrument} since ${since}`;
}

/** What stands is one answer, whoever is asked. */
export const interventionsAgree: AuditRule = {
  says: 'standing, interventions and trajectory name the same interventions as standing',
  *wrong(place) {
    const { inForce, history } = interventionsAt(place);
    const own = inForce.map(named).join('; ');
    const inStanding = place.standing.interventions.map(named).join('; ');
    const open = (list: InterventionsHistory['history']) =>
      list
        .filter(({ state }) => state === 'told_now' || state === 'last_told')
        .map(({ instrument, from }) => `${instrument} since ${from}`)
        .join('; ');
    if (own !== inStanding) yield `"${own}" in interventions, "${inStanding}" in standing`;
    if (open(history) !== own) yield `"${open(history)}" in the history, "${own}" as standing`;
    const moved = open(place.trajectory.interventions);
    if (moved !== own) yield `"${moved}" in trajectory, "${own}" in interventions`;
  },
};

/** No intervention stands beside a later report that is above inadequate. */
export const noneContradicted: AuditRule = {
  says: 'no intervention stands that a later report above inadequate contradicts',
  *wrong(place) {
    if (place.day < everyInadequate) return;
    for (const one of place.standing.interventions) {
      const above = outBy(place.authority, place.day).find(({ published, start, grades }) => {
        const overall = grades.get('overall');
        const later = published > one.since && (start ?? published) > one.since;
        return later && overall !== undefined && overall !== 'inadequate';
      });
      if (above) {
        yield `${named(one)} stands beside the report of ${above.published}, ${above.grades.get('overall')}`;
      }
    }
  },
};

/** An inadequate authority has an intervention on record, or the answer says that one is expected. */
export const expectedWhereInadequate: AuditRule = {
  says: 'where an authority is inadequate an intervention stands or is said to be expected',
  *wrong({ standing, day }) {
    if (day < everyInadequate || standing.overall?.grade !== 'inadequate') return;
    if (standing.interventions.length === 0 && standing.interventionExpected === null) {
      yield 'inadequate, and not a word on intervention';
    }
  },
};
