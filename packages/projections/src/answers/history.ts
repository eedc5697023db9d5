import {
  type ClaimEvent,
  knownSchema,
  partialDateSchema,
  sourceSchema,
} from '@monitoring-timeline/core';
import { z } from 'zod';
import type { Answer } from './answer.ts';
import { keySchema } from './common.ts';

export const historyEntrySchema = z
  .strictObject({
    position: z.string(),
    id: z.string(),
    type: z.string(),
    authority: keySchema,
    occurred: partialDateSchema,
    when: z.string().describe('`occurred` as text, for reading and sorting by eye.'),
    known: knownSchema,
    recorded: z.string(),
    summary: z.string(),
    source: sourceSchema,
    data: z
      .record(z.string(), z.unknown())
      .describe('What the source claims; its shape follows from `type`.'),
    correctedBy: z
      .array(z.string())
      .describe('Corrections that change this event, and whether a retraction hides it.'),
    retracted: z.boolean(),
    context: z
      .boolean()
      .describe("True for events of a predecessor: context, never this authority's own standing."),
  })
  .meta({ id: 'HistoryEntry', description: "One event of an authority's history." });

/** An entry as the view gives it: what the source claims is the data of an event. */
export type HistoryEntry = Omit<Answer<typeof historyEntrySchema>, 'data'> & {
  readonly data: ClaimEvent['data'];
};
