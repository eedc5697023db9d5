import { randomUUID } from 'node:crypto';
import {
  type Actor,
  authorityStream,
  type Claim,
  checkWholeLog,
  claimFrom,
  claimTypes,
  createDirectory,
  type Directory,
  type EventEnvelope,
  type EventStore,
  england,
  isTimelineError,
  operationsStream,
  quarantineStream,
  streamOf,
  upcast,
  validateForAppend,
} from '@monitoring-timeline/core';
import type { PeopleRegister } from '@monitoring-timeline/core/people';
import { appendPlanned, conflicting, missingFrom, type Placed } from './appending.ts';
import { violationOf } from './claim-rules.ts';
import { type Settled, settle } from './corrections.ts';
import { checkPublished } from './errors.ts';
import type { FileReading, Problem, Proposal } from './proposal.ts';
import { quarantined } from './quarantine.ts';
import { readPaths } from './read.ts';
import type { ReadLimits } from './readers/limits.ts';
import { excerpt } from './readers/lines.ts';
import { filesUnder } from './readers/walk.ts';

/** How far an import is: bytes of the files given. */
export interface ImportProgress {
  readonly file: string;
  readonly done: number;
  readonly total: number;
}

export interface ImportOptions {
  readonly store: EventStore;
  readonly people: PeopleRegister;
  readonly directory?: Directory | undefined;
  readonly now?: Date | undefined;
  /** Publication day (ISO) of a release that states none. */
  readonly published?: string | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
  /** Who imports; default the program itself. */
  readonly actor?: Actor | undefined;
  readonly limits?: Partial<ReadLimits> | undefined;
  /** Put before every stream name, to keep runs apart on a shared server. */
  readonly streamPrefix?: string | undefined;
}

export interface QuarantinedItem {
  readonly file: string;
  readonly reason: string;
  readonly locator: string | null;
  readonly message: string;
  /** The id under which it waits for a decision. */
  readonly id: string;
}

/** What became of what was given: `proposed` is the sum of `appended`, `alreadyKnown` and `corrected`. */
export interface ImportResult {
  readonly files: number;
  /** Files that are of a kind known here. */
  readonly recognised: number;
  /** Claims read. */
  readonly proposed: number;
  readonly appended: number;
  readonly alreadyKnown: number;
  /** Claims that say of an earlier one of their source that it was misread or reissued. */
  readonly corrected: number;
  readonly quarantined: readonly QuarantinedItem[];
}

interface Counts {
  proposed: number;
  appended: number;
  corrected: number;
  /** Of those appended, the events taken over from another log as they were. */
  restored: number;
}

interface Run {
  readonly store: EventStore;
  readonly prefix: string;
  readonly actor: Actor;
  readonly now: Date;
  readonly today: string;
  readonly directory: Directory;
  /** Keys beyond the directory that claims on record or among those given establish. */
  readonly established: Set<string>;
  readonly counts: Counts;
}

/**
 * Reads files and folders into a store. What is there already is left alone, so doing it again adds nothing and an interrupted
 * import is finished by running it again; several processes may import the same files at once. What cannot be taken waits in
 * quarantine with its file, place and reason while the rest is imported.
 * @throws InvalidPublished; the store's errors where it cannot be reached or written; never for what a file holds.
 */
