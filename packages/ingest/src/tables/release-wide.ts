import {
  type Area,
  areaLabels,
  conceptByLabel,
  type Framework,
  type InspectionKind,
} from '@monitoring-timeline/core';
import { columnName, dayIn, Header, heading, oneLine, plain, Row } from './cells.ts';
import { RowBuilder, releaseSource, type TableContext, type TableKind } from './context.ts';
import {
  addInspection,
  type GradeCell,
  ilacsArea,
  ilacsVersion,
  judgementsOf,
  readGrades,
} from './inspections.ts';
import { inspectionKindIn, isCaption, nameColumns, publishedOf } from './release-rows.ts';

/** A run of columns that describes one inspection in a row. */
interface Round {
  readonly framework: Framework;
  readonly kind: InspectionKind | undefined;
  /** Column of the publication day, and of the printed kind where there is one. */
  readonly published: number;
  readonly type: number | undefined;
  readonly grades: readonly { readonly index: number; readonly area: Area }[];
}

interface RoundName {
  readonly key: string;
  readonly framework: Framework;
  readonly kind: InspectionKind | undefined;
}

/** Which inspection of the row a column speaks of, by the prefix of its header. */
function roundOf(header: string): RoundName | undefined {
  const name = columnName(header).replace(/^safeguarding and looked after children /, '');
  const again = /\bre ?inspection\b/.test(name);
  if (/^slac re ?inspection/.test(name)) {
    const strand = /looked after/.test(name) ? 'looked after' : 'safeguarding';
    return { key: `slac again ${strand}`, framework: 'SLAC', kind: 'reinspection' };
  }
  if (/\bslac\b/.test(name)) return { key: 'slac', framework: 'SLAC', kind: 'full' };
  if (/\bcpri\b/.test(name)) return { key: 'cpri', framework: 'CPI', kind: 'reinspection' };
  if (/\bcpi\b/.test(name)) return { key: 'cpi', framework: 'CPI', kind: 'full' };
  if (/\btlac\b/.test(name)) return { key: 'tlac', framework: 'TLAC', kind: 'full' };
  if (/\bsif\b/.test(name)) {
    return again
      ? { key: 'sif again', framework: 'SIF', kind: 'reinspection' }
      : { key: 'sif', framework: 'SIF', kind: 'full' };
  }
  if (/\blscb\b/.test(name)) return { key: 'sif', framework: 'SIF', kind: 'full' };
  const ilacs = /^(first|second|third|fourth|fifth)? ?ilacs\b/.exec(name);
  return ilacs
    ? { key: `ilacs ${ilacs[1] ?? 'first'}`, framework: 'ILACS', kind: undefined }
    : undefined;
}

/** The area of a grade column. Frameworks with one strand print only "overall effectiveness". */
function areaIn(framework: Framework, header: string): Area | undefined {
  const name = columnName(header);
  switch (framework) {
    case 'CPI':
      return 'help_and_protection';
    case 'TLAC':
      return 'children_in_care';
    case 'SLAC':
      return /looked after (children )?(overall|oe)/.test(name) ||
        /children looked after oe/.test(name)
        ? 'children_in_care'
        : 'help_and_protection';
    case 'ILACS':
      return ilacsArea(header);
    default:
      if (/adoption/.test(name)) return 'adoption';
      if (/care leavers/.test(name)) return 'care_leavers';
      if (/looked after/.test(name)) return 'children_in_care';
      if (/help and protection/.test(name)) return 'help_and_protection';
      if (/leadership/.test(name)) return 'leadership';
      if (/lscb/.test(name)) return 'lscb';
      return /overall/.test(name) ? 'overall' : conceptByLabel(framework, header);
  }
}

interface RoundDraft extends RoundName {
  published: number | undefined;
  type: number | undefined;
  readonly grades: { index: number; area: Area }[];
}

/** The inspections that a header speaks of, each with its columns, whether or not it can be read. */
function draftsOf(header: Header): readonly RoundDraft[] {
  const drafts = new Map<string, RoundDraft>();
  header.names.forEach((name, index) => {
    const of = roundOf(name);
    if (!of) return;
    const draft = drafts.get(of.key) ?? {
      ...of,
      published: undefined,
      type: undefined,
      grades: [],
    };
    drafts.set(of.key, draft);
    if (/publication date$/.test(columnName(name))) draft.published = index;
    else if (/inspection type$/.test(columnName(name))) draft.type = index;
    else {
      const area = areaIn(of.framework, name);
      if (area) draft.grades.push({ index, area });
    }
  });
  return [...drafts.values()];
}

