import {
  authorityKey,
  beginning,
  type ClaimEvent,
  checkWholeLog,
  claimTypes,
  type EventEnvelope,
  isTimelineError,
  type Recorded,
  streamOf,
  upcast,
} from '@monitoring-timeline/core';
import { appendPlanned, conflicting, missingFrom } from './appending.ts';
import { inTurns } from './breathe.ts';
import { brokenLinkAt, brokenLinks } from './broken-links.ts';
import { refused, violationsOf } from './checks/lawful.ts';
import { withoutRoom } from './checks/room.ts';
import type { ImportJob } from './import-run.ts';
import type { FileReading, Problem, Proposal } from './proposal.ts';
import { excerpt } from './readers/lines.ts';

/** That an id already stands for another content, as a problem with the claim: accepted, it gets an id of its own. */
export function conflictAt(event: EventEnvelope, locator: string): Problem {
  return {
    reason: 'event_id_conflict',
    message: `Event ${event.id} already stands for another content. Events are never changed: correct the one on record (timeline correct), or accept this in quarantine where it is another fact; it then gets an id of its own.`,
    locator,
    given: excerpt(JSON.stringify(event)),
    claims: [event as ClaimEvent],
  };
}

/**
 * An exported log: into an empty store as it was, with ids, order, `recorded` and hashes; into any other as ordinary events that
 * remember in their metadata when the store of origin recorded them.
 */
export async function takeRecorded(run: ImportJob, file: FileReading): Promise<readonly Problem[]> {
  const { store, counts } = run;
  if (file.recorded.length === 0) return [];
  if (
    file.problems.length === 0 &&
    (await refusal(() => store.restore(file.recorded))) === undefined
  ) {
    counts.proposed += file.recorded.length;
    counts.appended += file.recorded.length;
    counts.restored += file.recorded.length;
    return [];
  }
  const { recorded: allowed, problems } = await lawfulOf(run, file);
  const broken = await brokenLinks(file);
  const all = allowed.map((line) => ({
    stream: streamOf(upcast(line.event), run.prefix),
    line,
    event: originOf(line),
  }));
  const facts = all.filter(({ event }) => claimTypes.has(event.type));
  const crowded = await withoutRoom(store, facts, (key) => run.directory.nameOf(authorityKey(key)));
  const placed = all.filter(({ stream }) => !crowded.has(stream));
  let conflicts: ReadonlySet<(typeof placed)[number]> = new Set();
  let altered: readonly (typeof placed)[number][] = [];
  const written = await appendPlanned(store, async () => {
    conflicts = await conflicting(store, placed);
    const missing = await missingFrom(
      store,
      placed.filter((one) => !conflicts.has(one)),
    );
    // what is on record already is not asked how the file came by it
    altered = missing.filter(({ line }) => broken.has(line));
    return missing.filter(({ line }) => !broken.has(line));
  });
  counts.appended += written.size;
  counts.proposed += placed.length - conflicts.size - altered.length;
  return [
    ...problems,
    ...[...crowded.values()].map(({ first, message }) => ({
      reason: 'record_full',
      message,
      locator: locatorOf(first.line),
    })),
    ...[...conflicts].map(({ event, line }) => conflictAt(event, locatorOf(line))),
    ...altered.map(({ line }) => brokenLinkAt(line, broken.get(line)!)),
  ];
}

/** The event as another store takes it: it remembers when its own recorded it. */
function originOf({ event, recorded }: Recorded): EventEnvelope {
  const originRecorded = event.metadata?.originRecorded ?? recorded;
  return { ...event, metadata: { ...event.metadata, originRecorded } };
}

function locatorOf({ position }: Recorded): string {
  return `position ${position}`;
}

/** The events of a log that may be taken one by one: its facts meet the rules that every fact meets. */
async function lawfulOf(
  run: ImportJob,
  { recorded, recordedAt = [] }: FileReading,
): Promise<{ readonly recorded: readonly Recorded[]; readonly problems: readonly Problem[] }> {
  const events = recorded.map(({ event }) => upcast(event));
  const claims = events.filter(({ type }) => claimTypes.has(type)) as unknown as ClaimEvent[];
  const violations = await violationsOf(run, claims);
  const broken = new Map(claims.map((claim, index) => [claim as unknown, violations[index]]));
  const problems: Problem[] = [];
  const allowed = recorded.filter((line, index) => {
    const event = events[index];
    const violation = broken.get(event);
    if (!violation) return true;
    const locator = recordedAt[index] ?? locatorOf(line);
    problems.push(refused(violation, locator, [event as unknown as ClaimEvent]));
    return false;
  });
  return { recorded: allowed, problems };
}

/** Why a log is not taken as a whole; undefined where it was. */
async function refusal(take: () => Promise<void>): Promise<string | undefined> {
  try {
    await take();
    return undefined;
  } catch (error) {
    if (isTimelineError(error) && error.code === 'RestoreRefused') return error.message;
    throw error;
  }
}

/**
 * What is wrong with an exported log that would be restored into a store without claims: altered, out of order or cut. It is checked
 * before the store is asked, because a store that keeps the refusal of a damaged file is no longer empty, and the file no better.
 */
export async function damageOf(run: ImportJob, file: FileReading): Promise<Problem | undefined> {
  if (file.recorded.length === 0) return undefined;
  const filter = { types: [...claimTypes] };
  const { events } = await run.store.readAll(beginning, { limit: 1, decides: true, filter });
  if (events.length > 0) return undefined;
  const unread = file.problems.length;
  const why =
    (await refusal(async () => checkWholeLog(file.recorded))) ??
    (unread > 0 ? `${unread} of its lines cannot be read.` : undefined);
  return why === undefined
    ? undefined
    : {
        reason: 'damaged_export',
        message: `The exported log is damaged or cut, so nothing of it was taken. ${why}`,
      };
}

/**
 * A file as if the exported log in it were so many facts given one by one, each with the time at which the store of origin recorded it.
 * What a system and its users did there is no fact: it is left out, and told of as one problem.
 */
export async function factsAlone(file: FileReading): Promise<FileReading> {
  const facts: Proposal[] = [];
  const others: Recorded[] = [];
  const altered: Problem[] = [];
  const broken = await brokenLinks(file);
  for await (const recorded of inTurns(file.recorded)) {
    const locator = locatorOf(recorded);
    const event = upcast(recorded.event);
    if (!claimTypes.has(event.type)) others.push(recorded);
    else if (broken.has(recorded)) altered.push(brokenLinkAt(recorded, broken.get(recorded)!));
    else {
      const claim = originOf({ ...recorded, event }) as ClaimEvent;
      facts.push({ event: claim, locator, exact: true });
    }
  }
  return {
    ...file,
    recorded: [],
    proposals: [...file.proposals, ...facts],
    problems: [...file.problems, ...altered, ...leftOut(others)],
  };
}

function leftOut(others: readonly Recorded[]): readonly Problem[] {
  const [first] = others;
  if (!first) return [];
  const types = [...new Set(others.map(({ event }) => event.type))].sort().join(', ');
  const message = `${others.length} of its events record what a system and its users did, not facts (${types}), so they were left out. Whoever runs this store can take them in from its own machine: timeline import FILE.`;
  return [{ reason: 'operational_events', message, locator: locatorOf(first) }];
}
