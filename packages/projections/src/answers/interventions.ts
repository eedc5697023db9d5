import { deliveryForms, deliveryStages, instruments } from '@monitoring-timeline/core';
import { z } from 'zod';
import type { Answer } from './answer.ts';
import {
  aheadSchema,
  asOfSchema,
  authorityShownSchema,
  becauseSchema,
  evidenceSchema,
  givenDate,
  knownAtSchema,
  recordToSchema,
} from './common.ts';
import { toldFields } from './told.ts';

/** What an intervention is. */
const instrumentFields = {
  instrument: z
    .enum(instruments)
    .describe(
      'Direction, commissioner, improvement notice, improvement board, adviser or another.',
    ),
  title: z.string().nullable().describe('Title as printed; null where no source gives one.'),
  person: z
    .string()
    .nullable()
    .describe(
      'Name of a commissioner or adviser, as the register of people has it; null where none is known.',
    ),
};

const uncertainSchema = z
  .boolean()
  .describe('True until the last possible day of a coarse start or end.');

export const standingInterventionSchema = z
  .strictObject({
    ...instrumentFields,
    ...toldFields,
    since: z.string().describe('When it began, as precise as its source.'),
    uncertain: uncertainSchema,
    reportedBy: z.string().describe('Who published the source that tells of it.'),
    because: becauseSchema,
  })
  .meta({
    id: 'StandingIntervention',
    description:
      'A government intervention of which nothing says, or lets presume, that it is over; it is independent of grades.',
  });

export const deliverySchema = z
  .strictObject({
    provider: z
      .string()
      .nullable()
      .describe(
        'Who delivers: the council, or a trust or company by name; null where no source says.',
      ),
    form: z
      .enum([...deliveryForms, 'not_known'])
      .describe('Through whom; `not_known` where no source on record says.'),
    ...toldFields,
    state: toldFields.state.nullable().describe('Null where no source speaks of it.'),
    since: z
      .string()
      .nullable()
      .describe('Since when, as precise as its source; null where no source tells of a change.'),
    uncertain: z.boolean().describe('True until the last possible day of a coarse start.'),
    because: becauseSchema,
  })
  .meta({
    id: 'Delivery',
    description: 'Who delivers the services; null where no source on record speaks of it.',
  });

export const interventionSchema = z
  .strictObject({
    ...instrumentFields,
    ...toldFields,
    from: givenDate.nullable().describe('Beginning; null where a source tells only of the end.'),
    to: givenDate.nullable().describe('End; null where no source tells of one.'),
    replacedBy: z.string().nullable().describe('Start of the one that took its place.'),
    uncertain: uncertainSchema,
    startNotes: z.array(z.string()).describe('What sources say of the start and of the end.'),
    endNotes: z.array(z.string()).describe('What sources say of the end.'),
    otherStarts: z
      .array(
        z.strictObject({
          from: z.string().describe('That start, as precise as its source.'),
          publisher: z.string().describe('Who published the source that gives it.'),
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
    provider: z.string().describe('Who delivers, or is to deliver, the services.'),
    form: z.enum(deliveryForms).describe('Through whom: council, trust, company or another.'),
    stage: z.enum(deliveryStages).describe('Which step it is.'),
    when: z.string().describe('When, as precise as its source.'),
    note: z.string().nullable().describe('What the source adds, in few words; null where nothing.'),
    publisher: z.string().describe('The publisher whose word holds.'),
    toldBy: z.array(z.string()).describe('All who tell of it, alphabetical.'),
    because: becauseSchema,
  })
  .meta({
    id: 'DeliveryStage',
    description: 'One step of a change of delivery, told of by one source or several.',
  });

export const expectedInterventionSchema = z
  .strictObject({
    why: z.string().describe('Why it is expected, in words.'),
    rule: z.string().describe('Id and version of the rule of the policy that expects it.'),
    certain: z
      .boolean()
      .describe(
        'False where the report gives no overall grade and no primary source says what takes its place.',
      ),
  })
  .meta({
    id: 'ExpectedIntervention',
    description:
      'Intervention that is expected of an inadequate authority and of which nothing is on record.',
  });

export const interventionsHistorySchema = z
  .strictObject({
    authority: authorityShownSchema,
    asOf: asOfSchema,
    knownAt: knownAtSchema,
    ahead: aheadSchema,
    recordTo: recordToSchema,
    inForce: z
      .array(standingInterventionSchema)
      .describe('Those that stand as far as anybody knows: `told_now` or `last_told`.'),
    expected: expectedInterventionSchema.nullable(),
    history: z.array(interventionSchema),
    delivery: deliverySchema,
    deliveryHistory: z.array(deliveryStageSchema),
    note: z.string().describe('What the lists say and do not say of whether one stands, in words.'),
    because: becauseSchema,
  })
  .meta({ id: 'InterventionsHistory' });

/** An intervention of the department of which nothing says, or lets presume, that it is over. It is independent of grades. */
export type StandingIntervention = Answer<typeof standingInterventionSchema>;
/** Intervention that the department takes in every inadequate authority, where none is on record. */
export type ExpectedIntervention = Answer<typeof expectedInterventionSchema>;
/** Who delivers the services: the council itself, a trust, a company, or nobody that a source on record names. */
export type Delivery = Answer<typeof deliverySchema>;
/** One intervention from its start to its end, as far as sources tell of them. */
export type Intervention = Answer<typeof interventionSchema>;
/** One step of a change of who delivers: announced, established, in the shadow, delivering, ended. */
export type DeliveryStage = Answer<typeof deliveryStageSchema>;
/**
 * Interventions in an authority and who delivered its services, over time. An end that no source tells of stays open or is
 * presumed, and is said to be.
 */
export type InterventionsHistory = Answer<typeof interventionsHistorySchema>;
