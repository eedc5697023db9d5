import fc from 'fast-check';

/**
 * Properties try the same examples in every run, so that a failure is one of the change that caused it and
 * can be had again. `TIMELINE_SEED` is another seed, or `random` for one that differs each time.
 */
const wanted = process.env.TIMELINE_SEED ?? '20180123';
if (wanted !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(wanted) });
