import { authorityStream, type EventEnvelope, quarantineStream } from '@monitoring-timeline/core';
import { appendPlanned, knownOf, missingFrom } from '../appending.ts';
import { breathe, inTurns } from '../breathe.ts';
import type { ImportJob } from '../import-run.ts';
import { KeptFold } from '../kept-fold.ts';
import type { FileReading, Problem, Proposal } from '../proposal.ts';
import { claimsOf } from '../stream-pages.ts';
import { decisionIdOf } from './decide.ts';
import { disagreementsIn } from './disagreements.ts';
import { askedWhich, disagreement, doubted, quarantined } from './keep.ts';
import { doubtAbout } from './plausibility.ts';
import { proposedIn } from './proposed.ts';
import { Questions } from './questions.ts';

/** One thing that waits for a person. */
export interface QuarantinedItem {
  /** Name of the file that it came from; `log` where it is a question between claims. */
  readonly file: string;
  /** Stable code, as `Problem.reason`. */
  readonly reason: string;
  /** Place in the file; null where it is the file as a whole, or a question about claims. */
  readonly locator: string | null;
  /** For people: what is wrong and what to do. */
  readonly message: string;
  /** The id under which it waits for a decision. */
  readonly id: string;
}

/** What went to quarantine of one file. */
export interface QuarantinedFile {
  /** What waits, whether it came now or at an earlier import. */
  readonly items: readonly QuarantinedItem[];
  /** Events written. */
  readonly added: number;
  /** How many of the problems a person had decided before. */
  readonly decided: number;
}

interface Raised {
  readonly event: EventEnvelope;
  readonly item: QuarantinedItem;
}

const streamOfRun = (run: ImportJob): string => `${run.prefix}${quarantineStream}`;

/** The questions about claims that differ, whatever became of them. */
const questionsPut = new KeptFold(
  () => new Questions(),
  (questions, { event: { id, type, data } }) => {
    if (type !== 'ProposalQuarantined') return;
    const { reason, proposal } = data as { readonly reason?: string; readonly proposal?: unknown };
    const proposed = reason === disagreement ? proposedIn(proposal) : undefined;
    if (proposed?.kind === 'disagreement') questions.add(id, proposed);
  },
);

/** Writes what the quarantine does not hold yet; ids of what this call wrote. */
async function raise(run: ImportJob, raised: readonly Raised[]): Promise<ReadonlySet<string>> {
  if (raised.length === 0) return new Set();
  const placed = raised.map(({ event }) => ({ stream: streamOfRun(run), event }));
  return appendPlanned(run.store, () => missingFrom(run.store, placed));
}

function raisedOf(file: string, problem: Problem, event: EventEnvelope): Raised {
  const { reason, message, locator = null } = problem;
  return { event, item: { file, reason, locator, message, id: event.id } };
}

/** Keeps what could not be taken of a file. What a person has decided before does not wait again. */
export async function keepProblems(run: ImportJob, file: FileReading): Promise<QuarantinedFile> {
  const raised: Raised[] = [];
  for await (const problem of inTurns(file.problems)) {
    raised.push(raisedOf(file.file, problem, quarantined(file, problem, run)));
  }
  const written = await raise(run, raised);
  const items = raised.map(({ item }) => item);
  // only where something was there before can a decision be
  if (written.size === items.length) return { items, added: written.size, decided: 0 };
  const decisions = new Map(items.map(({ id }) => [id, decisionIdOf(id)]));
  const known = await knownOf(run.store, new Map([[streamOfRun(run), decisions.values()]]));
  const decided = known.get(streamOfRun(run));
  const waiting = items.filter(({ id }) => !decided?.has(decisions.get(id) ?? ''));
  return { items: waiting, added: written.size, decided: items.length - waiting.length };
}

/** Asks about claims that were taken as printed and are hardly right; answers what was asked now. */
export async function raiseDoubts(
  run: ImportJob,
  file: FileReading,
  taken: readonly Proposal[],
): Promise<readonly QuarantinedItem[]> {
  const raised: Raised[] = [];
  for await (const proposal of inTurns(taken)) {
    const doubt = doubtAbout(proposal.event);
    if (!doubt) continue;
    const problem = { ...doubt, locator: proposal.locator };
    raised.push(raisedOf(file.file, problem, doubted(file, proposal, doubt, run)));
  }
  const written = await raise(run, raised);
  return raised.flatMap(({ item }) => (written.has(item.id) ? [item] : []));
}

/**
 * So many claims of questions are made into events together. One question may hold a thousand, each with its whole source, and in a
 * record of thousands of claims hundreds are open.
 */
const claimsAtOnce = 500;

/**
 * Asks which claim holds where sources of equal rank differ, over all claims of the authorities that an import spoke of, so that the
 * order of files makes no difference. A question that was put before is not put again. Each is written before many more are made.
 * Answers what was asked now.
 */
export async function raiseDisagreements(run: ImportJob): Promise<readonly QuarantinedItem[]> {
  const items: QuarantinedItem[] = [];
  let raised: Raised[] = [];
  let claimsRaised = 0;
  const write = async (): Promise<void> => {
    const written = await raise(run, raised);
    items.push(...raised.flatMap(({ item }) => (written.has(item.id) ? [item] : [])));
    raised = [];
    claimsRaised = 0;
  };
  let asked: Questions | undefined;
  for (const authority of [...run.spokenOf].sort()) {
    await breathe();
    const stream = authorityStream(authority, run.prefix);
    const claims = await claimsOf(run.store, stream);
    for (const question of await disagreementsIn(authority, claims)) {
      // one question may hold a thousand claims
      await breathe();
      asked ??= await questionsPut.of(run.store, streamOfRun(run));
      if (asked.has(question)) continue;
      const name = run.directory.nameOf(authority);
      const event = askedWhich(question, name, stream, run);
      const { message, locator } = event.data as { message: string; locator: string };
      raised.push(raisedOf('log', { reason: disagreement, message, locator }, event));
      claimsRaised += question.sides.reduce((sum, side) => sum + side.claims.length, 0);
      if (claimsRaised >= claimsAtOnce) await write();
    }
  }
  await write();
  return items;
}
