export * from './attribution.ts';
export * from './authorities-named.ts';
export * from './chosen.ts';
export * from './dates.ts';
export * from './events.ts';
export * from './given.ts';
export * from './manner.ts';
export * from './wrong-call.ts';
