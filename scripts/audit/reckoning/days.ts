/** Day arithmetic of its own, by the calendar of JavaScript alone. */
const dayLength = 86_400_000;

export function plusMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return text(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}

export function plusDays(day: string, days: number): string {
  return text(Date.parse(day) + days * dayLength);
}

export function daysFrom(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / dayLength;
}

function text(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