/** The inspections that a header describes, each with its columns. */
export function roundsOf(header: Header): readonly Round[] {
  return draftsOf(header).flatMap((draft) =>
    draft.published === undefined ? [] : [{ ...draft, published: draft.published }],
  );
}

/** What each inspection of these frameworks judged. */
const alwaysJudged: Readonly<Partial<Record<Framework, readonly Area[]>>> = {
  SIF: ['overall', 'leadership', 'help_and_protection', 'children_in_care'],
  ILACS: ['leadership', 'help_and_protection', 'children_in_care'],
};

function lacking(header: Header): readonly string[] {
  return draftsOf(header).flatMap(({ key, framework, published, grades }) => [
    ...(published === undefined ? [`${key.toUpperCase()} publication date`] : []),
    ...(alwaysJudged[framework] ?? [])
      .filter((area) => !grades.some((grade) => grade.area === area))
      .map((area) => `${key.toUpperCase()} ${areaLabels[area]}`),
  ]);
}

/** What a header says of the round and not of the area. */
const roundPrefix =
  /^(?:(?:first|second|third|fourth|fifth) )?(?:SIF|ILACS)(?: framework)?(?: re-inspection)? (?=\w)/i;

/** Adds one inspection of a row; nothing where its columns are empty. */
function addRound(builder: RowBuilder, row: Row, round: Round): void {
  const { context } = builder;
  const cells: GradeCell[] = round.grades.map(({ index, area }) => ({
    area,
    cell: row.textAt(index),
    column: row.header.names[index] ?? '',
    label: heading(row.header.names[index] ?? '').replace(roundPrefix, ''),
  }));
  const day = row.textAt(round.published);
  if (day === '' && cells.every(({ cell }) => cell === '')) return;
  const column = row.header.names[round.published] ?? '';
  const published = day === '' ? undefined : dayIn(day, column);
  const tablePublished = publishedOf(context);
  const authority = context.authority(row.required(...nameColumns), published ?? tablePublished);
  const grades = readGrades(cells);
  const version = round.framework === 'ILACS' ? ilacsVersion(grades, false) : undefined;
  const type = round.type === undefined ? '' : row.textAt(round.type);
  addInspection(builder, {
    authority: authority.key,
    framework: round.framework,
    version,
    kind: round.kind ?? inspectionKindIn(type, row.header.names[round.type ?? -1] ?? ''),
    published,
    tablePublished,
    judgements: judgementsOf(round.framework, version, grades),
    source: releaseSource(context, 'inspection history'),
  });
}

/** True where a sheet says its header again over a second table: the authorities that no longer exist. */
function restatesHeader(row: Row): boolean {
  const name = plain(row.text(...nameColumns));
  return nameColumns.some((column) => plain(column) === name);
}

/** Every inspection of an authority side by side in one row, as the editions of 2023 and 2024 print it. */
export const inspectionHistoryWide: TableKind = {
  kind: 'release_history_wide',
  release: true,
  required: [nameColumns],
  recognises: (header) => (header.has(...nameColumns) && roundsOf(header).length > 0 ? 1 : 0),
  lacks: lacking,
  gradeColumns: (header) =>
    draftsOf(header).flatMap(({ key, grades }) =>
      grades.map(({ index, area }) => ({ index, gives: `${key} ${area}` })),
    ),
  open: (header, context: TableContext) => {
    let under = header;
    let rounds = roundsOf(header);
    return (given, locator) => {
      if (restatesHeader(given)) {
        under = new Header(given.cells.map(oneLine));
        rounds = roundsOf(under);
        return { proposals: [], people: [], problems: [] };
      }
      const row = new Row(under, given.cells);
      const builder = new RowBuilder(row, locator, context);
      if (isCaption(row)) return builder;
      for (const round of rounds) builder.attempt((given) => addRound(builder, given, round));
      for (const index of under.read) header.read.add(index);
      return builder;
    };
  },
};
