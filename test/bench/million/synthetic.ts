import { addDays, type EventEnvelope, epochDay, isoDay } from '@monitoring-timeline/core';
import { openSqliteStore } from '@monitoring-timeline/core/sqlite';
import { anId } from '@monitoring-timeline/core/testing';

/** Fifty events of each authority, interleaved as they would arrive: an inspection and its report every eighteen months. */
const each = 50;
const grades = ['outstanding', 'good', 'requires_improvement', 'inadequate'] as const;
const areas = ['overall', 'leadership', 'help_and_protection', 'children_in_care'] as const;
const firstDay = epochDay('2002-11-09');

/** Writes a log of so many events; each is valid against the catalogue, and ids are made by counting. */
export async function writeSynthetic(path: string, events: number): Promise<number> {
  // what is measured is reading: validating a million events that are made here would only take time
  const store = await openSqliteStore(path, { validate: (event) => event as EventEnvelope });
  const authorities = Math.ceil(events / each);
  let batch: { stream: string; events: EventEnvelope[]; expected: 'any' }[] = [];
  for (let n = 0; n < events; n += 1) {
    const authority = n % authorities;
    const event = eventOf(n, authority, Math.floor(n / authorities));
    batch.push({ stream: `authority-a${authority}`, events: [event], expected: 'any' });
    if (batch.length === 5000) {
      await store.appendMany(batch);
      batch = [];
    }
  }
  if (batch.length > 0) await store.appendMany(batch);
  await store.close();
  return authorities;
}

function eventOf(n: number, authority: number, turn: number): EventEnvelope {
  const start = addDays(firstDay, Math.floor(turn / 2) * 150 + (authority % 140));
  const days = { precision: 'range', from: isoDay(start), to: isoDay(addDays(start, 11)) };
  const published = isoDay(addDays(start, 53));
  const common = {
    id: anId(`00000000-0000-5000-8000-${n.toString(16).padStart(12, '0')}`),
    authority: `a${authority}`,
    source: {
      publisher: 'Ofsted',
      rank: 'report',
      title: `Inspection report of ${published}`,
      assertedBy: 'inspectorate',
    },
  };
  if (turn % 2 === 0) {
    return {
      ...common,
      type: 'InspectionCarriedOut',
      version: 2,
      occurred: days,
      known: { from: days.from, basis: 'assumed' },
      data: { framework: 'ILACS', version: '2018', kind: 'standard' },
    };
  }
  return {
    ...common,
    type: 'ReportPublished',
    version: 1,
    occurred: { precision: 'day', from: published },
    known: { from: published, basis: 'published' },
    data: {
      of: { activity: 'inspection', framework: 'ILACS', version: '2018', kind: 'standard', days },
      published,
      judgements: areas.map((area, index) => ({
        area,
        grade: grades[(authority + turn + index) % grades.length]!,
        printed: 'As printed',
      })),
    },
  };
}
