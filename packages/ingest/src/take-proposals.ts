import {
  authorityKey,
  type ClaimEvent,
  correlationKey,
  eventType,
  streamOf,
} from '@monitoring-timeline/core';
import { appendPlanned, conflicting, missingFrom, type Placed } from './appending.ts';
import { breathe, inTurns } from './breathe.ts';
import { lawful } from './checks/lawful.ts';
import { withoutRoom } from './checks/room.ts';
import { askedOf } from './contradicted.ts';
import { type Settled, settle } from './corrections.ts';
import type { ImportJob } from './import-run.ts';
import type { FileReading, Problem, Proposal } from './proposal.ts';
import { claimsOf } from './stream-pages.ts';
import { conflictAt } from './taking-logs.ts';

/** True for claims about inspections and visits, in which sources can differ, and for those that repair them. */
function speaksOfActivity(type: string): boolean {
  const thing = eventType(type)?.speaksOf;
  return thing === 'activity' || thing === 'claims';
}

type PlacedProposal = Placed & { readonly event: ClaimEvent; readonly proposal: Proposal };

function* placedOf(
  { prefix }: ImportJob,
  proposals: readonly Proposal[],
): Generator<PlacedProposal> {
  for (const proposal of proposals) {
    const { event } = proposal;
    yield { stream: streamOf(event, prefix), event, proposal };
  }
}

/** The proposals of a file without those of authorities whose records have no room for them, each of these as one problem. */
async function thatHaveRoom(
  run: ImportJob,
  proposals: readonly Proposal[],
): Promise<{ readonly proposals: readonly Proposal[]; readonly problems: readonly Problem[] }> {
  const nameOf = (key: string): string => run.directory.nameOf(authorityKey(key));
  const crowded = await withoutRoom(run.store, placedOf(run, proposals), nameOf);
  if (crowded.size === 0) return { proposals, problems: [] };
  const left: Proposal[] = [];
  for await (const { stream, proposal } of inTurns(placedOf(run, proposals))) {
    if (!crowded.has(stream)) left.push(proposal);
  }
  const problems = [...crowded.values()].map(({ first, message }) => {
    return { reason: 'record_full', message, locator: first.proposal.locator };
  });
  return { proposals: left, problems };
}

/** Claims read from tables, documents and plain events. */
export async function takeProposals(
  run: ImportJob,
  file: FileReading,
  report: (share: number) => void,
): Promise<{ readonly taken: readonly Proposal[]; readonly problems: readonly Problem[] }> {
  const { store, counts } = run;
  const roomy = await thatHaveRoom(run, file.proposals);
  const allowed = await lawful(run, { ...file, proposals: roomy.proposals });
  const problems = [...allowed.problems, ...roomy.problems];
  const placed: PlacedProposal[] = [];
  const exact: PlacedProposal[] = [];
  const restated = new Set<string>();
  for await (const one of inTurns(placedOf(run, allowed.proposals))) {
    placed.push(one);
    if (one.proposal.exact) exact.push(one);
    restated.add(one.event.id);
  }
  if (placed.length === 0) return { taken: [], problems };
  let conflicts: ReadonlySet<(typeof placed)[number]> = new Set();
  /** Ids of corrections, each with the reading that it stands for. */
  const standsFor = new Map<string, string>();
  let asked: readonly Problem[] = [];

  const written = await appendPlanned(
    store,
    async () => {
      conflicts = await conflicting(store, exact);
      const taken = conflicts.size === 0 ? placed : placed.filter((one) => !conflicts.has(one));
      const missing = await missingFrom(store, taken);
      const settled = await settleAll(run, missing, restated);
      asked = missing.flatMap(({ event, proposal }) => {
        const how = settled.get(event.id);
        return how?.as === 'correction' && how.asked ? [askedOf(how.asked, proposal.locator)] : [];
      });
      const events: Placed[] = [];
      for await (const { stream, event } of inTurns(missing)) {
        const how = settled.get(event.id);
        if (how?.as === 'correction') {
          for (const correction of how.corrections) {
            standsFor.set(correction.id, event.id);
            events.push({ stream, event: correction });
          }
        } else if (how?.as !== 'known') events.push({ stream, event });
      }
      const left: Placed[] = [];
      for await (const one of inTurns(await missingFrom(store, events))) left.push(ofRun(run, one));
      return left;
    },
    (events) => report(Math.min(1, events / placed.length)),
  );
  const corrections = new Set<string>();
  for await (const id of inTurns(written)) {
    const reading = standsFor.get(id);
    if (reading) corrections.add(reading);
    else counts.appended += 1;
  }
  counts.corrected += corrections.size;
  counts.proposed += placed.length - conflicts.size;
  const taken: Proposal[] = [];
  for await (const one of inTurns(placed)) {
    if (conflicts.has(one)) continue;
    taken.push(one.proposal);
    if (speaksOfActivity(one.event.type)) run.spokenOf.add(one.event.authority);
  }
  return {
    taken,
    problems: [
      ...problems,
      ...asked,
      ...[...conflicts].map(({ event, proposal }) => conflictAt(event, proposal.locator)),
    ],
  };
}

/** How the missing readings of a file stand to what their streams hold; events given as such are always claims. */
async function settleAll(
  run: ImportJob,
  missing: readonly (Placed & { readonly proposal: Proposal })[],
  restated: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Settled>> {
  const byStream = new Map<string, Proposal[]>();
  for await (const { stream, proposal } of inTurns(missing)) {
    if (proposal.exact) continue;
    const list = byStream.get(stream) ?? [];
    byStream.set(stream, list);
    list.push(proposal);
  }
  const settled = new Map<string, Settled>();
  for (const [stream, proposals] of byStream) {
    await breathe();
    const claims = await claimsOf(run.store, stream);
    if (claims.length === 0) continue;
    const hows = await settle(proposals, restated, claims, run.today);
    for await (const [id, how] of inTurns(hows)) settled.set(id, how);
  }
  return settled;
}

/** What an import appends says which import it was. Keys that begin with `$` stay outside every hash, and copies keep their hash. */
function ofRun({ id }: ImportJob, { stream, event }: Placed): Placed {
  return { stream, event: { ...event, metadata: { ...event.metadata, [correlationKey]: id } } };
}
