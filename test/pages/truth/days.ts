/** Pairs of days at which pages are compared with answers: now, with hindsight, as it was known then, and of the public alone. */
export const auditedDays = [
  'asOf=2026-08-31',
  'asOf=2018-06-30&knownAt=2026-01-01',
  'asOf=2016-03-31',
  'asOf=2021-12-31&knownAt=2022-02-28&public=true',
] as const;
