import { z } from 'zod';
import { claim } from './define.ts';
import { label, personId } from './fields.ts';

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
export const interventionStarted = claim('InterventionStarted', 1, z.strictObject(instrument));
export const interventionEnded = claim('InterventionEnded', 1, z.strictObject(instrument));

/** A trust or company takes over the delivery of services, or they go back to the council. */
export const deliveryChanged = claim(
  'DeliveryChanged',
  1,
  z.strictObject({
    provider: label,
    form: z.enum(['council', 'company', 'trust', 'partnership', 'other']),
    stage: z.enum(['announced', 'established', 'shadow', 'delivering', 'ended']),
    note: label.optional(),
  }),
);
