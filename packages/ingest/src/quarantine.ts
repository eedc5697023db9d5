import { basename } from 'node:path';
import { type Actor, type EventEnvelope, validateForAppend } from '@monitoring-timeline/core';
import canonicalize from 'canonicalize';
import { v5 } from 'uuid';
import type { FileReading, Problem } from './proposal.ts';

/** Fixed for ever: the ids of everything in quarantine hang on it. */
const namespace = '0c0f6a3e-3d0b-5c58-8f5e-6a2f2c7d9b41';

const most = { file: 1000, locator: 4000, message: 4000, reason: 200 };

/**
 * The event that keeps what could not be taken. Its id follows from the name of the file, the place, the reason and what was given, so
 * that the same row given again is not kept twice.
 */
export function quarantined(
  { file, sha256 }: FileReading,
  problem: Problem,
  at: { readonly actor: Actor; readonly now: Date },
): EventEnvelope {
  const { reason, message, locator, given } = problem;
  const content = {
    file: basename(file),
    reason,
    locator,
    given,
    sha256: given ? undefined : sha256,
  };
  return validateForAppend({
    id: v5(canonicalize(content) ?? '', namespace),
    type: 'ProposalQuarantined',
    version: 1,
    actor: at.actor,
    at: at.now.toISOString(),
    data: {
      file: file.slice(-most.file),
      ...(sha256 ? { sha256 } : {}),
      reason: reason.slice(0, most.reason),
      message: message.slice(0, most.message),
      ...(locator ? { locator: locator.slice(0, most.locator) } : {}),
      ...(given === undefined ? {} : { given }),
    },
  });
}
