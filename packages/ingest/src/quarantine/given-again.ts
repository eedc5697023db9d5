import { type ClaimEvent, quarantineStream } from '@monitoring-timeline/core';
import { appendPlanned, missingFrom } from '../appending.ts';
import type { ImportJob } from '../import-run.ts';
import { KeptFold } from '../kept-fold.ts';
import type { FileReading, Proposal } from '../proposal.ts';
import { isNameOf, keptName } from '../reading/kept-name.ts';
import { decisionOf } from './decide.ts';
import { mostClaims } from './proposed.ts';
import { type Waiting, type WaitingNow, WaitingThings } from './waiting.ts';

/** What waits only for the day on which a document came out. */
const undated = 'no_publication';
/** What waits for somebody who asks for the text of its pictures. */
const pictures = 'image_only';

const waitingThings = new KeptFold(
  () => new WaitingThings(),
  (things, recorded) => things.take(recorded),
);

/** What waits before an import, so that its files are told from what they answer. */
export async function readWaiting({ store, prefix }: ImportJob): Promise<WaitingNow> {
  return (await waitingThings.of(store, `${prefix}${quarantineStream}`)).now();
}

interface Answer {
  readonly item: Waiting;
  readonly why: string;
  readonly claims: readonly ClaimEvent[];
}

function claimsAt(proposals: readonly Proposal[], place: string): readonly ClaimEvent[] {
  return proposals.filter(({ locator }) => isAt(locator, place)).map(({ event }) => event);
}

/** A place of a row, whether or not the table is named before it. */
function isAt(locator: string | undefined, place: string): boolean {
  return locator === place || locator?.endsWith(`, ${place}`) === true;
}

/** Reasons why a document whose text is known is none of ours. */
const noneOfOurs: ReadonlySet<string> = new Set(['not_recognised', 'identifiable_child']);

/** Whether the text of a document was had, whatever it says. */
function wasRead({ document, problems }: FileReading): boolean {
  return document !== undefined || problems.some(({ reason }) => noneOfOurs.has(reason));
}

/** How a file answers one thing that waits; undefined where it does not. */
function answerTo(item: Waiting, file: FileReading): Answer | undefined {
  const { problems, proposals, sha256, answered = [] } = file;
  if (item.reason === pictures && item.sha256 === sha256) {
    const why = 'Given again, and its text was recognised: what it says is told of by itself.';
    return wasRead(file) ? { item, why, claims: [] } : undefined;
  }
  if (proposals.length === 0) return undefined;
  if (item.reason === undated) {
    const given = item.sha256 === sha256 && problems.every(({ reason }) => reason !== undated);
    const claims = proposals.map(({ event }) => event);
    return given ? { item, why: 'Given again with the day it came out.', claims } : undefined;
  }
  if (!isNameOf(item.file, file.file) || item.sha256 === sha256) return undefined;
  const found = answered.find(({ id }) => id === item.id);
  if (found) {
    const why = `Mended in ${keptName(file)}, ${found.place}.`;
    return { item, why, claims: claimsAt(proposals, found.place) };
  }
  // an older row, or a line of events: the same place of the file of the same name, which is right there
  const { place, isPart } = item;
  if (isPart && !item.ofTable && place !== undefined) {
    const claims = claimsAt(proposals, place);
    if (claims.length === 0 || problems.some(({ locator = '' }) => locator.startsWith(place))) {
      return undefined;
    }
    return { item, why: `Mended in ${keptName(file)}, ${place}.`, claims };
  }
  // a fault of the file as a whole
  if (isPart || item.proposes || problems.some((one) => one.reason === item.reason)) {
    return undefined;
  }
  return { item, why: `Mended: ${keptName(file)} could be read.`, claims: [] };
}

/**
 * Closes what waits and a file answers: the row that was at fault stands in it mended, the file as a whole can be read, a document
 * was given again with the day it came out, or with its text recognised. Whoever gave it has decided. Answers how many were closed.
 */
export async function closeAnswered(
  run: ImportJob,
  file: FileReading,
  waiting: WaitingNow,
): Promise<number> {
  if (!file.sha256) return 0;
  const stream = `${run.prefix}${quarantineStream}`;
  const placed = [...waiting.of(file.file, file.sha256)]
    .flatMap((item) => answerTo(item, file) ?? [])
    .map(({ item, why, claims }) => ({
      stream,
      event: decisionOf(item.id, 'accepted', why, claims.slice(0, mostClaims), run),
    }));
  if (placed.length === 0) return 0;
  return (await appendPlanned(run.store, () => missingFrom(run.store, placed))).size;
}
