import type { Area, Framework, InspectionKind, Source } from '@monitoring-timeline/core';
import { UnreadableRow } from '../proposal.ts';
import { editionNamed, type ReleaseEdition } from '../releases/manifest.ts';
import type { Row } from './cells.ts';
import { dayIn } from './cells.ts';
import { eachRow, ofsted, type TableContext, type TableKind } from './context.ts';
import {
  addInspection,
  type GradeCell,
  ilacsVersion,
  judgementsOf,
  lackingAreas,
  readGrades,
} from './inspections.ts';

interface KindOfRow {
  readonly framework: Framework;
  readonly kind: InspectionKind;
  /** Columns that hold grades, and the area that each stands for under that framework. */
  readonly columns: Readonly<Record<string, Area>>;
}

const strands = {
  slac_safeguarding: 'help_and_protection',
  slac_looked_after: 'children_in_care',
} as const;
const ilacs = {
  overall: 'overall',
  leadership: 'leadership',
  help_and_protection: 'help_and_protection',
  children_in_care: 'children_in_care',
  care_leavers: 'care_leavers',
} as const;
const sif = { ...ilacs, adoption: 'adoption', lscb: 'lscb' } as const;
/** One strand, whose grade stands in the column of the overall. */
const protection = { overall: 'help_and_protection' } as const;
const lookedAfter = { overall: 'children_in_care' } as const;

const kinds: Readonly<Record<string, KindOfRow>> = {
  slac: { framework: 'SLAC', kind: 'full', columns: strands },
  slac_reinspection_safeguarding: { framework: 'SLAC', kind: 'reinspection', columns: strands },
  slac_reinspection_looked_after: { framework: 'SLAC', kind: 'reinspection', columns: strands },
  cpi: { framework: 'CPI', kind: 'full', columns: protection },
  cpi_reinspection: { framework: 'CPI', kind: 'reinspection', columns: protection },
  tlac: { framework: 'TLAC', kind: 'full', columns: lookedAfter },
  sif: { framework: 'SIF', kind: 'full', columns: sif },
  sif_reinspection: { framework: 'SIF', kind: 'reinspection', columns: sif },
  ilacs_standard: { framework: 'ILACS', kind: 'standard', columns: ilacs },
  ilacs_short: { framework: 'ILACS', kind: 'short', columns: ilacs },
};

const gradeColumns = [...Object.keys(sif), ...Object.keys(strands)];

/** Which releases, and whether the report itself, a compiled row was seen in. */
export function seenIn(sources: string): {
  readonly report: boolean;
  readonly editions: readonly ReleaseEdition[];
} {
  const names = sources.split('+').map((name) => name.trim());
  const editions = names
    .map(editionNamed)
    .filter((edition) => edition !== undefined)
    .sort((a, b) => (a.edition < b.edition ? -1 : 1));
  return { report: names.includes('report_pdf'), editions };
}

/** A compiled row speaks with the report's voice where the report was read, else with that of the newest release that lists it. */
export function compiledSource(
  seen: ReturnType<typeof seenIn>,
  report: { readonly title: string; readonly url?: string | undefined },
  compiled: string,
): { readonly source: Source; readonly tablePublished: string | undefined } {
  const newest = seen.editions.at(-1);
  const listed =
    seen.editions.length > 0 ? { seenIn: seen.editions.map(({ edition }) => edition) } : {};
  if (seen.report) {
    return {
      source: {
        publisher: ofsted,
        rank: 'report',
        title: report.title,
        ...(report.url ? { url: report.url } : {}),
        assertedBy: 'inspectorate',
        ...listed,
      },
      tablePublished: newest?.published,
    };
  }
  if (!newest) {
    throw new UnreadableRow(
      'no_source',
      'The column sources names neither a report nor a release that is known here.',
      'sources',
    );
  }
  return {
    source: {
      publisher: ofsted,
      rank: 'release',
      title: compiled,
      edition: newest.edition,
      published: newest.published,
      assertedBy: 'inspectorate',
      ...listed,
    },
    tablePublished: newest.published,
  };
}

