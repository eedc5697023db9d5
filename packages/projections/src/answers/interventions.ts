import { z } from 'zod';
import type { Answer } from './answer.ts';
import { authorityShownSchema, becauseSchema, evidenceSchema } from './common.ts';

export const interventionInForceSchema = z
  .strictObject({
    instrument: z.string(),
    title: z.string().nullable(),
    person: z.string().nullable(),
    since: z.string(),
    uncertain: z.boolean(),
    reportedBy: z.string(),
    because: becauseSchema,
  })
  .meta({
    id: 'InterventionInForce',
    description: 'A government intervention on record as in force; it is independent of grades.',
  });

export const deliverySchema = z
  .strictObject({
    provider: z.string().nullable(),
    form: z.string(),
    since: z.string().nullable(),
    uncertain: z.boolean(),
    because: becauseSchema,
  })
  .meta({
    id: 'Delivery',
    description: 'Who delivers the services; null where no source on record speaks of it.',
  });

export const interventionSchema = z
  .strictObject({
    instrument: z.string(),
    title: z.string().nullable(),
    person: z.string().nullable(),
    status: z.enum(['ended', 'in_force', 'replaced']),
    from: z.string().nullable().describe('Null where a source tells only of the end.'),
    to: z
      .string()
      .nullable()
      .describe('Null where no source tells of an end: that does not say that it goes on.'),
    replacedBy: z.string().nullable(),
    uncertain: z.boolean().describe('True until the last possible day of a coarse start or end.'),
    startNotes: z.array(z.string()).describe('What sources say of the start and of the end.'),
    endNotes: z.array(z.string()),
    otherStarts: z
      .array(
        z.strictObject({
          from: z.string(),
          publisher: z.string(),
        }),
      )
      .describe('Starts that other sources give.'),
    evidence: z.array(evidenceSchema),
    because: becauseSchema,
  })
  .meta({
    id: 'Intervention',
    description: 'One intervention from its start to its end, as far as sources tell of them.',
  });

export const deliveryStageSchema = z
  .strictObject({
    provider: z.string(),
    form: z.string(),
    stage: z.string(),
    when: z.string(),
    note: z.string().nullable(),
    publisher: z.string(),
    because: becauseSchema,
  })
  .meta({ id: 'DeliveryStage' });

export const interventionsHistorySchema = z
  .strictObject({
    authority: authorityShownSchema,
    asOf: z.iso.date(),
    knownAt: z.iso.date(),
    inForce: z.array(interventionInForceSchema),
    history: z.array(interventionSchema),
    delivery: deliverySchema,
    deliveryHistory: z.array(deliveryStageSchema),
    note: z.string(),
    because: becauseSchema,
  })
  .meta({ id: 'InterventionsHistory' });

export type InterventionInForce = Answer<typeof interventionInForceSchema>;
export type Delivery = Answer<typeof deliverySchema>;
export type Intervention = Answer<typeof interventionSchema>;
export type DeliveryStage = Answer<typeof deliveryStageSchema>;
export type InterventionsHistory = Answer<typeof interventionsHistorySchema>;
