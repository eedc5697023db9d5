/**
 * Mutation tests of the reducers, the deadline arithmetic and the views: `pnpm mutate`, not part of the ordinary check.
 * One file at a time: `pnpm mutate --mutate packages/core/src/claims/repairs.ts`.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: [
    'packages/core/src/claims/{matching,repairs,precedence,field,resolution,partition}.ts',
    'packages/projections/src/policy/{deadline,rules}.ts',
    'packages/projections/src/views/standing/{state,standing}.ts',
    'packages/projections/src/views/reinspection/{status,obligations,anchor,facts}.ts',
    'packages/projections/src/views/trajectory/{trajectory,points,spells}.ts',
    'packages/projections/src/record/authority-record.ts',
    'packages/projections/src/notices/derive.ts',
  ],
  testRunner: 'vitest',
  // by name, since pnpm does not put it beside the core, where it would be looked for
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'test/mutation.config.ts', related: false },
  // Names no file on purpose: Stryker reads a tsconfig through a compiler API that TypeScript 7 does not have.
  tsconfigFile: 'tsconfig.absent.json',
  checkers: [],
  concurrency: 2,
  timeoutMS: 10_000,
  ignorePatterns: ['data', 'docs', 'var', 'dist', '.ci'],
  tempDirName: 'var/mutation/sandbox',
  incremental: true,
  incrementalFile: 'var/mutation/incremental.json',
  reporters: ['clear-text', 'progress-append-only', 'json', 'html'],
  clearTextReporter: { reportTests: false, allowEmojis: false },
  jsonReporter: { fileName: 'var/mutation/report.json' },
  htmlReporter: { fileName: 'var/mutation/report.html' },
  thresholds: { high: 90, low: 80, break: 94 },
};
