import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A row of the table of graded inspections, as plain text: nothing of the engine has touched it. */
export interface ReportRow {
  readonly authority: string;
  readonly framework: string;
  readonly published: string;
  /** Last day on site; the publication where it is not given. */
  readonly end: string;
  readonly start: string | undefined;
  readonly grades: ReadonlyMap<string, string>;
  /** Areas for which the grade of children in care stands, too. */
  readonly combined: boolean;
}

const file = join(import.meta.dirname, '../../../data/inspections.jsonl');

let rows: ReadonlyMap<string, readonly ReportRow[]> | undefined;

/** The compiled table of graded inspections, by authority, in the order of publication. */
export function reportRows(): ReadonlyMap<string, readonly ReportRow[]> {
  rows ??= load();
  return rows;
}

function load(): ReadonlyMap<string, readonly ReportRow[]> {
  const found = new Map<string, ReportRow[]>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (!line.includes('"ReportPublished"')) continue;
    const { authority, data } = JSON.parse(line);
    if (data.of.activity !== 'inspection' || !data.published || !data.judgements) continue;
    const days = data.of.days ?? {};
    const row: ReportRow = {
      authority,
      framework: data.of.framework,
      published: data.published,
      start: days.from,
      end: days.to ?? data.published,
      grades: new Map(data.judgements.map((one: Printed) => [one.area, one.grade])),
      combined: data.judgements.some((one: Printed) => one.covers !== undefined),
    };
    const list = found.get(authority) ?? [];
    found.set(authority, list);
    list.push(row);
  }
  for (const list of found.values()) {
    list.sort((a, b) => (a.published + a.end < b.published + b.end ? -1 : 1));
  }
  return found;
}

interface Printed {
  readonly area: string;
  readonly grade: string;
  readonly covers?: readonly string[];
}

/** The rows of an authority that were out by a day. */
export function outBy(authority: string, day: string): readonly ReportRow[] {
  return (reportRows().get(authority) ?? []).filter(({ published }) => published <= day);
}

/** What a row says of an area: its own grade, or for care leavers the combined one. */
export function gradeIn(row: ReportRow, area: string): string | undefined {
  const own = row.grades.get(area);
  if (own !== undefined || area !== 'care_leavers' || !row.combined) return own;
  return row.grades.get('children_in_care');
}
