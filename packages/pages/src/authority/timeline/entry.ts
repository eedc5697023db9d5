import type { GradeOrNot } from '@monitoring-timeline/core';
import type { DisagreementShown } from '@monitoring-timeline/projections';

/** What a lane of the timeline holds. */
export type Lane =
  | 'inspections'
  | 'visits'
  | 'leadership'
  | 'interventions'
  | 'delivery'
  | 'themes'
  | 'before';

/** Days from one to another, both among them. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** One thing on the timeline of an authority: to be drawn, and to be read. */
export interface Entry {
  /** Stays the same at any days, so that an address can lead to it. */
  readonly id: string;
  readonly lane: Lane;
  readonly name: string;
  /** The name where there is little room. */
  readonly short: string;
  /** When, in words. */
  readonly when: string;
  /** What else is to be said, in sentences. */
  readonly says: string;
  /** What a reader who opens it finds beside that. */
  readonly facts: readonly string[];
  /** Days on site, or days between which sources tell of it; undefined where none is on record. */
  readonly span: Span | undefined;
  /** Day on which its report or letter came out. */
  readonly published: number | undefined;
  /** Up to here nothing says that it ended; undefined where something does. */
  readonly silentTo: number | undefined;
  /** What its report said: the overall grade, or else the one that it gave; without a grade, what stands in its place. */
  readonly graded: { readonly grade: GradeOrNot | undefined; readonly text: string } | undefined;
  /** True where its letter names areas for priority action. */
  readonly urgent: boolean;
  readonly disagreements: readonly DisagreementShown[];
  readonly because: readonly string[];
  /** The question that explains it. */
  readonly asks: 'activity' | 'leadership' | 'interventions' | 'themes' | undefined;
}

/** First and last day of an entry, whatever they are the days of. */
export function reachOf({ span, published, silentTo }: Entry): Span {
  const days = [span?.from, span?.to, published, silentTo].filter((day) => day !== undefined);
  return { from: Math.min(...days), to: Math.max(...days) };
}

/** Name of an entry in an address: of the first event that tells of it. */
export function entryId(lane: Lane, because: readonly string[]): string {
  return `${lane}-${because[0]?.slice(0, 8) ?? 'none'}`;
}
