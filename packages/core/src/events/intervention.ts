import { z } from 'zod';
import { claim } from './define.ts';
import { label, personId } from './fields.ts';
import { capital } from './sentence-words.ts';

/**
 * What the government sets up. `direction`: statutory, under Education Act 1996 s.497A as Children Act 2004 s.50 applies it, and it
 * names its `commissioner`; `improvement_notice`: not statutory, may come before or after one.
 */
export const instruments = [
  'direction',
  'commissioner',
  'improvement_notice',
  'improvement_board',
  'adviser',
  'other',
] as const;

const instrument = {
  /** What was set up, or came to an end. */
  instrument: z.enum(instruments),
  /** Who was appointed, by opaque id, where the source names one. */
  person: personId.optional(),
  /** As printed. */
  title: label.optional(),
  /** What it took the place of. */
  replaces: z.enum(instruments).optional(),
  /** What else is to be known of it. */
  note: label.optional(),
};

/** Government intervention began; it is independent of grades. */
export const interventionStarted = claim({
  type: 'InterventionStarted',
  version: 1,
  noun: 'start of an intervention',
  speaksOf: 'intervention',
  data: z.strictObject(instrument),
  sentence: ({ data }) =>
    `${capital(data.instrument)} begins${data.title ? `: ${data.title}` : ''}`,
});
/** Government intervention, or one instrument of it, came to an end; this can be without another grade. */
export const interventionEnded = claim({
  type: 'InterventionEnded',
  version: 1,
  noun: 'end of an intervention',
  speaksOf: 'intervention',
  data: z.strictObject(instrument),
  sentence: ({ data }) => `${capital(data.instrument)} ends${data.title ? `: ${data.title}` : ''}`,
});

/** Who services are delivered through. */
export const deliveryForms = ['council', 'company', 'trust', 'partnership', 'other'] as const;
/** How far a change of who delivers is: `shadow` works beside the council before it takes over, `delivering` has taken over. */
export const deliveryStages = [
  'announced',
  'established',
  'shadow',
  'delivering',
  'ended',
] as const;

/** A trust or company takes over the delivery of services, or they go back to the council. */
export const deliveryChanged = claim({
  type: 'DeliveryChanged',
  version: 1,
  noun: 'change of who delivers services',
  speaksOf: 'delivery',
  data: z.strictObject({
    /** Name of the trust, company or council that is to deliver. */
    provider: label,
    /** What sort of body it is. */
    form: z.enum(deliveryForms),
    /** How far the change is. */
    stage: z.enum(deliveryStages),
    /** What else is to be known of it. */
    note: label.optional(),
  }),
  sentence: ({ data }) => `${data.provider}: ${data.stage}`,
});
