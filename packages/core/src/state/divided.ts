import type { StateStore } from './state-store.ts';

/** State of which some parts are kept on this machine and the others where all who use the log share them. */
export function dividedState(
  { local, shared }: { readonly local: StateStore; readonly shared: StateStore },
  isLocal: (projection: string) => boolean,
): StateStore {
  const of = (projection: string): StateStore => (isLocal(projection) ? local : shared);
  return {
    shared: true,
    header: (projection) => of(projection).header(projection),
    get: (projection, key) => of(projection).get(projection, key),
    entries: (projection, options) => of(projection).entries(projection, options),
    commit: (projection, change) => of(projection).commit(projection, change),
    async strike(text, instead) {
      return (await local.strike(text, instead)) + (await shared.strike(text, instead));
    },
    drop: (projection) => of(projection).drop(projection),
    async close() {
      await Promise.all([local.close(), shared.close()]);
    },
  };
}
