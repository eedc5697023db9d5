export { changeState, type StateDecision, type StatePart } from './change-state.ts';
export { dividedState } from './divided.ts';
export { Lease, leaseMs, tendMs } from './lease.ts';
export { type Sealing, SecretsNeedKey, sealedState } from './sealed.ts';
export { takeOver } from './take-over.ts';
