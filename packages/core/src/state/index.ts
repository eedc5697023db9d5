export { StateDamaged, StateMoved } from './errors.ts';
export { createMemoryStateStore } from './memory.ts';
export { openStateStore, stateHeadersIn, stateProblems } from './sqlite.ts';
export type * from './state-store.ts';
