import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDirectory } from '@monitoring-timeline/core';
import { withoutMaterial } from '@monitoring-timeline/core/testing/skipping';
import {
  type Confidence,
  type DocumentReading,
  type FileReading,
  type Read,
  readPaths,
} from '@monitoring-timeline/ingest';
import { disagreements } from './disagreements.ts';

/** Real reports and letters beside the repository, which only some machines have. */
export const corpusFolder = fileURLToPath(new URL('../../../shared/reports', import.meta.url));
export const haveCorpus = existsSync(join(corpusFolder, 'expected.jsonl'));

/** Why they cannot be read; nothing where they are there. */
export const withoutCorpus = haveCorpus ? undefined : withoutMaterial;

/** One document of the corpus and what a correct reading gives, field by field; null where nothing is known of it. */
export interface Expected {
  readonly file: string;
  readonly authority: string;
  readonly kind: string;
  readonly file_date: string;
  readonly expected: Readonly<Record<string, string>> | null;
}

export function readExpected(): readonly Expected[] {
  return readFileSync(join(corpusFolder, 'expected.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Expected);
}

/** One authority in so many is held out. */
const heldOutOf = 10;

/**
 * True for a document of an authority that no rule is written on: a tenth of them, by a hash of the name, so that the choice is nobody's and
 * holds for authorities that come later. Whoever writes a rule looks at the others alone.
 */
export function isHeldOut({ authority }: Pick<Expected, 'authority'>): boolean {
  const hash = createHash('sha256').update(authority.toLowerCase()).digest();
  return hash.readUInt32BE(0) % heldOutOf === 0;
}

export interface Miss {
  readonly field: string;
  readonly expected: string;
  readonly read: string;
  readonly confidence: Confidence | 'absent';
}

/** How one document was read. */
export interface Scored {
  readonly document: Expected;
  readonly fields: number;
  readonly misses: readonly Miss[];
  readonly problems: readonly string[];
  readonly reading: DocumentReading | undefined;
}

interface Found {
  readonly value: string;
  readonly confidence: Confidence | 'absent';
}

const absent: Found = { value: '', confidence: 'absent' };

function found<T>(read: Read<T> | undefined, text: (value: T) => string | undefined): Found {
  if (!read) return absent;
  return { value: text(read.value) ?? '', confidence: read.confidence };
}

const areas = [
  'overall',
  'leadership',
  'help_and_protection',
  'children_in_care',
  'care_leavers',
  'adoption',
  'lscb',
] as const;

function kindName(reading: DocumentReading): Found {
  const framework = reading.framework?.value;
  return found(reading.inspectionKind, (kind) => {
    if (framework === 'ILACS') return `ilacs_${kind}`;
    return kind === 'reinspection' ? 'sif_reinspection' : 'sif';
  });
}

/** Every field that the corpus knows, as it was read. */
function fieldsRead(reading: DocumentReading): Readonly<Record<string, Found>> {
  const visits: Readonly<Record<string, string>> = { focused: 'focused_visit' };
  const grades = areas.map((area) => {
    const read = reading.judgements?.find(({ value }) => value.area === area);
    return [area, found(read, ({ grade }) => grade)] as const;
  });
  const lead = reading.inspectors?.find(({ value }) => value.role === 'lead');
  return {
    ...Object.fromEntries(grades),
    framework: found(reading.framework, (value) => value),
    inspection_kind: kindName(reading),
    visit_kind: found(reading.visitKind, (value) => visits[value] ?? value),
    start_date: found(reading.days, ({ from }) => from),
    end_date: found(reading.days, ({ from, to, parts }) =>
      // the corpus leaves out the last day of a visit of one day
      reading.visitKind && to === from && !parts ? '' : to,
    ),
    date_segments: found(reading.days, ({ parts }) =>
      (parts ?? []).map(({ from, to }) => `${from}/${to}`).join(';'),
    ),
    published_date: found(reading.published, (value) => value),
    letter_date: found(reading.letterDate, (value) => value),
    lead_inspector: found(lead, ({ name }) => name),
    area_for_priority_action: found(reading.priorityAction, (value) => (value ? 'yes' : 'no')),
    outcome: found(reading.outcome, (value) => value),
  };
}

/** Fields of the corpus that a reading of a graded report or of a letter answers for; others say where its rows came from. */
const compared = new Set([...areas, 'framework', 'inspection_kind', 'visit_kind', 'start_date']);
for (const field of [
  'end_date',
  'date_segments',
  'published_date',
  'letter_date',
  'lead_inspector',
  'area_for_priority_action',
  'outcome',
]) {
  compared.add(field);
}

const directory = createDirectory();

/** Field by field against the corpus; where the document itself says otherwise, the document counts. */
export function score(document: Expected, file: FileReading): Scored {
  const reading = file.document?.reading;
  const read = reading ? fieldsRead(reading) : {};
  const expected = document.expected ?? {};
  const misses: Miss[] = [];
  let fields = 0;
  const compare = (field: string, want: string, got: Found): void => {
    fields += 1;
    if (want === got.value) return;
    misses.push({ field, expected: want, read: got.value, confidence: got.confidence });
  };
  const authority = reading?.authority;
  compare(
    'authority',
    directory.resolve(document.authority, { asOf: expected.start_date || document.file_date }).name,
    found(authority, ({ name }) => name),
  );
  for (const [field, want] of Object.entries(expected)) {
    if (!compared.has(field)) continue;
    // reports of the single inspection framework name a lead whom the corpus leaves out
    if (field === 'lead_inspector' && want === '') continue;
    const instead = disagreements.find(
      (one) => one.file === document.file && one.field === field,
    )?.inDocument;
    compare(field, instead ?? want, read[field] ?? absent);
  }
  return { document, fields, misses, problems: file.problems.map(({ reason }) => reason), reading };
}

/** The reason under which a paper about one child is refused, which a published report never is. */
const aboutChild = 'identifiable_child';

/** Reads documents of the corpus, in its order, and scores each; `refused` gathers those that are taken for papers about one child. */
export async function* scored(
  documents: readonly Expected[],
  refused: string[] = [],
): AsyncGenerator<Scored> {
  const paths = documents.map(({ file }) => join(corpusFolder, file));
  let index = 0;
  for await (const file of readPaths(paths, { directory })) {
    const document = documents[index];
    index += 1;
    if (file.problems.some(({ reason }) => reason === aboutChild)) refused.push(file.file);
    if (document?.expected) yield score(document, file);
  }
}

/** The part of documents of each kind that must be wholly right: what was reached, held by the test run. */
export const heldLines: Readonly<Record<string, number>> = {
  ilacs: 1,
  sif: 1,
  focused_visit: 1,
  jtai: 1,
  area_send: 1,
};

export interface Tally {
  documents: number;
  whole: number;
  fields: number;
  right: number;
  wrongAndSure: number;
}

export function emptyTally(): Tally {
  return { documents: 0, whole: 0, fields: 0, right: 0, wrongAndSure: 0 };
}

export function addTo(tally: Tally, { fields, misses }: Scored): void {
  tally.documents += 1;
  tally.whole += misses.length === 0 ? 1 : 0;
  tally.fields += fields;
  tally.right += fields - misses.length;
  tally.wrongAndSure += misses.filter(({ confidence }) => confidence === 'high').length;
}
