import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  addMonths,
  type ClaimEvent,
  epochDay,
  isoDay,
  knownDay,
  streamOf,
} from '@monitoring-timeline/core';
import { createMemoryStore } from '@monitoring-timeline/core/memory';
import { skippedBecause, withoutMaterial } from '@monitoring-timeline/core/testing/skipping';
import {
  createVirtualClock,
  type IssuedNotice,
  openTimeline,
} from '@monitoring-timeline/projections';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { documentAt } from '../docs/documents.ts';
import { directory, sharedMaterial, shippedEvents } from '../support/record.ts';

const [from, to] = ['2025-08-01', '2026-08-31'] as const;
const material = join(sharedMaterial, 'data');

/** The shipped record, each fact coming in on the day that it became public, or some months after; what was before is there. */
async function replayed(
  monthsLate: number,
  isOf: (authority: string) => boolean = () => true,
): Promise<readonly IssuedNotice[]> {
  const clock = createVirtualClock(from);
  const store = createMemoryStore({ now: () => new Date(clock.now()) });
  const put = async (events: readonly ClaimEvent[]) => {
    for (const [stream, some] of Map.groupBy(events, (event) => streamOf(event))) {
      await store.append(stream, some, { expected: 'any' });
    }
  };
  const all = shippedEvents().filter(({ authority }) => isOf(authority) || authority === 'england');
  await put(all.filter((event) => dayOf(event) < from || event.authority === 'england'));
  const timeline = await openTimeline({ store, clock });
  await timeline.issueNotices();
  const within = all.filter(
    (event) => event.authority !== 'england' && dayOf(event) >= from && dayOf(event) <= to,
  );
  const byDay = [...Map.groupBy(within, dayOf)].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [day, events] of byDay) {
    clock.set(monthsLate === 0 ? day : isoDay(addMonths(epochDay(day), monthsLate)));
    await put(events);
  }
  clock.set(isoDay(addMonths(epochDay(to), monthsLate)));
  const notices = await timeline.notices();
  await timeline.close();
  return notices;
}

const dayOf = (event: ClaimEvent) => isoDay(knownDay(event.known));

/** Every fourth of those of whom something comes in within the year. */
const someWhoMove = new Set(
  [
    ...new Set(
      shippedEvents()
        .filter((event) => dayOf(event) >= from && dayOf(event) <= to)
        .map(({ authority }): string => authority),
    ),
  ]
    .sort()
    .filter((_, at) => at % 4 === 1),
);

/** How many of each kind and of each region there were, as the page on notices has them. */
function numbers(notices: readonly IssuedNotice[]): string {
  const table = (head: string, names: readonly string[]) => {
    const counts = [...Map.groupBy(names, (name) => name)]
      .map(([name, all]) => [name, all.length] as const)
      .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
    const rows = counts.map(([name, count]) => `| ${name} | ${count} |`);
    return [`| ${head} | notices |`, '|---|---|', ...rows].join('\n');
  };
  const kinds = notices.map(({ kind, weight }) => `${kind} (${weight})`);
  const regions = notices.map(({ authority }) => directory.region(authority as never) ?? 'England');
  return `${notices.length} notices:\n\n${table('kind', kinds)}\n\n${table('region', regions)}`;
}

const letters = ['VisitLetterPublished', 'MonitoringLetterPublished'];
const publications = new Set(['InspectionPublished', ...letters]);

/** Of each publication: whose, on which day, and whether it is a letter. */
function told(notices: readonly IssuedNotice[]): readonly string[] {
  return notices
    .filter(({ kind }) => publications.has(kind))
    .map((one) => [one.authority, one.known, letters.includes(one.kind) ? 'letter' : 'report'])
    .map((one) => one.join(' '))
    .sort();
}

/** The same as the tables beside the checkout list them. */
function listed(): readonly string[] {
  const rows = (file: string, what: string) =>
    parse<Readonly<Record<string, string>>>(readFileSync(join(material, file), 'utf8'), {
      columns: true,
      bom: true,
    })
      .filter((row) => row.published_date! >= from && row.published_date! <= to)
      .map((row) => {
        const { key } = directory.resolve(row.authority!, { asOf: epochDay(row.published_date!) });
        return `${key} ${row.published_date} ${what}`;
      });
  return [
    ...rows('outcomes.csv', 'report'),
    ...rows('visits.csv', 'letter'),
    ...rows('area_send_inspections.csv', 'report'),
  ].sort();
}

const without = existsSync(join(material, 'visits.csv')) ? undefined : withoutMaterial;

describe('a year of the record through the notices', skippedBecause(without), () => {
  it('tells of every report and letter that was published, on its day, and of no other', async () => {
    const notices = await replayed(0);
    expect(told(notices)).toEqual(listed());
    expect(new Set(notices.map(({ id }) => id)).size).toBe(notices.length);
    const published = notices.filter(({ kind }) => publications.has(kind));
    expect(published.filter(({ day, known, late }) => day !== known || late)).toEqual([]);
    expect(documentAt('docs/notices.md').text).toContain(numbers(notices));
  });

  it('tells of the same ones of a fourth of the authorities, as late, where everything comes in three months after', async () => {
    const notices = await replayed(3, (authority) => someWhoMove.has(authority));
    const wanted = listed().filter((line) => someWhoMove.has(line.split(' ')[0]!));
    expect(wanted.length).toBeGreaterThan(12);
    expect(told(notices)).toEqual(wanted);
    const published = notices.filter(({ kind }) => publications.has(kind));
    expect(published.filter(({ late }) => !late)).toEqual([]);
    for (const { day, known } of published) {
      expect(day).toBe(isoDay(addMonths(epochDay(known!), 3)));
    }
  });
});
