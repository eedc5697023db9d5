import { bounds, type EpochDay, epochDay, firstDayOf, lastDayOf } from '../calendar/index.ts';
import type { ActivityRef } from '../events/fields.ts';
import type { PartialDate } from '../events/times.ts';
import type { Framework, InspectionKind, VisitKind } from '../frameworks/codes.ts';
import type { Claim } from './claim.ts';

/** First and last day that something can have been on. */
export interface Span {
  /** First day. */
  readonly from: EpochDay;
  /** Last day, counted. */
  readonly to: EpochDay;
}

/** What one claim says of the inspection or visit that it speaks of, ready for matching. */
export interface ActivityClaim {
  /** The claim itself. */
  readonly claim: Claim;
  /** What it speaks of. */
  readonly activity: 'inspection' | 'visit';
  /** Under which it was made, where the claim says. */
  readonly framework: Framework | undefined;
  /** Form of the inspection, where the claim says. */
  readonly kind: InspectionKind | undefined;
  /** Kind of the visit, where the claim says. */
  readonly visitKind: VisitKind | undefined;
  /** Which monitoring visit since the judgement that it follows up, from 1. */
  readonly sequence: number | undefined;
  /** First day on site, where given to the day. */
  readonly start: EpochDay | undefined;
  /** Last day on site, where given to the day. */
  readonly end: EpochDay | undefined;
  /** Where the days on site are given more coarsely. */
  readonly coarseDays: Span | undefined;
  /** Publication day of the report, where given to the day; of a letter without one, the day it bears. */
  readonly published: EpochDay | undefined;
  /** Where the publication is given more coarsely. */
  readonly coarsePublished: Span | undefined;
  /** True where a later report tells of it. */
  readonly restated: boolean;
  /** Areas judged, where the claim carries judgements. */
  readonly areas: readonly string[];
}

/** The claims that speak of an inspection or a visit, as `ActivityClaim`s; undefined for any other claim. */
export function activityOf(claim: Claim): ActivityClaim | undefined {
  const { event } = claim;
  switch (event.type) {
    case 'InspectionCarriedOut': {
      const { framework, kind } = event.data;
      return build(claim, { activity: 'inspection', framework, kind, days: event.occurred });
    }
    case 'VisitCarriedOut': {
      const { framework, kind, sequence } = event.data;
      return build(claim, {
        activity: 'visit',
        framework,
        visitKind: kind,
        sequence,
        days: event.occurred,
      });
    }
    case 'ReportPublished':
      return build(claim, event.data.of, event.data.published, event.data.letterDated);
    case 'ReportReceived':
    case 'StatementPublished':
      return build(claim, event.data.of);
    default:
      return undefined;
  }
}

function build(
  claim: Claim,
  of: ActivityRef,
  published?: string,
  letterDated?: string,
): ActivityClaim {
  const { event } = claim;
  const { days } = of;
  const exact = days === undefined ? undefined : exactDays(days);
  const judgements = event.type === 'ReportPublished' ? event.data.judgements : undefined;
  return {
    claim,
    activity: of.activity,
    framework: of.framework,
    kind: of.kind,
    visitKind: of.visitKind,
    sequence: of.sequence,
    start: exact?.start,
    end: exact?.end,
    coarseDays: days === undefined || exact ? undefined : coarse(days),
    published:
      published?.length === 10
        ? epochDay(published)
        : published === undefined && letterDated !== undefined
          ? epochDay(letterDated)
          : undefined,
    coarsePublished:
      published === undefined || published.length === 10
        ? undefined
        : { from: firstDayOf(published), to: lastDayOf(published) },
    restated: event.type === 'ReportPublished' && event.data.restated === true,
    areas: judgements?.map(({ area }) => area) ?? [],
  };
}

function exactDays(days: PartialDate): { start: EpochDay; end: EpochDay | undefined } | undefined {
  if (days.precision === 'day') return { start: epochDay(days.from), end: undefined };
  if (days.precision === 'range' && days.from.length === 10 && days.to.length === 10) {
    return { start: epochDay(days.from), end: epochDay(days.to) };
  }
  return undefined;
}

function coarse(days: PartialDate): Span | undefined {
  if (days.precision === 'by') return undefined;
  const { startEarliest, startLatest, endLatest } = bounds(days);
  return { from: startEarliest, to: days.precision === 'since' ? startLatest : endLatest };
}
