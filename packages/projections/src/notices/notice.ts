import { hash } from 'node:crypto';
import { type AuthorityKey, type EpochDay, isoDay } from '@monitoring-timeline/core';
import canonicalize from 'canonicalize';
import { v5 } from 'uuid';
import type { AnswerChange } from '../answers/diff.ts';
import { type NoticeKind, type NoticeWeight, weightOf } from './kinds.ts';

/** The rule by which something matters, as its policy words it. */
export interface NoticeRule {
  readonly id: string;
  readonly version: string | null;
  readonly label: string;
  readonly basis: string | null;
  readonly source: string | null;
  readonly due: string | null;
  readonly closes: string | null;
}

/** Where something is written. */
export interface NoticeSource {
  readonly event: string;
  readonly publisher: string;
  readonly title: string;
  /** Page, row or paragraph. */
  readonly locator: string | null;
  readonly url: string | null;
}

/** What an oversight team is told: once, in the order in which the log and the clock gave rise to it. */
export interface Notice {
  /** The same log, policy and clock give the same id, so that nobody is told twice. */
  readonly id: string;
  /** What it tells. */
  readonly kind: NoticeKind;
  /** How much it asks of whoever reads it, 5 for the most; that of its kind, and 1 where it only reminds. */
  readonly weight: NoticeWeight;
  /** `england` for what is about the log as a whole. */
  readonly authority: AuthorityKey;
  /** Day on which it was so, in London; of what is late, the day on which it came in. */
  readonly day: string;
  /** Position of the event that caused it; null where a day was reached. */
  readonly position: string | null;
  /** Day from which it was public; null where nothing was published. */
  readonly known: string | null;
  /** True where it had been public for more than thirty days when it came in. */
  readonly late: boolean;
  /** What it is about, by kind. Persons stand as ids: a notice is kept, and a name may be erased. */
  readonly subject: Readonly<Record<string, unknown>>;
  /** What it moved, field by field. */
  readonly changes: readonly AnswerChange[];
  /** Why it matters, where a rule says so. */
  readonly rule: NoticeRule | null;
  /** Where it is written; at most `sourcesShown`. */
  readonly sources: readonly NoticeSource[];
  /** Ids of the events behind it. */
  readonly because: readonly string[];
}

/** A notice as it is kept: what it says is put into words when it is read, since a name may be erased. */
export interface KeptNotice extends Notice {
  /** Place in the order of issue: opaque, compares as text. */
  readonly sequence: string;
  /** The instant of issue. */
  readonly issued: string;
}

/**
 * Where to go on after a notice: its sequence, and what tells it from the notice of that sequence in another history of the log,
 * which was issued at another instant.
 */
export function checkpointOfNotice({
  sequence,
  id,
  issued,
}: Pick<KeptNotice, 'sequence' | 'id' | 'issued'>): string {
  return `${sequence}~${hash('sha256', `${id} ${issued}`).slice(0, 16)}`;
}

/** A notice names so many sources; the rest stand in `because`. */
export const sourcesShown = 5;

/** Fixed for ever: every notice id hangs on it. */
const namespace = '8d6c2c1e-52c4-5a0f-8f0e-6a1de1a4f9d3';

export interface NoticeContent {
  readonly kind: NoticeKind;
  /** That of its kind unless given. */
  readonly weight?: NoticeWeight | undefined;
  readonly authority: AuthorityKey;
  readonly day: EpochDay;
  readonly position?: string | undefined;
  readonly subject: Readonly<Record<string, unknown>>;
  readonly because: readonly string[];
  readonly known?: EpochDay | undefined;
  readonly changes?: readonly AnswerChange[] | undefined;
  readonly rule?: NoticeRule | null | undefined;
  readonly sources?: readonly NoticeSource[] | undefined;
  /** Id of the event that caused it, which unlike its position is the same in every copy of the log. */
  readonly cause?: string | undefined;
}

/** What was public for longer than this when it came in is late. */
const lateAfterDays = 30;

export function noticeOf({ day, position, cause, known, ...content }: NoticeContent): Notice {
  const {
    kind,
    weight,
    authority,
    subject,
    because,
    changes = [],
    rule = null,
    sources = [],
  } = content;
  const identity = { kind, authority, subject, cause: cause ?? isoDay(day) };
  return {
    id: v5(canonicalize(identity) as string, namespace),
    kind,
    weight: weight ?? weightOf[kind],
    authority,
    day: isoDay(day),
    position: position ?? null,
    known: known === undefined ? null : isoDay(known),
    late: known !== undefined && day - known > lateAfterDays,
    subject,
    changes,
    rule,
    sources: sources.slice(0, sourcesShown),
    because,
  };
}
