export { changeState, type StateDecision, type StatePart } from './change-state.ts';
export { dividedState } from './divided.ts';
export { StateDamaged, StateMoved } from './errors.ts';
export { Lease, leaseMs, renewMs } from './lease.ts';
export { createMemoryStateStore } from './memory.ts';
export { type Sealing, SecretsNeedKey, sealedState } from './sealed.ts';
export { openStateStore, stateProblems } from './sqlite.ts';
export type * from './state-store.ts';
