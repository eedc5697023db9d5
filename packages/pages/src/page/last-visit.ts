/** The last two days on which the first page was opened, the later one first: a module in the browser writes them. */
const days = /(?:^|;\s*)visits=(\d{4}-\d{2}-\d{2})(?:\.(\d{4}-\d{2}-\d{2}))?(?:;|$)/;

/** The day of the visit before today's, ISO; undefined where the browser keeps none. */
export function lastVisitIn(cookie: string | undefined, today: string): string | undefined {
  const [, ...visits] = days.exec(cookie ?? '') ?? [];
  return visits.find((day) => day !== undefined && day < today && isDay(day));
}

function isDay(text: string): boolean {
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}
