import type { Dates } from '../coordinates.ts';
import type { Timeline } from '../timeline.ts';

export * from './choices.ts';

/** A question whose words were checked: it can be asked of any log, at any dates. */
export type Ask<T> = (timeline: Timeline, dates: Dates) => Promise<T>;
