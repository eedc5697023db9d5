import { z } from 'zod';
import { EntryRefused } from './errors.ts';

const correctionSchema = z.strictObject({
  /** The place in the claim: RFC 6901, below `/data`, `/occurred` or `/known`. */
  pointer: z
    .string()
    .regex(
      /^\/(data|occurred|known)(\/(?:[^~/]|~[01])+)*$/,
      'a pointer begins with /data, /occurred or /known, as in /data/judgements/0/grade',
    ),
  /** Absent where the place itself is to be removed. */
  value: z.json().optional(),
  /** In words, for whoever asks later: 3 to 1000 characters. */
  why: z.string().min(3, 'say in words why').max(1000),
  /** `source`: the publisher changed it. `ours`: it was misread here; so it is unless given. */
  cause: z.enum(['source', 'ours']).optional(),
  /** ISO day from which a change by the source was public; absent: today, by assumption. A mistake of ours was known as its target was, and needs none. */
  known: z.iso.date().optional(),
});

/** One place of one claim, and what is right there. */
export type Correction = z.infer<typeof correctionSchema>;

const example = '{"pointer": "/data/published", "value": "2018-07-25", "why": "misread"}';

/** Reads one correction or a list of them from JSON text. @throws EntryRefused naming each place that is wrong */
export function parseCorrections(text: string, name = 'file'): readonly Correction[] {
  let given: unknown;
  try {
    given = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EntryRefused(`${name} is not JSON: ${reason}. Write ${example}, or a list of such.`, {
      place: name,
    });
  }
  const list = Array.isArray(given) ? given : [given];
  const parsed = z.array(correctionSchema).min(1, 'the list is empty').max(100).safeParse(list);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => {
    const place = Array.isArray(given) ? path : path.slice(1);
    return place.length === 0 ? message : `${place.join('.')}: ${message}`;
  });
  throw new EntryRefused(`${name}: ${issues.slice(0, 5).join('; ')}. Write ${example}.`, {
    place: name,
    issues,
  });
}
