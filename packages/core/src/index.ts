export * from './authorities/index.ts';
export * from './calendar/index.ts';
export * from './claims/index.ts';
export * from './clock.ts';
export * from './errors.ts';
export * from './events/index.ts';
export * from './frameworks/index.ts';
export * from './store/index.ts';
