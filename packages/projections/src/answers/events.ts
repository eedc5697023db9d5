import { z } from 'zod';

/** An event as it is kept: what was said, and what the store added. */
export const recordedSchema = z
  .strictObject({
    event: z
      .looseObject({
        id: z.string(),
        type: z.string(),
        version: z.number(),
        authority: z.string().optional(),
        occurred: z.unknown().optional(),
        known: z.unknown().optional(),
        source: z.unknown().optional(),
        data: z.record(z.string(), z.unknown()),
      })
      .describe('The event as appended; its shape follows from `type` and `version`.'),
    stream: z.string(),
    revision: z.number().describe('Place in its stream, from 0.'),
    position: z.string().describe('Place in the whole log: opaque, compares as text.'),
    recorded: z.string().describe('When the store committed it.'),
    contentHash: z.string(),
    chainHash: z.string(),
  })
  .meta({ id: 'RecordedEvent' });
