import { bounds, type ClaimEvent, type EpochDay, type EventOf } from '@monitoring-timeline/core';

/** The first day of a date that gives one; undefined for what is coarser. */
export function startOf(date: ClaimEvent['occurred'] | undefined): EpochDay | undefined {
  if (!date || (date.precision !== 'day' && date.precision !== 'range')) return undefined;
  const { startEarliest, startLatest } = bounds(date);
  return startEarliest === startLatest ? startEarliest : undefined;
}

function within(days: number, a: EpochDay | undefined, b: EpochDay | undefined): boolean {
  return a !== undefined && b !== undefined && Math.abs(a - b) <= days;
}

/** Days by which the starts of one inspection may differ; of one visit; of one post. */
export const inspectionDays = 7;
export const visitDays = 1;
export const postDays = 31;

function sameReport(a: EventOf<'ReportPublished'>, b: EventOf<'ReportPublished'>): boolean {
  const [left, right] = [a.data.of, b.data.of];
  if (left.activity !== right.activity || left.framework !== right.framework) return false;
  if (left.visitKind !== right.visitKind) return false;
  const starts = [startOf(left.days), startOf(right.days)] as const;
  if (starts[0] !== undefined && starts[1] !== undefined) {
    return within(left.activity === 'visit' ? visitDays : inspectionDays, ...starts);
  }
  if (a.data.published === undefined || a.data.published !== b.data.published) return false;
  const areas = new Set(a.data.judgements?.map(({ area }) => area));
  const others = b.data.judgements ?? [];
  return areas.size + others.length === 0 || others.some(({ area }) => areas.has(area));
}

/**
 * Whether two readings of one source speak of one thing. Narrower than the matching of claims: one document that is imported in
 * pieces must never look like a correction of itself, so what is not surely the same thing stays a claim of its own.
 */
export function sameThing(a: ClaimEvent, b: ClaimEvent): boolean {
  if (a.type === 'ReportPublished' && b.type === 'ReportPublished') return sameReport(a, b);
  const starts = [startOf(a.occurred), startOf(b.occurred)] as const;
  if (a.type === 'InspectionCarriedOut' && b.type === 'InspectionCarriedOut') {
    return a.data.framework === b.data.framework && within(inspectionDays, ...starts);
  }
  if (a.type === 'VisitCarriedOut' && b.type === 'VisitCarriedOut') {
    return a.data.kind === b.data.kind && within(visitDays, ...starts);
  }
  if (a.type === 'LeadershipChanged' && b.type === 'LeadershipChanged') {
    return a.data.change === b.data.change && samePost(a, b);
  }
  if (a.type === 'LeadershipObserved' && b.type === 'LeadershipObserved') return samePost(a, b);
  if (a.type === 'IndicatorObserved' && b.type === 'IndicatorObserved') return sameFigure(a, b);
  return false;
}

/** One measure at one time; or one value of it, whose time the one says more precisely than the other. */
function sameFigure(a: EventOf<'IndicatorObserved'>, b: EventOf<'IndicatorObserved'>): boolean {
  if (a.data.indicator !== b.data.indicator || a.data.unit !== b.data.unit) return false;
  if (spans(a.occurred, b.occurred) && spans(b.occurred, a.occurred)) return true;
  const told = a.data.value !== undefined && a.data.value === b.data.value;
  return told && (spans(a.occurred, b.occurred) || spans(b.occurred, a.occurred));
}

function spans(outer: ClaimEvent['occurred'], inner: ClaimEvent['occurred']): boolean {
  const [wide, narrow] = [bounds(outer), bounds(inner)];
  return wide.startEarliest <= narrow.startEarliest && wide.endLatest >= narrow.endLatest;
}

function samePost(
  a: EventOf<'LeadershipChanged'> | EventOf<'LeadershipObserved'>,
  b: EventOf<'LeadershipChanged'> | EventOf<'LeadershipObserved'>,
): boolean {
  return (
    a.data.person !== undefined &&
    a.data.person === b.data.person &&
    a.data.role === b.data.role &&
    within(postDays, bounds(a.occurred).startEarliest, bounds(b.occurred).startEarliest)
  );
}
