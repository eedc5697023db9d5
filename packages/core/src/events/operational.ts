import { z } from 'zod';
import { operation } from './define.ts';
import { eventIdSchema } from './envelope.ts';

const text = z.string().max(4000);
const file = z.string().max(1000);

/** An import ended: what it read, and what became of it. */
export const importRun = operation({
  type: 'ImportRun',
  noun: 'import',
  belongs: 'operations',
  data: z.strictObject({
    /** What was read, in the order in which it was given. */
    files: z
      .array(
        z.strictObject({
          /** Its path from the path that was given. */
          file,
          /** SHA-256 of its bytes in hex. */
          sha256: z.string().optional(),
          /** The kind of document it was read as. */
          reader: text.optional(),
          /** Of a mail: the day it was sent. */
          sent: z.iso.date().optional(),
          /** Of a mail: the domain it came from. */
          from: text.optional(),
          /** SHA-256 of the mail that a document was attached to. */
          within: z.string().optional(),
        }),
      )
      .max(10_000),
    /** What was refused whole: nothing else is kept of it. */
    refused: z
      .array(
        z.strictObject({
          /** SHA-256 of its bytes in hex. */
          sha256: z.string(),
          /** Code of why. */
          reason: z.string().max(200),
        }),
      )
      .max(10_000)
      .optional(),
    /** Claims written. */
    appended: z.int(),
    /** Claims that the log held before. */
    alreadyKnown: z.int(),
    /** Corrections written against what an earlier reader made of the same document. */
    corrected: z.int(),
    /** Questions put to a person. */
    quarantined: z.int(),
  }),
});

/** Something given to us that could not be taken as it stands; it waits here for a decision. */
export const proposalQuarantined = operation({
  type: 'ProposalQuarantined',
  noun: 'question in quarantine',
  belongs: 'quarantine',
  data: z.strictObject({
    /** Name of the file it stood in. */
    file,
    /** SHA-256 of that file's bytes in hex. */
    sha256: z.string().optional(),
    /** Code of what is wrong with it. */
    reason: z.string().max(200),
    /** What is wrong and what to do, in words. */
    message: text,
    /** Page, row or paragraph. */
    locator: text.optional(),
    /** The row or passage as it was read. */
    given: z.json().optional(),
    /** The claim it would have become. */
    proposal: z.json().optional(),
    /** Of a row of a known table: how it was being read, so that it can be read again with its cells mended. */
    row: z
      .strictObject({
        /** The kind of table it was read as. */
        table: text,
        /** Where in the table it stands. */
        place: text,
        /** Names of the table's columns, in their order. */
        columns: z.array(text).max(1000),
        /** Those of them whose cells could not be read. */
        faulty: z.array(text).max(1000),
        /** The statistical release that the table is of. */
        release: z
          .strictObject({
            /** Title of the release. */
            title: text,
            /** The day to which it counts, or what else tells it from other editions. */
            edition: text,
            /** Day on which it came out. */
            published: z.iso.date(),
            /** Last day of publication of the reports that it counts. */
            reportsTo: z.iso.date().optional(),
          })
          .optional(),
      })
      .optional(),
  }),
});

/** A person decided on a question in quarantine. There is one decision a question. */
export const proposalDecided = operation({
  type: 'ProposalDecided',
  noun: 'decision on a question',
  belongs: 'quarantine',
  data: z.strictObject({
    /** Id of the question. */
    proposal: eventIdSchema,
    /** `accepted`: what was proposed, as mended, was written; `rejected`: nothing was. */
    decision: z.enum(['accepted', 'rejected']),
    /** In words. */
    why: text.optional(),
    /** Ids of the claims that were written. */
    appended: z.array(eventIdSchema).max(100).optional(),
  }),
});

/** A token for the service was created or revoked, or ran out. Its text is told once and stands nowhere. */
export const tokenChanged = operation({
  type: 'TokenChanged',
  noun: 'change of a token',
  belongs: 'operations',
  data: z.strictObject({
    /** Id of the token, which is no secret. */
    token: z.string().max(100),
    /** What was done. */
    change: z.enum(['created', 'revoked', 'expired']),
    /** What a person calls it. */
    name: z.string().min(1).max(200).optional(),
    /** What it allows; each role allows what those before it do. */
    role: z.enum(['reader', 'editor', 'admin']).optional(),
    /** From when on it is refused: UTC, ISO. */
    expires: z.iso.datetime().optional(),
    /** Of its secret, by which one that is shown is checked. */
    hash: z.string().optional(),
  }),
});

/** A webhook was set up, changed, or acted on. */
export const subscriptionChanged = operation({
  type: 'SubscriptionChanged',
  noun: 'change of a webhook',
  belongs: 'operations',
  data: z.strictObject({
    /** Id of the webhook. */
    subscription: z.string().max(100),
    /** What was done. */
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
    /** What was set by it: address, topic, filter, name; never a secret. */
    settings: z.json().optional(),
  }),
});

/** People were told of something. What people are told today is kept beside the log; a log may hold these. */
export const noticeIssued = operation({
  type: 'NoticeIssued',
  noun: 'notice',
  belongs: 'operations',
  data: z.strictObject({
    /** Id of the notice. */
    notice: z.string().max(100),
    /** What it tells of. */
    kind: z.string().max(100),
    /** Key of the authority it is about. */
    authority: z.string().max(80).optional(),
    /** What was told. */
    body: z.json(),
  }),
});

/** A name was erased from the register beside the log. It names nobody: the id is the one that facts hold. */
export const personErased = operation({
  type: 'PersonErased',
  noun: 'erasure of a name',
  belongs: 'operations',
  data: z.strictObject({
    /** Opaque id of whose name it was. */
    person: z.string().regex(/^p-[0-9a-f]{20}$/),
    /** In words. */
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
