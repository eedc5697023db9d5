import { z } from 'zod';
import { envelopeShape } from './envelope.ts';

/** Schema of one type and version of a claim: the common envelope with its own `data`. */
export function claim<const T extends string, const V extends number, D extends z.ZodType>(
  type: T,
  version: V,
  data: D,
) {
  return z.strictObject({
    ...envelopeShape,
    type: z.literal(type),
    version: z.literal(version),
    data,
  });
}
