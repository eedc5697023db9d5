import { z } from 'zod';
import { operation } from './define.ts';
import { eventIdSchema } from './envelope.ts';

const text = z.string().max(4000);
const file = z.string().max(1000);

export const importRun = operation({
  type: 'ImportRun',
  noun: 'import',
  belongs: 'operations',
  data: z.strictObject({
    files: z
      .array(
        z.strictObject({
          file,
          sha256: z.string().optional(),
          reader: text.optional(),
          /** Of a mail: the day it was sent and the domain it came from. */
          sent: z.iso.date().optional(),
          from: text.optional(),
          /** SHA-256 of the mail that a document was attached to. */
          within: z.string().optional(),
        }),
      )
      .max(10_000),
    /** What was refused whole: nothing else is kept of it. */
    refused: z
      .array(z.strictObject({ sha256: z.string(), reason: z.string().max(200) }))
      .max(10_000)
      .optional(),
    appended: z.int(),
    alreadyKnown: z.int(),
    corrected: z.int(),
    quarantined: z.int(),
  }),
});

/** Something given to us that could not be taken as it stands; it waits here for a decision. */
export const proposalQuarantined = operation({
  type: 'ProposalQuarantined',
  noun: 'question in quarantine',
  belongs: 'quarantine',
  data: z.strictObject({
    file,
    sha256: z.string().optional(),
    reason: z.string().max(200),
    message: text,
    locator: text.optional(),
    /** The row or passage as it was read, and the claim it would have become. */
    given: z.json().optional(),
    proposal: z.json().optional(),
    /** Of a row of a known table: how it was being read, so that it can be read again with its cells mended. */
    row: z
      .strictObject({
        table: text,
        place: text,
        columns: z.array(text).max(1000),
        faulty: z.array(text).max(1000),
        release: z
          .strictObject({
            title: text,
            edition: text,
            published: z.iso.date(),
            reportsTo: z.iso.date().optional(),
          })
          .optional(),
      })
      .optional(),
  }),
});

export const proposalDecided = operation({
  type: 'ProposalDecided',
  noun: 'decision on a question',
  belongs: 'quarantine',
  data: z.strictObject({
    proposal: eventIdSchema,
    decision: z.enum(['accepted', 'rejected']),
    why: text.optional(),
    appended: z.array(eventIdSchema).max(100).optional(),
  }),
});

export const tokenChanged = operation({
  type: 'TokenChanged',
  noun: 'change of a token',
  belongs: 'operations',
  data: z.strictObject({
    token: z.string().max(100),
    change: z.enum(['created', 'revoked', 'expired']),
    /** What a person calls it. */
    name: z.string().min(1).max(200).optional(),
    role: z.enum(['reader', 'editor', 'admin']).optional(),
    expires: z.iso.datetime().optional(),
    hash: z.string().optional(),
  }),
});

export const subscriptionChanged = operation({
  type: 'SubscriptionChanged',
  noun: 'change of a webhook',
  belongs: 'operations',
  data: z.strictObject({
    subscription: z.string().max(100),
    change: z.enum([
      'created',
      'changed',
      'paused',
      'resumed',
      'removed',
      'secret_rotated',
      'replayed',
      'pinged',
    ]),
    settings: z.json().optional(),
  }),
});

export const noticeIssued = operation({
  type: 'NoticeIssued',
  noun: 'notice',
  belongs: 'operations',
  data: z.strictObject({
    notice: z.string().max(100),
    kind: z.string().max(100),
    authority: z.string().max(80).optional(),
    body: z.json(),
  }),
});

/** A name was erased from the register beside the log. It names nobody: the id is the one that facts hold. */
export const personErased = operation({
  type: 'PersonErased',
  noun: 'erasure of a name',
  belongs: 'operations',
  data: z.strictObject({
    person: z.string().regex(/^p-[0-9a-f]{20}$/),
    why: text.min(1),
  }),
});

export const operationalEvents = [
  importRun,
  proposalQuarantined,
  proposalDecided,
  tokenChanged,
  subscriptionChanged,
  noticeIssued,
  personErased,
] as const;
