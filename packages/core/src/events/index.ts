export * from './catalogue.ts';
export * from './cloud-event.ts';
export type { EarlierVersion, NameOf, Thing } from './define.ts';
export * from './envelope.ts';
export {
  type ActivityRef,
  inspectorRoles,
  type Judgement,
  type LeadershipRole,
  leadershipRoles,
  type PostStatus,
  postStatuses,
  progressWords,
} from './fields.ts';
export * from './identity.ts';
export { deliveryForms, deliveryStages, instruments } from './intervention.ts';
export { roleName } from './leadership.ts';
export { type Excess, excessIn, limits, recordLimits } from './limits.ts';
export { codeWords } from './sentence-words.ts';
export * from './streams.ts';
export * from './times.ts';
export * from './upcast.ts';
