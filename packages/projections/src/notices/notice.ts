import { type AuthorityKey, type EpochDay, isoDay } from '@monitoring-timeline/core';
import canonicalize from 'canonicalize';
import { v5 } from 'uuid';

export const noticeKinds = [
  'StandingChanged',
  'ReportAwaited',
  'WindowOpened',
  'BecameDue',
  'BecameOverdue',
  'InspectionPublished',
  'LeadershipChanged',
  'InterventionChanged',
  'FactCorrected',
  'LateArrival',
  'NoticeWithdrawn',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What an oversight team is told: once, in the order in which the log and the clock gave rise to it. */
export interface Notice {
  /** The same log, policy and clock give the same id, so that nobody is told twice. */
  readonly id: string;
  readonly kind: NoticeKind;
  readonly authority: AuthorityKey;
  /** Day on which it was so, in London. */
  readonly day: string;
  /** Position of the event that caused it; null where a day was reached. */
  readonly position: string | null;
  /** What it is about, by kind: the areas that moved, the rule and its anchor, the notice withdrawn. */
  readonly subject: Readonly<Record<string, unknown>>;
  readonly because: readonly string[];
}

/** Fixed for ever: every notice id hangs on it. */
const namespace = '8d6c2c1e-52c4-5a0f-8f0e-6a1de1a4f9d3';

export interface NoticeContent {
  readonly kind: NoticeKind;
  readonly authority: AuthorityKey;
  readonly day: EpochDay;
  readonly position?: string | undefined;
  readonly subject: Readonly<Record<string, unknown>>;
  readonly because: readonly string[];
  /** Id of the event that caused it, which unlike its position is the same in every copy of the log. */
  readonly cause?: string | undefined;
}

export function noticeOf({ day, position, cause, ...content }: NoticeContent): Notice {
  const { kind, authority, subject } = content;
  const identity = { kind, authority, subject, cause: cause ?? isoDay(day) };
  return {
    id: v5(canonicalize(identity) as string, namespace),
    ...content,
    day: isoDay(day),
    position: position ?? null,
  };
}
