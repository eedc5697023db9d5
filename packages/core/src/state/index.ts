export { StateMoved } from './errors.ts';
export { createMemoryStateStore } from './memory.ts';
export { openStateStore } from './sqlite.ts';
export type * from './state-store.ts';