export async function importPaths(
  paths: readonly string[],
  options: ImportOptions,
): Promise<ImportResult> {
  const now = options.now ?? new Date();
  const today = now.toISOString().slice(0, 10);
  checkPublished(options.published, today);
  const run: Run = {
    store: options.store,
    prefix: options.streamPrefix ?? '',
    actor: options.actor ?? { kind: 'program', name: 'timeline import' },
    now,
    today,
    directory: options.directory ?? createDirectory(),
    established: new Set(),
    counts: { proposed: 0, appended: 0, corrected: 0, restored: 0 },
  };
  const sizes = await sizesOf(paths);
  const total = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  let done = 0;
  let recognised = 0;
  let kept = 0;
  const files: { file: string; sha256?: string; reader?: string }[] = [];
  const waiting: QuarantinedItem[] = [];

  const reading = readPaths(paths, {
    directory: run.directory,
    now,
    published: options.published,
    limits: options.limits,
  });
  for await (const file of reading) {
    const bytes = sizes.get(file.file) ?? 0;
    const report = (share: number): void =>
      options.onProgress?.({ file: file.file, done: done + Math.round(bytes * share), total });
    report(0);
    if (file.kind !== 'unrecognised') recognised += 1;
    const problems = [...file.problems];
    const damage = await damageOf(run, file);
    if (damage) problems.push(damage);
    else {
      if (file.people.length > 0) await options.people.addAll(file.people);
      problems.push(...(await takeRecorded(run, file)));
      problems.push(...(await takeProposals(run, file, report)));
    }
    const { items, added } = await keepProblems(run, { ...file, problems });
    waiting.push(...items);
    kept += added;
    files.push({
      file: file.file.slice(-1000),
      ...(file.sha256 ? { sha256: file.sha256 } : {}),
      reader: file.kind,
    });
    done += bytes;
    options.onProgress?.({ file: file.file, done, total });
  }

  const { proposed, appended, corrected, restored } = run.counts;
  const alreadyKnown = proposed - appended - corrected;
  // a log that was only taken over stays the log that it was, to the last event and the same head
  if (appended - restored + corrected + kept > 0) {
    const data = {
      files: files.slice(0, 10_000),
      appended,
      alreadyKnown,
      corrected,
      quarantined: kept,
    };
    await noteRun(run, data);
  }
  return {
    files: files.length,
    recognised,
    proposed,
    appended,
    alreadyKnown,
    corrected,
    quarantined: waiting,
  };
}

async function sizesOf(paths: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const found = await filesUnder(paths);
  return new Map(found.flatMap((one) => ('file' in one ? [[one.file, one.bytes] as const] : [])));
}

/** Claims read from tables and plain events. */
async function takeProposals(
  run: Run,
  file: FileReading,
  report: (share: number) => void,
): Promise<readonly Problem[]> {
  const { store, counts } = run;
  const { proposals, problems } = await lawful(run, file.proposals);
  const placed = proposals.map((proposal) => ({
    stream: streamOf(proposal.event, run.prefix),
    event: proposal.event as unknown as EventEnvelope,
    proposal,
  }));
  if (placed.length === 0) return problems;
  const exact = placed.filter(({ proposal }) => proposal.exact);
  let conflicts: ReadonlySet<(typeof placed)[number]> = new Set();
  const restated = new Set(placed.map(({ event }) => event.id));
  /** Ids of corrections, each with the reading that it stands for. */
  const standsFor = new Map<string, string>();

  const written = await appendPlanned(
    store,
    async () => {
      conflicts = await conflicting(store, exact);
      const taken = placed.filter((one) => !conflicts.has(one));
      const missing = (await missingFrom(store, taken)) as typeof placed;
      const settled = await settleAll(run, missing, restated);
      const events: Placed[] = [];
      for (const { stream, event } of missing) {
        const how = settled.get(event.id);
        if (how?.as === 'correction') {
          for (const correction of how.corrections) {
            standsFor.set(correction.id, event.id);
            events.push({ stream, event: correction as unknown as EventEnvelope });
          }
        } else if (how?.as !== 'known') events.push({ stream, event });
      }
      return missingFrom(store, events);
    },
    (events) => report(Math.min(1, events / placed.length)),
  );
  const corrections = new Set<string>();
  for (const id of written) {
    const reading = standsFor.get(id);
    if (reading) corrections.add(reading);
    else counts.appended += 1;
  }
  counts.corrected += corrections.size;
  counts.proposed += placed.length - conflicts.size;
  return [
    ...problems,
    ...[...conflicts].map(({ event, proposal }) => conflictAt(event, proposal.locator)),
  ];
}

