import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createDirectory } from '@monitoring-timeline/core';
import {
  type DocumentText,
  type DocumentTexts,
  type FileReading,
  openDocumentTexts,
  readPaths,
} from '@monitoring-timeline/ingest';
import { corpusFolder, type Expected } from './corpus.ts';
import { extensionOf, type MadeForm, madeForm, madeForms } from './made-forms.ts';

const directory = createDirectory();

/** What one form of a document says otherwise than the PDF does. */
export interface FormScore {
  readonly file: string;
  readonly form: MadeForm;
  /** Of claims that the PDF gives too, or that this form gives instead; one line each. */
  readonly differences: readonly string[];
  /** True where the reading of this form says that something could not be read, and that of the PDF does not. */
  readonly told: boolean;
}

/** What a claim says: without where it stands and what it was read from. */
function said(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(said).sort(byText);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(
    ([name]) => !['locator', 'sha256', 'id'].includes(name),
  );
  return Object.fromEntries(
    kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, part]) => [name, said(part)]),
  );
}

const text = (value: unknown): string => JSON.stringify(value) ?? '';
const byText = (a: unknown, b: unknown): number => (text(a) < text(b) ? -1 : 1);

/** Each thing that a reading claims, as often as it claims it: grades and findings of a report one by one. */
function claimsOf({ proposals }: FileReading): readonly string[] {
  return proposals.flatMap(({ event }) => {
    const {
      judgements = [],
      findings = [],
      inspectors = [],
      ...data
    } = event.data as Readonly<Record<string, unknown>>;
    const of = `${event.type} ${text(said({ occurred: event.occurred, known: event.known, data }))}`;
    const each = (what: string, members: unknown) =>
      (members as readonly unknown[]).map((one) => `${event.type} ${what} ${text(said(one))}`);
    return [
      of,
      ...each('judges', judgements),
      ...each('asks for', findings),
      ...each('was done by', inspectors),
    ];
  });
}

/** What stands in the first list oftener than in the second. */
function beyond(list: readonly string[], other: readonly string[]): readonly string[] {
  const left = [...other];
  return list.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function scoreOf(file: string, form: MadeForm, pdf: FileReading, made: FileReading): FormScore {
  const [ofPdf, ofForm] = [claimsOf(pdf), claimsOf(made)];
  const reasons = pdf.problems.map(({ reason }) => reason);
  return {
    file,
    form,
    differences: [
      ...beyond(ofPdf, ofForm).map((one) => `- ${one}`),
      ...beyond(ofForm, ofPdf).map((one) => `+ ${one}`),
    ],
    told:
      beyond(
        made.problems.map(({ reason }) => reason),
        reasons,
      ).length > 0,
  };
}

/** Documents whose forms are written and read at once, so that readers are started for each but seldom. */
const atOnce = 20;

/** Writes every form of a document into a folder of its own. @returns their paths, in the order of the forms */
async function written(document: DocumentText, file: string, folder: string) {
  return Promise.all(
    madeForms.map(async (form) => {
      const inFolder = await mkdtemp(join(folder, form));
      // the day in the name is the same evidence in every form
      const path = join(inFolder, basename(file).replace(/\.pdf$/, `.${extensionOf[form]}`));
      await writeFile(path, madeForm(document, form));
      return path;
    }),
  );
}

async function* compared(
  documents: readonly Expected[],
  texts: DocumentTexts,
  folder: string,
): AsyncGenerator<FormScore> {
  const paths: string[] = [];
  for (const { file } of documents) {
    const path = join(corpusFolder, file);
    const document = await texts.of(path, '0'.repeat(64));
    paths.push(path, ...(await written(document, file, folder)));
  }
  const readings: FileReading[] = [];
  for await (const one of readPaths(paths, { directory, readers: 1 })) readings.push(one);
  for (const [index, { file }] of documents.entries()) {
    const [pdf, ...made] = readings.slice(index * (madeForms.length + 1));
    for (const [at, form] of madeForms.entries()) {
      const reading = made[at];
      if (pdf && reading) yield scoreOf(file, form, pdf, reading);
    }
  }
}

/** Reads documents as PDF and in every form that is made of it by our own readers, and says what each form says otherwise. */
export async function* comparedForms(documents: readonly Expected[]): AsyncGenerator<FormScore> {
  const texts = openDocumentTexts();
  try {
    for (let from = 0; from < documents.length; from += atOnce) {
      const folder = await mkdtemp(join(tmpdir(), 'timeline-forms-'));
      try {
        yield* compared(documents.slice(from, from + atOnce), texts, folder);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
  } finally {
    await texts.close();
  }
}