function partsOf(row: Row): { from: string; to: string }[] | undefined {
  const text = row.text('date_segments');
  if (text === '') return undefined;
  return text.split(';').map((segment) => {
    const [from = '', to = ''] = segment.split('/');
    return { from: dayIn(from.trim(), 'date_segments'), to: dayIn(to.trim(), 'date_segments') };
  });
}

/** @throws UnreadableRow where the table has no column of an area that was judged then */
function checkColumns({ header }: Row, { framework, columns }: KindOfRow, start: string): void {
  if (framework !== 'ILACS' && framework !== 'SIF') return;
  const there = Object.entries(columns).filter(([column]) => header.has(column));
  const lacking = lackingAreas(framework, new Set(there.map(([, area]) => area)), start);
  const areas = new Set(lacking.map(({ area }) => area));
  const missing = Object.entries(columns).find(([, area]) => areas.has(area))?.[0];
  if (missing === undefined) return;
  throw new UnreadableRow(
    'missing_column',
    `The table has no column ${missing}, which ${framework} judged. Add it and import again.`,
    missing,
  );
}

function readOutcome(row: Row, context: TableContext) {
  const named = row.required('inspection_kind');
  const of = kinds[named];
  const framework = row.required('framework');
  if (!of || of.framework !== framework) {
    throw new UnreadableRow(
      'unknown_kind',
      `"${named}" is not a kind of ${framework} inspection; write one of ${Object.keys(kinds).join(', ')}.`,
      'inspection_kind',
      Object.keys(kinds).find((kind) => kinds[kind]?.framework === framework),
    );
  }
  const start = row.day('start_date');
  const published = row.day('published_date');
  const seen = seenIn(row.required('sources'));
  const authority = context.authority(
    row.required('authority'),
    start ?? published ?? seen.editions[0]?.edition ?? context.today,
  );
  const cells: GradeCell[] = [];
  for (const column of gradeColumns) {
    const cell = row.text(column);
    if (cell === '') continue;
    const area = of.columns[column];
    if (!area) {
      throw new UnreadableRow(
        'unknown_area',
        `A ${named} inspection judges nothing that stands in column ${column}.`,
        column,
      );
    }
    cells.push({ area, cell, column });
  }
  checkColumns(row, of, start ?? published ?? context.today);
  const notes = row.text('notes');
  const grades = readGrades(cells);
  const version =
    framework === 'ILACS'
      ? ilacsVersion(grades, /no overall effectiveness judgement/i.test(notes))
      : undefined;
  const { source, tablePublished } = compiledSource(
    seen,
    {
      title: `Inspection report: ${authority.name}, published ${published ?? 'on an unknown day'}`,
      url: row.text('report_url') || undefined,
    },
    'Local authority inspection outcomes, compiled from the releases',
  );
  const known = published ?? tablePublished;
  if (!known) {
    throw new UnreadableRow(
      'no_publication',
      'The row gives no publication day and names no release, so nothing says since when it is known.',
      'published_date',
    );
  }
  return {
    authority: authority.key,
    framework: of.framework,
    version,
    kind: of.kind,
    kindInferred: /inferred from on-site duration/i.test(notes) ? true : undefined,
    start,
    end: row.day('end_date'),
    parts: partsOf(row),
    published,
    tablePublished: known,
    judgements: judgementsOf(of.framework, version, grades),
    leadInspector: row.text('lead_inspector') || undefined,
    address: row.text('report_url') || undefined,
    source,
  };
}

/** Graded inspections, one row each, compiled from reports and releases. */
export const outcomes: TableKind = {
  kind: 'outcomes',
  required: [
    ['authority'],
    ['framework'],
    ['inspection_kind'],
    ['start_date'],
    ['published_date'],
    ['overall'],
    ['help_and_protection'],
    ['children_in_care'],
    ['sources'],
  ],
  open: (_header, context) =>
    eachRow(context, (builder, row) => addInspection(builder, readOutcome(row, context))),
};
