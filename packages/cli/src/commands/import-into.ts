import {
  type Directory,
  type EventStore,
  recordedAhead,
  type Verifiable,
} from '@monitoring-timeline/core';
import type { DocumentStore } from '@monitoring-timeline/core/documents';
import type { PeopleRegister } from '@monitoring-timeline/core/people';
import { importPaths, type Paths } from '@monitoring-timeline/ingest';
import type { Call, GlobalOptions } from '../call/call.ts';
import { Interrupted } from '../call/errors.ts';
import { now } from '../compose/clock.ts';
import { kindsOf, type ReadingOptions } from '../compose/extensions.ts';
import type { Imported } from '../output/import.ts';
import { startProgress } from '../output/progress.ts';

export interface ImportTarget {
  readonly store: EventStore & Verifiable;
  readonly people: PeopleRegister;
  readonly documents: DocumentStore;
  readonly directory: Directory;
  readonly published?: string | undefined;
}

/**
 * Imports paths into an open store, with a progress bar where somebody watches. Ctrl+C ends it between two writes:
 * what was appended stays, and importing again finishes the work.
 * @throws Interrupted, the errors of the store
 */
export async function importInto(
  { store, people, documents, directory, published }: ImportTarget,
  paths: Paths,
  { options, terminal }: Call<GlobalOptions & ReadingOptions>,
): Promise<Imported> {
  const kinds = await kindsOf(options);
  const progress = terminal.progress && !options.quiet ? await startProgress(terminal) : undefined;
  const interruption = interrupted(
    'Interrupted. What was imported so far is kept; import the same paths again to finish.',
  );
  try {
    const work = importPaths(paths, {
      store,
      people,
      documents,
      directory,
      published,
      now: now(),
      ...kinds,
      ...(progress ? { onProgress: progress.show } : {}),
    });
    const result = await Promise.race([work, interruption.happened]);
    const { position, events, hash } = await store.head();
    const ahead = recordedAhead((await store.recordedTo?.()) ?? '', now());
    return { ...result, head: { position, events, hash }, warnings: ahead === null ? [] : [ahead] };
  } finally {
    interruption.forget();
    progress?.stop();
  }
}

/** Rejects once the user presses Ctrl+C, with what to tell them. */
export function interrupted(message: string): {
  readonly happened: Promise<never>;
  forget(): void;
} {
  const { promise, reject } = Promise.withResolvers<never>();
  const onSignal = (): void => {
    reject(new Interrupted(message));
  };
  process.once('SIGINT', onSignal);
  return { happened: promise, forget: () => process.off('SIGINT', onSignal) };
}
