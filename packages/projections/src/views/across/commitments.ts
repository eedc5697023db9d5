import {
  addMonths,
  bounds,
  type EpochDay,
  firstDayOf,
  isoDay,
  type PartialDate,
  toText,
} from '@monitoring-timeline/core';
import type { Commitment, CommitmentStatus } from '../../answers/commitments.ts';
import type { AuthorityShown } from '../../answers/common.ts';
import type { Coordinates } from '../../coordinates.ts';
import type { ClaimOf } from '../../record/knowledge.ts';
import { authorityShown, type ViewContext } from '../authority.ts';
import { compareText, firstDay } from '../dated.ts';
import { because } from '../evidence.ts';
import { recordTo } from '../picture/coverage.ts';
import type { Records } from '../picture/picture.ts';
import { type AroundFindings, type FindingTold, findingTold } from '../told/findings.ts';
import { tellingRulesKnown } from '../told/rules.ts';
import { stands, tellingOf } from '../told/told.ts';
import { reportsInForce } from '../trajectory/points.ts';
import { chosenAuthorities } from './chosen-authorities.ts';

/** Whose promises are asked for, and due when. */
export interface CommitmentOptions {
  /** Name, key or code. */
  readonly authority?: string | undefined;
  /** Name or code of a region of England. */
  readonly region?: string | undefined;
  /** Those due on or before the last day of this date. */
  readonly dueBy?: PartialDate | undefined;
  /** Those whose due date can fall within this date. */
  readonly dueWithin?: PartialDate | undefined;
}

/** Commitments on record, by due date, the undated last; among equals alphabetical by authority. */
export function commitments(
  records: Records,
  coordinates: Coordinates,
  context: ViewContext,
  options: CommitmentOptions = {},
): readonly Commitment[] {
  const { asOf } = coordinates;
  const reach = recordTo(context.national, coordinates, 'graded_inspection');
  const rows = chosenAuthorities(records, coordinates, context.directory, options).flatMap(
    (record) => {
      const knowledge = record.at(coordinates);
      const claims = knowledge.of('CommitmentMade');
      if (claims.length === 0) return [];
      const reports = reportsInForce(knowledge.reports, asOf);
      const rules = tellingRulesKnown(context.policy, coordinates.knownAt);
      const authority = authorityShown(record.authority, asOf, context).shown;
      return claims
        .filter((claim) => firstDay(claim.event.occurred) <= asOf && isWanted(claim, options))
        .map((claim) => ({
          due: dueSpan(claim),
          row: { ...commitment(claim, authority, { reports, rules, asOf }), recordTo: reach },
        }));
    },
  );
  return rows
    .sort(
      (a, b) =>
        (a.due?.to ?? Number.MAX_SAFE_INTEGER) - (b.due?.to ?? Number.MAX_SAFE_INTEGER) ||
        compareText(a.row.authority.name, b.row.authority.name) ||
        compareText(a.row.topic, b.row.topic) ||
        compareText(a.row.because.join(), b.row.because.join()),
    )
    .map(({ row }) => row);
}

type Made = ClaimOf<'CommitmentMade'>;

interface DueSpan {
  readonly from: EpochDay;
  readonly to: EpochDay;
}

/** `by` February 2020 is due in February 2020; `since` or from July means that July. */
function dueSpan({ event }: Made): DueSpan | undefined {
  const { due } = event.data;
  if (!due) return undefined;
  const { startEarliest, startLatest, endLatest } = bounds(due);
  const from = Number.isFinite(startEarliest) ? startEarliest : firstDayOf(due.from);
  return { from, to: due.precision === 'since' ? startLatest : endLatest };
}

function isWanted(claim: Made, { dueBy, dueWithin }: CommitmentOptions): boolean {
  if (!dueBy && !dueWithin) return true;
  const due = dueSpan(claim);
  if (!due) return false;
  if (dueBy && due.to > lastDay(dueBy)) return false;
  if (!dueWithin) return true;
  const { startEarliest } = bounds(dueWithin);
  return due.from <= lastDay(dueWithin) && due.to >= startEarliest;
}

function lastDay(date: PartialDate): EpochDay {
  const { startLatest, endLatest } = bounds(date);
  return date.precision === 'since' ? startLatest : endLatest;
}

function commitment(
  claim: Made,
  authority: AuthorityShown,
  around: AroundFindings,
): Omit<Commitment, 'recordTo'> {
  const { event } = claim;
  const { asOf } = around;
  const due = dueSpan(claim);
  const { told, by } = commitmentTold(claim, due, around);
  return {
    authority,
    topic: event.data.topic,
    made: toText(event.occurred),
    due: event.data.due ? toText(event.data.due) : null,
    dueFrom: due ? isoDay(due.from) : null,
    dueTo: due ? isoDay(due.to) : null,
    status: statusOn(due, asOf),
    kept: 'not_known',
    ...told,
    publisher: event.source.publisher,
    title: event.source.title,
    locator: event.source.locator ?? null,
    because: because(claim, by),
  };
}

/** A promise lapses with the next graded report, or a year after its day. */
function commitmentTold(
  claim: Made,
  due: DueSpan | undefined,
  around: AroundFindings,
): Pick<FindingTold, 'told' | 'by'> {
  const last = tellingOf(claim);
  const found = findingTold('commitment', last, around);
  const rule = around.rules.of('leaves_lists', 'commitment');
  if (!stands(found.told) || !rule || !due) return found;
  if (addMonths(due.to, rule.when.months) >= around.asOf) return found;
  const why = `its day, ${isoDay(due.to)}, passed more than ${rule.when.months} months ago, and whether it was kept no source says`;
  return {
    told: { state: 'presumed_ended', lastTold: last.shown, why, rule: rule.name },
    by: [],
  };
}

function statusOn(due: DueSpan | undefined, asOf: EpochDay): CommitmentStatus {
  if (!due) return 'undated';
  if (asOf > due.to) return 'day_passed';
  return asOf >= due.from ? 'due' : 'upcoming';
}
