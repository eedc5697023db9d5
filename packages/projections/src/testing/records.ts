import { authorityKey, type ClaimEvent, createDirectory } from '@monitoring-timeline/core';
import { recordedOf } from '@monitoring-timeline/core/testing';
import { type Coordinates, onDay } from '../coordinates.ts';
import { englandChildren } from '../policy/england-children/index.ts';
import { AuthorityRecord } from '../record/authority-record.ts';
import type { ViewContext } from '../views/authority.ts';
import type { AnswersContext } from '../views/learnt/answers.ts';

/** A record of the given events, arrived in that order. */
export function recordOf(events: readonly ClaimEvent[], authority = 'sunderland'): AuthorityRecord {
  const record = new AuthorityRecord(authorityKey(authority));
  for (const event of recordedOf(events, `authority-${authority}`)) record.add(event);
  return record;
}

/** Both dates on one day, or valid time on one and knowledge on another. */
export function on(asOf: string, knownAt: string = asOf): Coordinates {
  return { ...onDay(asOf), knownAt: onDay(knownAt).knownAt };
}

/** The shipped directory and rules, nobody's name, and nothing said of how far the record reaches. */
export const answering = (national?: AuthorityRecord): AnswersContext => ({
  ...context,
  policy: englandChildren,
  national,
});

/** The shipped directory, and nobody's name. */
export const context: ViewContext = { directory: createDirectory(), nameOf: () => null };
