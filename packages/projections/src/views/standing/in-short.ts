import type { Claim, EpochDay } from '@monitoring-timeline/core';
import type { Standing } from '../../answers/standing.ts';
import type { GradedReport } from '../../record/graded-report.ts';
import type { Existence } from '../authority.ts';
import { because } from '../evidence.ts';
import { momentText } from '../moment.ts';
import { oncePer } from '../once.ts';
import type { StandingState } from './state.ts';

/** Whether an authority was there on a day, and graded. */
export function statusOn(
  authority: { readonly exists: Existence },
  state: StandingState,
): Standing['status'] {
  if (authority.exists === 'no_longer') return 'abolished';
  if (authority.exists === 'not_yet') return 'not_established';
  return state.report ? 'graded' : 'not_inspected';
}

/** The claims that give the grades of a report. */
export const gradeClaims = oncePer((report: GradedReport): readonly Claim[] =>
  [...report.judgements.values()].flatMap(({ claim, agreeing }) => [claim, ...agreeing]),
);

/** The events that the grades of a report rest on. */
export const becauseOfReport = oncePer((report: GradedReport) => because(gradeClaims(report)));

/** When the report came out, as precisely as sources say; null where none does. */
export function publishedOf({ activity: { published } }: GradedReport): string | null {
  return momentText(published?.value);
}

/** What is not sure of the grades on a day. */
export function uncertainties(report: GradedReport | undefined, asOf: EpochDay): readonly string[] {
  if (!report || asOf >= report.validSurely) return [];
  return ['the last day on site, from which the grades are valid, is not known to the day'];
}

/** Official statistics vouch for a report once an edition that lists it is out; until then they restate a report that was public. */
export function assuranceOf(report: GradedReport, knownAt: EpochDay): Standing['assurance'] {
  const claims = gradeClaims(report);
  const official = claims.some(
    ({ event, editionDay, knownDay }) =>
      event.source.rank === 'release' && (editionDay ?? knownDay) <= knownAt,
  );
  if (official) return 'official_statistics';
  const restated = claims.some(({ event: { source } }) => {
    return source.rank === 'report' || source.rank === 'release';
  });
  return restated ? 'report' : 'secondary';
}
