export { type Deadline, deadline, offsetDay, type SuspendedSpan } from './deadline.ts';
export { englandChildren } from './england-children/index.ts';
export { waitedFor } from './england-children/waited-for.ts';
export { nextChange, nextChangeAmong } from './instants.ts';
export { InvalidPolicy, type PolicyProblem, parsePolicy, policyFrom } from './load.ts';
export {
  type OwedActivity,
  owedActivities,
  type Policy,
  type PolicyInput,
  policySchema,
  type Rule,
  type Suspension,
} from './schema.ts';
