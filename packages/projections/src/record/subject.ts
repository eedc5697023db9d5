import {
  addDays,
  bounds,
  type Claim,
  type ClaimEvent,
  type EpochDay,
} from '@monitoring-timeline/core';

/** From the first day on site to the letter: at most this on record, so an undated document told of it by then. */
const letterAfterDays = 230;

/**
 * Day since which it is known what inspectors looked at and who they were, as far as one claim tells of it: that they came is
 * known from the day itself, the rest from the document. Undefined for a claim that says no more than that they came.
 */
export function subjectDay(claim: Claim): EpochDay | undefined {
  const { event, document } = claim;
  if (event.known.basis !== 'assumed' || !saysMore(event)) return undefined;
  return document.day ?? addDays(bounds(event.occurred).startLatest, letterAfterDays);
}

function saysMore(event: ClaimEvent): boolean {
  if (event.type === 'InspectionCarriedOut') return event.data.inspectors !== undefined;
  if (event.type !== 'VisitCarriedOut') return false;
  const { topic, topicPrinted, scope, inspectors } = event.data;
  return [topic, topicPrinted, scope, inspectors].some((one) => one !== undefined);
}

/** The event as it was known before its document: that inspectors came. */
export function withoutSubject(event: ClaimEvent): ClaimEvent {
  if (event.type === 'InspectionCarriedOut') {
    const { inspectors: _, ...data } = event.data;
    return { ...event, data };
  }
  if (event.type !== 'VisitCarriedOut') return event;
  const { topic: _, topicPrinted: __, scope: ___, inspectors: ____, ...data } = event.data;
  return { ...event, data };
}
