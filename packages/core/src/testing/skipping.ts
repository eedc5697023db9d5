/** Why tests that need the material beside the repository cannot run, told once for all of them. */
export const withoutMaterial =
  'the material beside the repository, ../shared, is not on this machine';

/**
 * Options of a test, or of a group of tests, that cannot run for a reason; with no reason it runs. The summary of a run tells each
 * reason in a line, and a run with a skipped test that has none fails.
 */
export function skippedBecause(reason: string | undefined): {
  readonly skip: boolean;
  readonly meta: object;
} {
  return reason === undefined
    ? { skip: false, meta: {} }
    : { skip: true, meta: { skipped: reason } };
}
