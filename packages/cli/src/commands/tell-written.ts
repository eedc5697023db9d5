import { type ClaimEvent, sentenceOf } from '@monitoring-timeline/core';
import type { ByHandResult } from '@monitoring-timeline/ingest';
import type { ForeseenChange } from '@monitoring-timeline/projections';
import type { Call } from '../call/call.ts';
import { directoryOf, type OpenedStore } from '../compose/asking.ts';
import { namesOf } from '../compose/open-people.ts';
import { writeJson } from '../output/json.ts';

/** What became of what a person wrote down, or would become of it where that was only tried out. */
export interface Told extends ByHandResult {
  /** The answers that it would change, where nothing was written. */
  readonly changes?: readonly ForeseenChange[];
}

/** Tells what became of what a person wrote down: one document, or a page with how to undo it. */
export async function tellWritten(
  result: Told,
  done: string,
  { store, address }: OpenedStore,
  { options, terminal }: Call,
): Promise<void> {
  const { takenBack = [], ...written } = result;
  if (options.json) {
    writeJson(terminal, written);
    return;
  }
  const [directory, nameOf] = await Promise.all([
    directoryOf({ store, address }),
    namesOf(address),
  ]);
  const targets = new Map(takenBack.map((event) => [event.id, event]));
  const saysOf = (event: ClaimEvent): string => {
    const target = event.type === 'FactRetracted' ? targets.get(event.data.target) : undefined;
    return target ? `Taken back: ${sentenceOf(target, nameOf)}` : sentenceOf(event, nameOf);
  };
  const { showWritten } = await import('../output/written.ts');
  const entries = result.events.map((event) => ({
    id: event.id,
    authority: directory.get(event.authority)?.name ?? event.authority,
    says: saysOf(event),
  }));
  showWritten({ ...written, done, entries }, terminal);
}
