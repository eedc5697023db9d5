import {
  type ClaimEvent,
  claimTypes,
  contentHashOf,
  dataOfCloudEvent,
  eventType,
  headHashAfter,
  isCloudEvent,
  noHash,
  type Recorded,
  toPosition,
  validateForAppend,
} from '@monitoring-timeline/core';
import { z } from 'zod';
import type { FileReading, PersonNamed, Problem, Proposal } from '../proposal.ts';
import { handedAtOnce, type Piece } from '../reading/pieces.ts';
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

/** The last line of an export, which says what went before it. */
const endLine = z.looseObject({
  end: z.looseObject({
    events: z.int().min(0),
    head: z.looseObject({ position: z.string(), hash: z.string() }).optional(),
  }),
});

/** The first line of an export that says at its end how much it held. */
const announcement = z.looseObject({ licence: z.string(), ends: z.literal(true) });

/** What a file of events says, but for what was handed on. */
type EventsReading = Pick<FileReading, 'kind' | 'note'> & Required<Piece>;

/** Characters of lines after which what was read of them is handed on, where they are long. */
const handedChars = 256 * 1024;

/** How an export counts itself. */
interface Counted {
  /** Whether its first line announced an end. */
  announced: boolean;
  /** Lines of events since the last end. */
  since: number;
  /** Hash over the recorded events since the last end, as `head` gives it. */
  hash: string;
  ends: number;
  /** Events of an exported log. */
  recorded: number;
  first?: Recorded;
  last?: Recorded;
}

interface LinesDraft {
  readonly proposals: Proposal[];
  readonly problems: Problem[];
  readonly people: PersonNamed[];
  readonly recorded: Recorded[];
  readonly recordedAt: string[];
  readonly counted: Counted;
}

function cut(why: string): UnreadableFile {
  return new UnreadableFile(
    'damaged_export',
    `The exported log is damaged or cut, so nothing of it was taken. ${why} Export it again, or fetch the file again.`,
  );
}

/** Checks the end of an export against what went before. @throws UnreadableFile where something is missing */
function takeEnd(value: unknown, { counted, problems }: LinesDraft): void {
  const { events, head } = endLine.parse(value).end;
  if (events !== counted.since) {
    throw cut(`Its end speaks of ${events} events, and ${counted.since} stand before it.`);
  }
  // a line that cannot be read is told by itself
  if (head && problems.length === 0 && head.hash !== counted.hash) {
    throw cut('The events before its end are not those that were written.');
  }
  counted.ends += 1;
  counted.since = 0;
  counted.hash = noHash;
}

/** One JSON value as a claim, a person or an exported event, or what a CloudEvent carries. @throws Error with what is wrong with it. */
function take(given: unknown, locator: string, draft: LinesDraft): void {
  const value = isCloudEvent(given) ? dataOfCloudEvent(given) : given;
  const keys = typeof value === 'object' && value !== null ? value : {};
  // the first line of an export, which says under which licence the rest stands
  if ('licence' in keys && !('type' in keys) && !('event' in keys)) {
    draft.counted.announced ||= announcement.safeParse(keys).success;
    return;
  }
  if ('end' in keys && !('type' in keys) && !('event' in keys)) {
    takeEnd(keys, draft);
    return;
  }
  if ('person' in keys && !('type' in keys)) {
    const { person, name } = personLine.parse(value);
    draft.people.push({ id: person, name: name.toWellFormed() });
    return;
  }
  draft.counted.since += 1;
  if ('event' in keys && 'chainHash' in keys) {
    const line = recordedLine.parse(value);
    draft.counted.hash = headHashAfter(draft.counted.hash, line.stream, line.chainHash);
    const event = validateForAppend(line.event);
    checkHash(line as Recorded);
    const recorded = { ...line, event };
    draft.recorded.push(recorded);
    draft.recordedAt.push(locator);
    draft.counted.recorded += 1;
    draft.counted.first ??= recorded;
    draft.counted.last = recorded;
    return;
  }
  const event = validateForAppend(value);
  if (!claimTypes.has(event.type)) {
    throw new Error(
      `${event.type} (${eventType(event.type)?.noun}) records what a system did, not a fact, so it comes in only with a whole exported log.`,
    );
  }
  // half a surrogate pair passes as text and cannot be written
  contentHashOf(event);
  draft.proposals.push({ event: event as ClaimEvent, locator, exact: true });
}

