/** Fields that only count the days gone by: an answer in which nothing else differs has not changed. */
const countedDays: ReadonlySet<string> = new Set([
  'asOf',
  'knownAt',
  'daysSince',
  'daysPast',
  'daysPastWindow',
  'monthsSince',
  'explanation',
]);

/** An answer as a text that is the same for as long as nothing but the days gone by differs. */
export function withoutCountedDays(answer: unknown): string {
  return JSON.stringify(answer, (key, value) => (countedDays.has(key) ? undefined : value));
}
