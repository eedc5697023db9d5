import {
  commitments,
  englandChildren,
  findings,
  interventionsHistory,
  leadershipHistory,
  type Told,
  themes,
} from '../../../packages/projections/src/index.ts';
import { tellingRules } from '../../../packages/projections/src/policy/england-children/telling.ts';
import { shippedContext } from '../../../test/support/record.ts';
import type { AuditRule, Place } from '../place.ts';
import { outBy } from '../reckoning/reports.ts';

interface Shown {
  readonly what: string;
  readonly told: Told;
}

/** Everything that lasts, in every answer of one authority on one day. */
function lastingAt({ record, coordinates, authority }: Place): readonly Shown[] {
  const context = shippedContext();
  const records = new Map([[record.authority, record]]);
  const { history } = interventionsHistory(record, coordinates, context);
  const posts = leadershipHistory(record, coordinates, context);
  const only = { authority };
  return [
    ...history.map((told) => ({ what: `${told.instrument} from ${told.from}`, told })),
    ...posts.tenures.map((told) => ({ what: `tenure of ${told.role}`, told })),
    ...themes(record, coordinates, context).themes.map((told) => ({ what: told.theme, told })),
    ...commitments(records, coordinates, context, only).map((told) => ({ what: told.topic, told })),
    ...findings(records, coordinates, context, only).flatMap((group) =>
      group.findings.map((told) => ({ what: told.topic, told })),
    ),
  ];
}

const knownSince = new Map(
  (englandChildren.telling ?? tellingRules).map(({ id, version, known }) => [
    `${id} ${version}`,
    known,
  ]),
);

/** On both axes: no later telling, and no rule that could not be known. */
export const toldWithWhatWasKnown: AuditRule = {
  says: 'what lasts is told by tellings and rules that were known on the day',
  *wrong(place) {
    for (const { what, told } of lastingAt(place)) {
      const date = told.lastTold?.date.replace(/^by /, '').split('/').at(-1) ?? '';
      if (date > place.day) yield `${what} last told of ${date}`;
      const since = told.rule === null ? '' : knownSince.get(told.rule);
      if (since === undefined) yield `${what} by a rule of no policy, ${told.rule}`;
      else if (since > place.day) yield `${what} by ${told.rule}, known since ${since}`;
      if (told.state !== 'told_now' && told.why === null)
        yield `${what} is ${told.state}, no word why`;
    }
  },
};

/** A theme that no later report tells of is no longer evident. */
export const themesLapse: AuditRule = {
  says: 'no theme stands past a later graded report',
  *wrong(place) {
    for (const one of themes(place.record, place.coordinates, shippedContext()).themes) {
      const last = one.lastTold?.date ?? '';
      const later = outBy(place.authority, place.day).filter(
        ({ published, start, grades }) => grades.has('overall') && (start ?? published) > last,
      );
      if (later.length > 0 && (one.state === 'told_now' || one.state === 'last_told')) {
        yield `${one.theme} stands, last found ${last}, ${later.length} reports since`;
      }
    }
  },
};
