import {
  type ClaimEvent,
  knownSchema,
  partialDateSchema,
  sourceSchema,
} from '@monitoring-timeline/core';
import { z } from 'zod';
import type { Answer } from './answer.ts';
import { aheadSchema, evidenceSchema, keySchema, recordToSchema } from './common.ts';

export const historyEntrySchema = z
  .strictObject({
    position: z.string().describe('Place in the whole log: opaque, compares as text.'),
    id: z.string().describe('Id of the event: what `because` of the other tables names.'),
    type: z.string().describe('What kind of fact it is.'),
    authority: keySchema.describe('Key of the authority; `england` for national facts.'),
    occurred: partialDateSchema,
    when: z.string().describe('When it was so, in words of the record.'),
    known: knownSchema,
    recorded: z.string().describe('When the store took it in.'),
    summary: z.string().describe('The event in one line.'),
    source: sourceSchema,
    documentPublished: evidenceSchema.shape.documentPublished,
    documentPublic: evidenceSchema.shape.documentPublic,
    data: z
      .record(z.string(), z.unknown())
      .describe('What the source claims; its shape follows from `type`.'),
    recordTo: recordToSchema,
    correctedBy: z.array(z.string()).describe('Ids of corrections that change it.'),
    retracted: z.boolean().describe('A retraction hides it.'),
    context: z
      .boolean()
      .describe(
        'True for an event of a predecessor: context, never this authority’s own standing.',
      ),
    ahead: aheadSchema,
  })
  .meta({ id: 'HistoryEntry', description: "One event of an authority's history." });

/** An entry as the view gives it: what the source claims is the data of an event. */
export type HistoryEntry = Omit<Answer<typeof historyEntrySchema>, 'data'> & {
  /** What the source claims; its shape follows from `type`. */
  readonly data: ClaimEvent['data'];
};
