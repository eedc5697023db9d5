import { z } from 'zod';
import { claim } from './define.ts';
import { activityRef, code, topic } from './fields.ts';

const theme = {
  /** Our code, by which one inspection's theme is found again at another. */
  theme: code,
  /** What was raised, in a few words. */
  topic,
  /** The visit or inspection at which it was raised or seen, where the source says. */
  at: activityRef.optional(),
  /** How often it was raised, where the source counts. */
  times: z.int().min(1).max(20).optional(),
};

/** An inspector raised something that may come again. */
export const themeRaised = claim({
  type: 'ThemeRaised',
  version: 1,
  noun: 'theme raised',
  speaksOf: 'theme',
  data: z.strictObject(theme),
  sentence: ({ data }) => `Raised: ${data.topic}`,
});
/** A later inspection found it again; `source.assertedBy` says who makes the link. */
export const themeStillEvident = claim({
  type: 'ThemeStillEvident',
  version: 1,
  noun: 'theme still evident',
  speaksOf: 'theme',
  data: z.strictObject(theme),
  sentence: ({ data }) => `Still evident: ${data.topic}`,
});
/** A later inspection found it put right. */
export const themeResolved = claim({
  type: 'ThemeResolved',
  version: 1,
  noun: 'theme resolved',
  speaksOf: 'theme',
  data: z.strictObject(theme),
  sentence: ({ data }) => `Resolved: ${data.topic}`,
});
