import { stateMoved } from './errors.ts';
import type { StateHeader, StateStore } from './state-store.ts';

interface KeptState {
  header: StateHeader;
  readonly entries: Map<string, string>;
}

/** Keeps what projections write for as long as the process lives; `readOnly` says that nothing is to be written. */
export function createMemoryStateStore({
  readOnly = false,
}: Pick<StateStore, 'readOnly'> = {}): StateStore {
  const kept = new Map<string, KeptState>();
  return {
    readOnly,
    async header(projection) {
      return kept.get(projection)?.header;
    },
    async get(projection, key) {
      return kept.get(projection)?.entries.get(key);
    },
    async entries(projection, { after = '', limit = Number.POSITIVE_INFINITY } = {}) {
      const all = [...(kept.get(projection)?.entries ?? [])];
      return all
        .filter(([key]) => key > after)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .slice(0, limit)
        .map(([key, value]) => ({ key, value }));
    },
    async commit(projection, { header, from, put = [], remove = [] }) {
      const found = kept.get(projection);
      if (found?.header.checkpoint !== from) {
        throw stateMoved(projection, from, found?.header.checkpoint);
      }
      const state = found ?? { header, entries: new Map<string, string>() };
      state.header = header;
      for (const key of remove) state.entries.delete(key);
      for (const { key, value } of put) state.entries.set(key, value);
      kept.set(projection, state);
    },
    async strike(text, instead) {
      let struck = 0;
      for (const { entries } of kept.values()) {
        for (const [key, value] of entries) {
          if (!value.includes(text)) continue;
          entries.set(key, value.replaceAll(text, instead));
          struck += 1;
        }
      }
      return struck;
    },
    async drop(projection) {
      kept.delete(projection);
    },
    async close() {
      kept.clear();
    },
  };
}
