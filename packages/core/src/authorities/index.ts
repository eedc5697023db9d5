export * from './authority.ts';
export * from './changes.ts';
export * from './directory.ts';
export { plainName } from './names.ts';
export type { AuthorityCandidate } from './nearest.ts';
export * from './regions.ts';
export { shippedAuthorities } from './shipped.ts';
