import type { z } from 'zod';
import { RequestProblem } from '../problems/index.ts';
import { inWords } from '../problems/invalid-request.ts';

/** What a form gives, as the API takes it. @throws RequestProblem 400 naming what cannot be taken */
export function given<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const told = read.error.issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.at(-1)?.toString() ?? 'the form'}: ${inWords(message)}`)
    .join('; ');
  throw new RequestProblem(400, 'InvalidRequest', `The form cannot be taken. ${told}.`);
}
