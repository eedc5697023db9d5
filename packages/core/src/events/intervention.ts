import { z } from 'zod';
import { claim } from './define.ts';
import { label, personId } from './fields.ts';
import { capital } from './sentence-words.ts';

export const instruments = [
  'direction',
  'commissioner',
  'improvement_notice',
  'improvement_board',
  'adviser',
  'other',
] as const;

const instrument = {
  instrument: z.enum(instruments),
  person: personId.optional(),
  title: label.optional(),
  replaces: z.enum(instruments).optional(),
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
export const interventionEnded = claim({
  type: 'InterventionEnded',
  version: 1,
  noun: 'end of an intervention',
  speaksOf: 'intervention',
  data: z.strictObject(instrument),
  sentence: ({ data }) => `${capital(data.instrument)} ends${data.title ? `: ${data.title}` : ''}`,
});

/** Who services are delivered through, and how far a change of that is. */
export const deliveryForms = ['council', 'company', 'trust', 'partnership', 'other'] as const;
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
    provider: label,
    form: z.enum(deliveryForms),
    stage: z.enum(deliveryStages),
    note: label.optional(),
  }),
  sentence: ({ data }) => `${data.provider}: ${data.stage}`,
});
