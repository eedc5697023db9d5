import { RequestProblem } from '../problems/index.ts';

/** A checkpoint that this feed never gave out. */
export function invalidCheckpoint(text: string, why: string): RequestProblem {
  const shown = text.length > 100 ? `${text.slice(0, 100)}...` : text;
  return new RequestProblem(
    400,
    'InvalidCheckpoint',
    `"${shown}" is no checkpoint of this feed: ${why}. Give an id that this feed gave, \`now\`, or none.`,
  );
}
