import {
  type ClaimEvent,
  claimTypes,
  dataOfCloudEvent,
  eventType,
  isCloudEvent,
  isTimelineError,
  type Recorded,
  toPosition,
  validateForAppend,
} from '@monitoring-timeline/core';
import { z } from 'zod';
import type { PersonNamed, Problem, Proposal } from '../proposal.ts';
import type { ReadLimits } from './limits.ts';
import { checkProblems, excerpt, linesOf, UnreadableFile } from './lines.ts';

const personLine = z.strictObject({
  person: z.string().regex(/^p-[0-9a-f]{20}$/, 'an id is p- and 20 hex digits'),
  name: z.string().min(1).max(300),
});

const recordedLine = z.strictObject({
  event: z.looseObject({ id: z.uuid(), type: z.string(), version: z.int() }),
  stream: z.string().min(1),
  revision: z.int().min(0),
  position: z.string().min(1).transform(toPosition),
  recorded: z.iso.datetime(),
  contentHash: z.string(),
  chainHash: z.string(),
});

export interface EventsReading {
  readonly proposals: readonly Proposal[];
  readonly problems: readonly Problem[];
  readonly people: readonly PersonNamed[];
  readonly recorded: readonly Recorded[];
}

interface Draft {
  readonly proposals: Proposal[];
  readonly problems: Problem[];
  readonly people: PersonNamed[];
  readonly recorded: Recorded[];
}

/** One JSON value as a claim, a person or an exported event, or what a CloudEvent carries. @throws Error with what is wrong with it. */
function take(given: unknown, locator: string, draft: Draft): void {
  const value = isCloudEvent(given) ? dataOfCloudEvent(given) : given;
  const keys = typeof value === 'object' && value !== null ? value : {};
  // the first line of an export, which says under which licence the rest stands
  if ('licence' in keys && !('type' in keys) && !('event' in keys)) return;
  if ('person' in keys && !('type' in keys)) {
    const { person, name } = personLine.parse(value);
    draft.people.push({ id: person, name });
    return;
  }
  if ('event' in keys && 'chainHash' in keys) {
    const line = recordedLine.parse(value);
    draft.recorded.push({ ...line, event: validateForAppend(line.event) });
    return;
  }
  const event = validateForAppend(value);
  if (!claimTypes.has(event.type)) {
    throw new Error(
      `${event.type} (${eventType(event.type)?.noun}) records what a system did, not a fact, so it comes in only with a whole exported log.`,
    );
  }
  draft.proposals.push({ event: event as ClaimEvent, locator, exact: true });
}

const ours = ['type', 'event', 'person', 'licence'] as const;

/** True for a line that has nothing of an event, a person or an export. */
function isForeign(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return !ours.some((key) => key in value);
}

function why(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path, message }) => `${path.join('/')}: ${message}`).join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}

/**
 * Our own JSON lines: events, people (`{"person": id, "name": ...}`), and the lines of an exported log; each as it is or as the data
 * of a CloudEvent. A line that is none of these becomes a problem and the rest is read.
 * @throws UnreadableFile where the bytes are not text in a known encoding, or every line is JSON of another kind.
 */
export async function readEvents(path: string, limits: ReadLimits): Promise<EventsReading> {
  const draft: Draft = { proposals: [], problems: [], people: [], recorded: [] };
  const lines = { all: 0, foreign: 0 };
  for await (const line of linesOf(path, limits)) {
    const locator = `line ${line.number}`;
    checkProblems(draft.problems.length, limits);
    const given = excerpt(line.text);
    if (line.overlong) {
      draft.problems.push({
        reason: 'record_too_long',
        message: `The line is longer than ${limits.recordChars} characters, which no event is.`,
        locator,
        given,
      });
      continue;
    }
    if (line.text.trim() === '') continue;
    lines.all += 1;
    let value: unknown;
    try {
      value = JSON.parse(line.text);
    } catch (error) {
      const message = `The line is not JSON: ${why(error)}.`;
      draft.problems.push({ reason: 'malformed_json', message, locator, given });
      continue;
    }
    if (isForeign(value)) {
      lines.foreign += 1;
      const message =
        'The line is no event, which has a type, no person and no line of an export. Leave it out, or write it as an event; any line of an export shows one.';
      draft.problems.push({ reason: 'invalid_claim', message, locator, given });
      continue;
    }
    try {
      take(value, locator, draft);
    } catch (error) {
      if (!(isTimelineError(error) || error instanceof Error)) throw error;
      draft.problems.push({ reason: 'invalid_claim', message: why(error), locator, given });
    }
  }
  if (lines.foreign > 1 && lines.foreign === lines.all && draft.problems.length === lines.all) {
    throw new UnreadableFile(
      'not_recognised',
      `It is JSON of another kind: none of its ${lines.all} lines is an event, a person or a line of an export. Leave it out of what you import.`,
    );
  }
  return draft;
}
