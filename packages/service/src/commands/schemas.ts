import { waysToAccept } from '@monitoring-timeline/ingest';
import { issuedNoticeSchema } from '@monitoring-timeline/projections/answers';
import { z } from 'zod';
import { words } from '../query/parameters.ts';

const eventId = z.string().min(1).max(100).describe('Id of the event.');
const source = z.string().min(1).max(500).describe('What it rests on, in words.');
const dryRun = z
  .boolean()
  .optional()
  .describe('True: says what it would append and which answers would change, and writes nothing.');
const why = z.string().min(3, 'say in words why').max(1000).describe('Why, in words.');

export const correctionWanted = z
  .strictObject({
    event: eventId,
    corrections: z
      .array(
        z.strictObject({
          pointer: z.string().min(1).max(500).describe('Place in the event, a JSON pointer.'),
          value: z.unknown().optional().describe('What is right; absent where the place is to go.'),
          why,
          cause: z
            .enum(['source', 'ours'])
            .optional()
            .describe('Who was wrong; `ours` unless given.'),
          known: z.iso.date().optional(),
        }),
      )
      .min(1)
      .max(100),
    source: source.optional(),
    authority: words.authority.optional(),
    dryRun,
  })
  .meta({ id: 'CorrectionWanted' });

const changes = z
  .array(
    issuedNoticeSchema
      .pick({
        ...{ kind: true, authority: true, day: true, weight: true },
        ...{ title: true, text: true, changes: true },
      })
      .meta({
        id: 'ForeseenChange',
        description: 'An answer that would change, as it would be told.',
      }),
  )
  .optional()
  .describe('With `dryRun` alone: the answers that would change, the heaviest first.');

export const retractionWanted = z
  .strictObject({
    event: eventId,
    why,
    cause: z.enum(['source', 'ours']).optional(),
    known: z.iso.date().optional().describe('Since when it is known; only with cause `source`.'),
    source: source.optional(),
    authority: words.authority.optional(),
    dryRun,
  })
  .meta({ id: 'RetractionWanted' });

export const writtenSchema = z
  .strictObject({
    appended: z.int(),
    alreadyKnown: z.int(),
    events: z.array(z.looseObject({ id: z.string(), type: z.string() })),
    changes,
  })
  .meta({ id: 'Written' });

const actorSchema = z.strictObject({ kind: z.enum(['person', 'program']), name: z.string() });

export const decisionSchema = z.strictObject({
  decision: z.enum(['accepted', 'rejected']),
  by: actorSchema,
  at: z.string(),
  why: z.string().optional(),
  appended: z.array(z.string()),
});

const rowShape = {
  id: z.string(),
  status: z.enum(['open', 'accepted', 'rejected', 'settled', 'replaced']),
  file: z.string(),
  sha256: z.string().optional(),
  reason: z.string(),
  message: z.string(),
  locator: z.string().optional(),
  raised: z.strictObject({ at: z.string(), by: actorSchema }),
  decision: decisionSchema.optional(),
  authority: z.string().nullable(),
  accept: z
    .enum(waysToAccept)
    .describe(
      'How it can be agreed to: as it is, by naming a side, by what is right, by mending cells of its row, or with a claim.',
    ),
} as const;

export const quarantineRowSchema = z.strictObject(rowShape).meta({ id: 'QuarantineRow' });

export const quarantineItemSchema = z
  .strictObject({
    ...rowShape,
    given: z.unknown().describe('The row or passage as it was read.'),
    row: z
      .strictObject({
        table: z.string(),
        place: z.string(),
        columns: z.array(z.string()),
        faulty: z.array(z.string()),
      })
      .nullable()
      .describe('Of a row of a known table: its columns, and those whose cells are at fault.'),
    proposed: z.unknown().describe('What a person can agree to; null where there is nothing.'),
    passage: z
      .strictObject({
        from: z.enum(['document', 'given']),
        lines: z.array(
          z.strictObject({
            place: z.string(),
            text: z.string(),
            marked: z.array(z.strictObject({ from: z.int(), to: z.int() })),
          }),
        ),
      })
      .nullable()
      .describe(
        'What its document says there, with `marked` the characters meant; null where it is about a whole file or claims on record.',
      ),
  })
  .meta({ id: 'QuarantineItem' });

export const acceptanceWanted = z
  .strictObject({
    edit: z
      .union([
        z.record(z.string(), z.unknown()),
        z.array(z.record(z.string(), z.unknown())).max(100),
      ])
      .optional()
      .describe(
        'Fields to change, whole claims, or corrections, as `--file` of the command holds.',
      ),
    authority: words.authority.optional(),
    holds: z.string().max(200).optional().describe('The side, or event, that holds.'),
    apart: z.boolean().optional().describe('The claims are of different things.'),
    set: z
      .record(z.string().max(400), z.string().max(4000))
      .refine((cells) => Object.keys(cells).length <= 200, 'at most 200 cells')
      .optional()
      .describe('Of a row: cells as they should be, by column. The row is read again with them.'),
    why: why.optional(),
    dryRun,
  })
  .meta({ id: 'AcceptanceWanted' });

export const rejectionWanted = z.strictObject({ why }).meta({ id: 'RejectionWanted' });

export const decidedSchema = z
  .strictObject({
    ...rowShape,
    appended: z.int(),
    alreadyKnown: z.int(),
    events: z.array(z.looseObject({ id: z.string(), type: z.string() })),
    decidedBefore: z.boolean(),
    changes,
  })
  .meta({ id: 'QuarantineDecided' });

const waitingSchema = z.strictObject({
  file: z.string(),
  reason: z.string(),
  locator: z.string().nullable(),
  message: z.string(),
  id: z.string(),
});

export const importedSchema = z
  .strictObject({
    files: z.int(),
    recognised: z.int(),
    proposed: z.int(),
    appended: z.int(),
    alreadyKnown: z.int(),
    corrected: z.int(),
    quarantined: z.array(waitingSchema),
    notKept: z.array(z.strictObject({ file: z.string(), why: z.string() })),
    notes: z.array(z.strictObject({ file: z.string(), note: z.string() })),
    questions: z.array(waitingSchema),
    decided: z.int(),
    answered: z
      .int()
      .describe('Things that waited and are answered by what was given: a row or file mended.'),
    refused: z
      .array(
        z.strictObject({
          file: z.string(),
          sha256: z.string().optional(),
          reason: z.string(),
          message: z.string(),
        }),
      )
      .describe(
        'Files that are no table and no document, or may not be taken: nothing but their hash and the reason is kept, and nothing waits.',
      ),
    changes,
  })
  .meta({ id: 'Imported' });
