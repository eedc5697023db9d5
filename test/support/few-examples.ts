import fc from 'fast-check';

/** Mutants by the hundred are each run against every property that covers them: few examples, always the
 * same, and no shrinking. */
fc.configureGlobal({ numRuns: 15, endOnFailure: true, seed: 2018 });