/** Which proposals may be appended, and the others as problems. */
async function lawful(
  run: Run,
  given: readonly Proposal[],
): Promise<{ readonly proposals: readonly Proposal[]; readonly problems: readonly Problem[] }> {
  const { directory, today, established } = run;
  const unlisted = new Set<string>();
  for (const { event } of given) {
    if (event.type === 'AuthorityEstablished') established.add(event.authority);
    else if (!directory.get(event.authority)) unlisted.add(event.authority);
  }
  for (const key of unlisted) {
    if (established.has(key) || key === england) continue;
    const held = await run.store.readStream(authorityStream(key, run.prefix));
    if (held.some(({ event }) => event.type === 'AuthorityEstablished')) established.add(key);
  }
  const proposals: Proposal[] = [];
  const problems: Problem[] = [];
  for (const proposal of given) {
    const { event, locator } = proposal;
    const violation = violationOf(event, { directory, today, established });
    if (violation) problems.push({ ...violation, locator, given: excerpt(JSON.stringify(event)) });
    else proposals.push(proposal);
  }
  return { proposals, problems };
}

function conflictAt(event: EventEnvelope, locator: string): Problem {
  return {
    reason: 'event_id_conflict',
    message: `Event ${event.id} already stands for another content. Events are never changed: correct the one on record (timeline correct), or leave the id out where this is another fact.`,
    locator,
    given: excerpt(JSON.stringify(event)),
  };
}

/** How the missing readings of a file stand to what their streams hold; events given as such are always claims. */
async function settleAll(
  run: Run,
  missing: readonly (Placed & { readonly proposal: Proposal })[],
  restated: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Settled>> {
  const byStream = new Map<string, Proposal[]>();
  for (const { stream, proposal } of missing) {
    if (proposal.exact) continue;
    const list = byStream.get(stream) ?? [];
    byStream.set(stream, list);
    list.push(proposal);
  }
  const settled = new Map<string, Settled>();
  for (const [stream, proposals] of byStream) {
    const claims: Claim[] = [];
    for (const recorded of await run.store.readStream(stream)) {
      const claim = claimFrom(recorded);
      if (claim) claims.push(claim);
    }
    if (claims.length === 0) continue;
    for (const [id, how] of settle(proposals, restated, claims, run.today)) settled.set(id, how);
  }
  return settled;
}

/**
 * An exported log: into an empty store as it was, with ids, order, `recorded` and hashes; into any other as ordinary events that
 * remember in their metadata when the store of origin recorded them.
 */
async function takeRecorded(run: Run, file: FileReading): Promise<readonly Problem[]> {
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
  const placed = file.recorded.map(({ event, recorded, position }) => ({
    stream: streamOf(upcast(event), run.prefix),
    position,
    event: {
      ...event,
      metadata: {
        ...event.metadata,
        originRecorded: event.metadata?.originRecorded ?? recorded,
      },
    },
  }));
  let conflicts: ReadonlySet<(typeof placed)[number]> = new Set();
  const written = await appendPlanned(store, async () => {
    conflicts = await conflicting(store, placed);
    return missingFrom(
      store,
      placed.filter((one) => !conflicts.has(one)),
    );
  });
  counts.appended += written.size;
  counts.proposed += placed.length - conflicts.size;
  return [...conflicts].map(({ event, position }) => conflictAt(event, `position ${position}`));
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
async function damageOf(run: Run, file: FileReading): Promise<Problem | undefined> {
  if (file.recorded.length === 0) return undefined;
  const filter = { types: [...claimTypes] };
  const { events } = await run.store.readAll('', { limit: 1, filter });
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

async function keepProblems(
  run: Run,
  file: FileReading,
): Promise<{ readonly items: readonly QuarantinedItem[]; readonly added: number }> {
  const kept = file.problems.map((problem) => ({
    problem,
    event: quarantined(file, problem, run),
  }));
  const items = kept.map(({ problem, event }) => ({
    file: file.file,
    reason: problem.reason,
    locator: problem.locator ?? null,
    message: problem.message,
    id: event.id,
  }));
  const stream = `${run.prefix}${quarantineStream}`;
  const placed = kept.map(({ event }) => ({ stream, event }));
  const written = await appendPlanned(run.store, () => missingFrom(run.store, placed));
  return { items, added: written.size };
}

async function noteRun(run: Run, data: Readonly<Record<string, unknown>>): Promise<void> {
  const event = validateForAppend({
    id: randomUUID(),
    type: 'ImportRun',
    version: 1,
    actor: run.actor,
    at: run.now.toISOString(),
    data,
  });
  await run.store.append(`${run.prefix}${operationsStream}`, [event], { expected: 'any' });
}
