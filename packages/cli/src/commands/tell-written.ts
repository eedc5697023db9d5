import { sentenceOf } from '@monitoring-timeline/core';
import type { ByHandResult } from '@monitoring-timeline/ingest';
import { loadDirectory } from '@monitoring-timeline/projections';
import type { Call } from '../call/call.ts';
import type { Asked } from '../compose/asking.ts';
import { namesOf } from '../compose/open-people.ts';
import { writeJson } from '../output/json.ts';

/** Tells what became of what a person wrote down: one document, or a page with how to undo it. */
export async function tellWritten(
  result: ByHandResult,
  done: string,
  { store, address }: Asked,
  { options, terminal }: Call,
): Promise<void> {
  if (options.json) {
    writeJson(terminal.out, result);
    return;
  }
  const [directory, nameOf] = await Promise.all([loadDirectory(store), namesOf(address)]);
  const { showWritten } = await import('../output/written.ts');
  const entries = result.events.map((event) => ({
    id: event.id,
    authority: directory.get(event.authority)?.name ?? event.authority,
    says: sentenceOf(event, nameOf),
  }));
  showWritten({ ...result, done, entries }, terminal);
}
