export * from './activity.ts';
export * from './claim.ts';
export { type Disagreement, type Resolved, resolveField } from './field.ts';
export {
  type MatchedActivity,
  matchActivities,
  matchInSteps,
  Rematching,
  sameActivity,
  sameElements,
} from './matching.ts';
export * from './pointer.ts';
export {
  byPrecedence,
  isOfficial,
  precedenceAt,
  type Settlement,
  speaksForItself,
} from './precedence.ts';
export { effectiveClaims, effectiveInSteps, isRepair } from './repairs.ts';
export * from './resolution.ts';
export { allSteps, type Steps, sortInSteps, stepSize } from './steps.ts';
