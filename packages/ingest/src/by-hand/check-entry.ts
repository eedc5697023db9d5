import {
  type AuthorityKey,
  authorityKey,
  type ClaimEvent,
  createDirectory,
  type Directory,
  eventType,
  streamOf,
} from '@monitoring-timeline/core';
import {
  type ClaimRules,
  unlawfulness,
  type Violation,
  violationOf,
} from '../checks/claim-rules.ts';
import { findEstablished } from '../checks/established.ts';
import { withoutRoom } from '../checks/room.ts';
import type { ByHand } from './entry.ts';
import { EntryRefused } from './errors.ts';

interface Checking extends ByHand {
  readonly directory?: Directory | undefined;
}

async function rulesFor(
  event: ClaimEvent,
  { store, today, prefix = '', directory = createDirectory() }: Checking,
): Promise<ClaimRules> {
  const established = new Set<AuthorityKey>();
  await findEstablished([event], { store, prefix, directory, established });
  return { directory, today, established };
}

function refuse({ message, reason }: Violation): never {
  throw new EntryRefused(`Nothing was written: ${message}`, { reason });
}

/** What a person writes down meets the rules that every claim meets. @throws EntryRefused naming the rule */
export async function checkEntry(event: ClaimEvent, by: Checking): Promise<void> {
  const violation = violationOf(event, await rulesFor(event, by));
  if (violation) refuse(violation);
}

/**
 * What a claim says once it is corrected is lawful, unless it was not before. Its dates may contradict each other: the next
 * correction puts that right, or they are printed so.
 * @throws EntryRefused naming the rule
 */
export async function checkCorrected(
  event: ClaimEvent,
  before: ClaimEvent,
  by: Checking,
): Promise<void> {
  const rules = await rulesFor(event, by);
  const violation = unlawfulness(event, rules);
  if (violation && unlawfulness(before, rules)?.reason !== violation.reason) refuse(violation);
}

/** The record has room for what a person writes down; what only mends the record always has it. @throws EntryRefused */
export async function checkRoom(
  events: readonly ClaimEvent[],
  { store, prefix, directory = createDirectory() }: Omit<Checking, 'actor' | 'today'>,
): Promise<void> {
  const facts = events.filter(({ type }) => eventType(type)?.speaksOf !== 'claims');
  const placed = facts.map((event) => ({ stream: streamOf(event, prefix), event }));
  const crowded = await withoutRoom(store, placed, (key) => directory.nameOf(authorityKey(key)));
  for (const { message } of crowded.values()) refuse({ reason: 'record_full', message });
}
