import { z } from 'zod';
import { formatPartialDate } from '../calendar/partial-date-text.ts';
import { claim } from './define.ts';
import { eventIdSchema } from './envelope.ts';
import { label } from './fields.ts';
import { partialDateSchema } from './times.ts';

const why = z.string().min(3).max(1000);
/** `source`: the publisher changed it, known from the re-issue. `ours`: we misread it, known as its target was. */
const cause = z.enum(['source', 'ours']);

/** The right value (or none) for one place of one claim. It may itself be corrected or retracted. */
export const factCorrected = claim({
  type: 'FactCorrected',
  version: 1,
  noun: 'correction',
  speaksOf: 'claims',
  data: z.strictObject({
    /** Id of the claim that is corrected. */
    target: eventIdSchema,
    /** RFC 6901, into the event: `/data/...`, `/occurred/...`, `/known/...`. */
    pointer: z
      .string()
      .regex(/^\/(data|occurred|known)(\/(?:[^~/]|~[01])+)*$/)
      .max(300),
    /** What stands there from now on; absent to take away what stands there. */
    value: z.json().optional(),
    /** In words, for whoever asks later. */
    why,
    cause,
  }),
  sentence: ({ data: { pointer, value, target, why } }) =>
    `${value === undefined ? 'Takes away' : 'Corrects'} ${placeWords(pointer)}${valueWords(value)} of event ${shortId(target)}: ${why}`,
});

/** A place as people name it: `/data/judgements/1/grade` as "judgements 1 grade". */
function placeWords(pointer: string): string {
  return pointer.replace(/^\/(?:data\/)?/, '').replaceAll(/[/_]/g, ' ');
}

const longestValue = 60;

/** What stands there from now on, where it can be said in a few words; persons are known by their ids alone. */
function valueWords(value: unknown): string {
  const date = partialDateSchema.safeParse(value);
  if (date.success) return ` to “${formatPartialDate(date.data)}”`;
  const said = ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
  if (said === '' || said.length > longestValue || z.uuid().safeParse(said).success) return '';
  return ` to “${/^[a-z]+(?:_[a-z]+)+$/.test(said) ? said.replaceAll('_', ' ') : said}”`;
}

/** What of an id people read, and commands take. */
function shortId(id: string): string {
  return id.slice(0, 8);
}

/** The claim does not hold. Hides its target from this claim's own `known` on; retracting it restores it. */
export const factRetracted = claim({
  type: 'FactRetracted',
  version: 1,
  noun: 'retraction',
  speaksOf: 'claims',
  data: z.strictObject({
    /** Id of the claim that does not hold. */
    target: eventIdSchema,
    /** In words, for whoever asks later. */
    why,
    cause,
  }),
  sentence: ({ data }) => `Retracts event ${shortId(data.target)}: ${data.why}`,
});

/** A person's ruling that two claims are, or are not, one thing. */
export const matchRuled = claim({
  type: 'MatchRuled',
  version: 1,
  noun: 'ruling on two claims',
  speaksOf: 'claims',
  data: z.strictObject({
    /** Ids of the two. */
    claims: z.tuple([eventIdSchema, eventIdSchema]),
    /** True: they are one thing. False: they are two, whatever the rules of matching say. */
    same: z.boolean(),
    /** In words, for whoever asks later. */
    why,
    /** What else is to be known of it. */
    note: label.optional(),
  }),
  sentence: ({ data }) => (data.same ? 'Ruled to be one thing' : 'Ruled to be two things'),
});
