/** What a notice can tell. What each kind means, with an example: docs/notices.md. */
export const noticeKinds = [
  'PriorityAction',
  'StandingChanged',
  'InspectionAnnounced',
  'InspectionBegun',
  'InspectionPublished',
  'VisitLetterPublished',
  'MonitoringLetterPublished',
  'ReportExpected',
  'ReportPast',
  'WindowOpened',
  'BecameDue',
  'BecameOverdue',
  'PastNotKnown',
  'LeadershipChanged',
  'InterventionBegun',
  'InterventionEnded',
  'InterventionPresumedEnded',
  'DeliveryChanged',
  'FactCorrected',
  'NoticeWithdrawn',
  'ImportEnded',
] as const;
/** What a notice tells; what each asks of whoever reads it stands at `NoticeWeight`. */
export type NoticeKind = (typeof noticeKinds)[number];

/** How much a notice asks of whoever reads it, 5 for the most. */
export type NoticeWeight = 1 | 2 | 3 | 4 | 5;

/**
 * What each kind asks: 5 children may be at risk or the standing is another, 4 somebody has to act or prepare, 3 something to plan
 * by, 2 what was told before is put right, 1 what came in.
 */
export const weightOf: Readonly<Record<NoticeKind, NoticeWeight>> = {
  PriorityAction: 5,
  StandingChanged: 5,
  InspectionAnnounced: 4,
  InspectionBegun: 4,
  InspectionPublished: 4,
  VisitLetterPublished: 4,
  MonitoringLetterPublished: 4,
  InterventionBegun: 4,
  BecameOverdue: 4,
  ReportPast: 4,
  InterventionEnded: 3,
  InterventionPresumedEnded: 3,
  DeliveryChanged: 3,
  LeadershipChanged: 3,
  BecameDue: 3,
  ReportExpected: 3,
  WindowOpened: 3,
  PastNotKnown: 3,
  FactCorrected: 2,
  NoticeWithdrawn: 2,
  ImportEnded: 1,
};

/** What a clock asks that no source on record would show met, such as a meeting of every year: a day to remember. */
export const reminderWeight: NoticeWeight = 1;

const place = new Map<string, number>(noticeKinds.map((kind, index) => [kind, index]));

interface Weighed {
  readonly kind: NoticeKind;
  readonly weight: number;
}

/** The heaviest first; those of one weight in the order of `noticeKinds`. */
export function byWeight(a: Weighed, b: Weighed): number {
  return b.weight - a.weight || (place.get(a.kind) ?? 0) - (place.get(b.kind) ?? 0);
}
