import { z } from 'zod';
import { interestWords } from '../subscribe/interest.ts';
import { webhookFormats } from './formats.ts';

export const filterSchema = z
  .strictObject(interestWords)
  .meta({ id: 'SubscriptionFilter', description: 'What of a topic is wanted; all of it without.' });

const topic = z
  .string()
  .min(1)
  .max(60)
  .describe(
    '`events`, `notices`, or a question that can be watched: the last part of an address below `/api/subscribe`.',
  );
const url = z
  .string()
  .min(1)
  .max(2000)
  .describe(
    'Where deliveries are sent: a public https address. Of the format `standard` it has no query and stands in the log: put no secret into it. Of `teams` and `slack` it is a secret: it is given here once and shown without its path.',
  );
const format = z
  .enum(webhookFormats)
  .describe(
    '`standard` is a signed CloudEvent; `teams` an Adaptive Card for the address of a workflow; `slack` blocks for an incoming webhook. The last two take the topic `notices`.',
  );
const name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((given) => !/\p{Cc}/u.test(given), 'holds no line breaks or other control characters')
  .describe('What a person calls it, on one line.');

export const webhookWanted = z
  .strictObject({
    url,
    format: format.default('standard'),
    topic,
    filter: filterSchema.optional(),
    name: name.optional(),
    after: z
      .string()
      .max(1000)
      .optional()
      .describe('A checkpoint of the topic to begin after; what comes from now on unless given.'),
  })
  .meta({ id: 'WebhookWanted' });

export const webhookChange = z
  .strictObject({
    url: url.optional(),
    filter: filterSchema.optional(),
    name: name.optional(),
    paused: z.boolean().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'names nothing to change')
  .meta({ id: 'WebhookChange' });

export const outcomeShape = {
  at: z.string(),
  status: z.int().nullable().describe('Null where no answer came.'),
  ms: z.int(),
  error: z.string().nullable().describe('Null where it was taken.'),
} as const;

export const outcomeSchema = z.strictObject(outcomeShape).meta({ id: 'WebhookOutcome' });

export const webhookSchema = z
  .strictObject({
    id: z.string().describe('Names it; no secret.'),
    name: z.string().nullable().describe('What a person calls it; null where nobody named it.'),
    url: z.string().describe('Of `teams` and `slack` only its host: the rest is a secret.'),
    format,
    topic,
    filter: filterSchema,
    state: z.enum(['active', 'paused']).describe('Nothing is sent while it is paused.'),
    pausedBecause: z
      .string()
      .nullable()
      .describe('Why a program paused it; null where a person did, or it is active.'),
    created: z.string().describe('ISO time stamp.'),
    createdBy: z.string().describe('Who set it up.'),
    changed: z.string().describe('ISO time stamp of the last word about it in the log.'),
    signing: z
      .enum(['one_secret', 'two_secrets', 'by_address', 'no_secret', 'sealed'])
      .describe(
        'Two while the secret before is valid; `by_address` where the address is the secret and nothing is signed; none where the state was lost; `sealed` where this service lacks the key to it (`secretsKeyFile`), and another delivers.',
      ),
    rotatingUntil: z
      .string()
      .nullable()
      .describe('Until when deliveries are signed with the secret before as well: ISO time stamp.'),
    checkpoint: z.string().nullable().describe('How far the topic has been taken in.'),
    pending: z.int().describe('Deliveries that wait to be sent.'),
    parked: z
      .int()
      .describe('Deliveries that every attempt failed with, put aside until they are asked for.'),
    next: z
      .strictObject({
        id: z.string().describe('Id of the delivery.'),
        lane: z
          .string()
          .describe('Deliveries of one lane, an authority as a rule, are sent in their order.'),
        at: z.string().describe('When it is tried again: ISO time stamp.'),
        attempts: z.int().describe('How often it was tried.'),
      })
      .nullable()
      .describe('The delivery that failed and is tried again soonest.'),
  })
  .meta({ id: 'Webhook' });

export const secretOnce = z
  .string()
  .nullable()
  .describe(
    'Given here once. Null of `teams` and `slack`, where the address is the secret, and where the answer is given again for its Idempotency-Key: make another one where it was lost.',
  );

export const createdSchema = webhookSchema
  .extend({ secret: secretOnce })
  .meta({ id: 'WebhookCreated' });

export const attemptSchema = z
  .strictObject({
    ...outcomeShape,
    id: z.string(),
    type: z.string(),
    attempt: z.int(),
    parked: z.boolean(),
  })
  .meta({ id: 'WebhookAttempt' });

export const parkedSchema = z
  .strictObject({
    id: z.string(),
    type: z.string(),
    authority: z.string(),
    attempts: z.int(),
    first: z.string().nullable(),
    last: outcomeSchema.nullable(),
  })
  .meta({ id: 'WebhookParked' });
