import { recordLimits } from '@monitoring-timeline/core';
import { FormData } from 'undici';
import type { Bench } from '../bench.ts';
import { longestTurn } from '../longest-turn.ts';
import { whileServing } from './while-serving.ts';

type Ask = (path: string, body?: FormData) => Promise<void>;

/** A table of a release of so many bytes, as a spreadsheet saves it; its rows name no authority that there is. */
function tableOf(bytes: number): string {
  const head =
    'Web link,Local authority area code,Local authority name,Ofsted region,Inspection date,Publication date,Overall effectiveness\r\n';
  const row = (n: number) =>
    `web,E${10_000_000 + n},Nowhere ${n},London,05/01/2026,20/02/2026,Good\r\n`;
  const rows = Math.ceil(bytes / row(1).length);
  return head + Array.from({ length: rows }, (_, n) => row(n)).join('');
}

const dayOf = (at: number): string =>
  new Date(Date.UTC(2013, 0, 1 + at)).toISOString().slice(0, 10);

/** A table of so many visits to one authority, two claims a row; they lie up to thirteen years back. */
function visitsOf(name: string, rows: number): string {
  const kinds = ['focused_visit', 'monitoring_visit', 'jtai'];
  const row = (at: number) => {
    const start = (at * 7919) % 4700;
    return `${name},${kinds[at % kinds.length]},${dayOf(start)},${dayOf(start + 1)},,${dayOf(start + 40 + (at % 5))},,no,report_pdf\n`;
  };
  const head =
    'authority,visit_kind,start_date,end_date,letter_date,published_date,theme_official,area_for_priority_action,sources\n';
  return head + Array.from({ length: rows }, (_, at) => row(at)).join('');
}

/** Rows with which the record of one authority comes near to what one may hold. */
const nearlyFull = recordLimits.claims / 2 - 100;

/** What it does holds this thread; what it answers is read to its end and let go. */
function whileAsked<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
  return whileServing({ role: 'editor', connections: 4 }, (request) =>
    work(async (path, body) => {
      const answer = await request(path, body);
      await answer.body.dump({ limit: Number.MAX_SAFE_INTEGER });
    }),
  );
}

const upload = (name: string, text: string): FormData => {
  const form = new FormData();
  form.append('file', new Blob([text]), name);
  form.append('published', '2026-09-24');
  return form;
};

/** Made before anything is measured: making it takes longer than taking it. */
const tables = {
  beyond: visitsOf('Kent', 52_000),
  full: visitsOf('Kent', nearlyFull),
  nobody: tableOf(4 * 1024 * 1024),
};

const works: Readonly<Record<string, (ask: Ask) => Promise<unknown>>> = {
  'its own description': (ask) => ask('/openapi.json'),
  'every event as CSV': (ask) => ask('/api/events.csv?limit=1000'),
  'the facts of the log as an export': (ask) => ask('/export/events.jsonl'),
  'the facts of the log as a table': (ask) => ask('/export/events.csv'),
  'a brief for Word': (ask) => ask('/brief.docx'),
  'the facts of the log as Parquet': (ask) => ask('/export/events.parquet'),
  'the events of a region': (ask) => ask('/api/events?region=london&limit=1000'),
  'the calendar of England': (ask) => ask('/calendar.ics'),
  'what a year taught of everybody': (ask) => ask('/api/diff?from=2024-08-01&to=2025-08-01'),
  'every deadline': (ask) => ask('/api/due?asOf=2026-08-20'),
  'the board of England': (ask) => ask('/api/board?asOf=2026-08-20'),
  'a table of 4 MB about one authority': (ask) =>
    ask('/api/imports', upload('visits.csv', tables.beyond)),
  'a table that fills the record of one authority': async (ask) => {
    await ask('/api/imports', upload('visits.csv', tables.full));
    await ask('/api/notices');
  },
  'questions about an authority with a full record': async (ask) => {
    await ask('/api/imports', upload('visits.csv', tables.full));
    for (const asked of ['standing', 'history', 'trajectory', 'activity', 'leadership']) {
      await ask(`/api/authorities/kent/${asked}`);
    }
    await ask('/api/diff?from=2020-01-01&to=2025-01-01&authority=kent');
  },
  'a table of 4 MB': (ask) => ask('/api/imports', upload('release.csv', tables.nobody)),
};

export const benches: readonly Bench[] = Object.entries(works).map(([name, work]) => ({
  name: `longest hold of the service's thread by ${name}`,
  target: { atMost: 50, unit: 'ms' },
  run: () =>
    whileAsked(async (ask) => {
      await ask('/api/coverage');
      const first = await longestTurn(() => work(ask));
      const next = await longestTurn(() => work(ask));
      return {
        value: first,
        detail: `asked again ${next.toFixed(1)} ms; computing time of the thread between two turns`,
      };
    }),
}));