/** A line of an export whose event says something else than when it was recorded. */
class ContentAltered extends Error {}

/** @throws ContentAltered where the event says something else than when it was recorded */
function checkHash({ event, contentHash }: Recorded): void {
  if (contentHashOf(event) === contentHash) return;
  throw new ContentAltered(
    'The event is not the one that was recorded: its hash is that of another content. Export it again; to change a fact, correct it (timeline correct).',
  );
}

const ours = ['type', 'event', 'person', 'licence', 'end'] as const;

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
 * @param hand takes what was read as it comes, so that a long file is never held whole; it counts only where the rest can be read
 * @throws UnreadableFile where the bytes are not text in a known encoding, or every line is JSON of another kind.
 */
export async function readEvents(
  path: string,
  limits: ReadLimits,
  hand?: (piece: Piece) => void,
): Promise<EventsReading> {
  const counted: Counted = {
    announced: false,
    since: 0,
    hash: noHash,
    ends: 0,
    recorded: 0,
  };
  const draft: LinesDraft = {
    proposals: [],
    problems: [],
    people: [],
    recorded: [],
    recordedAt: [],
    counted,
  };
  const lines = { all: 0, foreign: 0 };
  let chars = 0;
  for await (const line of linesOf(path, limits)) {
    chars += line.text.length;
    if (
      hand &&
      (chars > handedChars || draft.proposals.length + draft.recorded.length >= handedAtOnce)
    ) {
      const { proposals, recorded, recordedAt } = draft;
      hand({
        proposals: proposals.splice(0),
        recorded: recorded.splice(0),
        recordedAt: recordedAt.splice(0),
      });
      chars = 0;
    }
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
      if (error instanceof UnreadableFile || !(error instanceof Error)) throw error;
      const reason = error instanceof ContentAltered ? 'content_altered' : 'invalid_claim';
      draft.problems.push({ reason, message: why(error), locator, given });
    }
  }
  if (lines.foreign > 1 && lines.foreign === lines.all && draft.problems.length === lines.all) {
    throw new UnreadableFile(
      'not_recognised',
      `It is JSON of another kind: none of its ${lines.all} lines is an event, a person or a line of an export. Leave it out of what you import.`,
    );
  }
  const note = checkEnd(draft);
  const { counted: _, ...read } = draft;
  const kind = counted.recorded > 0 ? 'exported_log' : 'events';
  return { kind, ...read, ...(note === undefined ? {} : { note }) };
}

/**
 * That an export has its end, where it was written with one. Answers what cannot be told where it was not.
 * @throws UnreadableFile where the end is missing
 */
function checkEnd({ counted }: LinesDraft): string | undefined {
  if (counted.announced && (counted.ends === 0 || counted.since > 0)) {
    throw cut('Its last line, which says how many events it holds, is missing.');
  }
  if (counted.ends > 0 || counted.recorded === 0) return undefined;
  if (endsWithinImport(counted)) {
    throw cut(
      'It ends in the midst of an import, whose facts are there and whose note of it is not.',
    );
  }
  return 'The export was written without a line that says its end, so whether its last events are missing cannot be told.';
}

/** True where a log from its beginning has facts that an import read last: the import notes itself after them. */
function endsWithinImport({ first, last }: Counted): boolean {
  if (!/^0*1$/.test(first?.position ?? '')) return false;
  return last !== undefined && claimTypes.has(last.event.type) && last.event.actor === undefined;
}
