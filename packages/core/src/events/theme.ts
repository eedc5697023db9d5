import { z } from 'zod';
import { claim } from './define.ts';
import { activityRef, code, topic } from './fields.ts';

const theme = {
  theme: code,
  topic,
  /** The visit or inspection at which it was raised or seen, where the source says. */
  at: activityRef.optional(),
  /** How often it was raised, where the source counts. */
  times: z.int().min(1).max(20).optional(),
};

export const themeRaised = claim('ThemeRaised', 1, z.strictObject(theme));
/** A later inspection found it again; `source.assertedBy` says who makes the link. */
export const themeStillEvident = claim('ThemeStillEvident', 1, z.strictObject(theme));
export const themeResolved = claim('ThemeResolved', 1, z.strictObject(theme));
