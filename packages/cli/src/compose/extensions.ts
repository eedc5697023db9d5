import type { ImportOptions } from '@monitoring-timeline/ingest';
import type { Policy } from '@monitoring-timeline/projections';
import type { TimelineOptions } from '@monitoring-timeline/projections/reader';
import type { Extensions } from '@monitoring-timeline/service/extensions';
import type { GlobalOptions } from '../call/call.ts';

type Named = Pick<GlobalOptions, 'with' | 'policy'>;

/** How files are read, beside what is shipped. */
export interface ReadingOptions {
  /** Whether the text of PDFs that hold pictures is recognised. */
  readonly ocr?: boolean;
}

/** What modules of whoever calls bring; undefined, and none of their code loaded, where nobody names any. */
async function extensionsOf({ with: files = [] }: Named): Promise<Extensions | undefined> {
  if (files.length === 0) return undefined;
  const { loadExtensions } = await import('@monitoring-timeline/service/extensions');
  return loadExtensions(files);
}

/**
 * The questions and the rules that whoever calls names, where they are not those that are shipped.
 * @throws WrongCall, InvalidExtension, InvalidPolicy
 */
export async function openingOf(
  options: Named,
): Promise<Pick<TimelineOptions, 'questions' | 'policy'>> {
  const extensions = await extensionsOf(options);
  const policy = await policyOf(options.policy, extensions);
  return {
    ...(extensions && { questions: extensions.questions }),
    ...(policy && { policy }),
  };
}

async function policyOf(
  file: string | undefined,
  extensions: Extensions | undefined,
): Promise<Policy | undefined> {
  if (file === undefined) return extensions?.policy?.rules;
  const { parsePolicy } = await import('@monitoring-timeline/projections/policy');
  const { readGiven } = await import('../call/given-file.ts');
  const rules = parsePolicy(await readGiven('--policy', file), file);
  if (extensions === undefined) return rules;
  const { policyAmong } = await import('@monitoring-timeline/service/extensions');
  return policyAmong({ file, rules }, extensions);
}

/** The file that names the rules of a call; undefined where they are those in force. @throws InvalidExtension, InvalidPolicy */
export async function policyFileOf(options: Named): Promise<string | undefined> {
  return options.policy ?? (await extensionsOf(options))?.policy?.file;
}

/**
 * The kinds of document and table that are read beside the shipped ones, and what recognises the text of pictures.
 * @throws InvalidExtension, InvalidPolicy, RecognitionMissing
 */
export async function kindsOf(
  options: Named & ReadingOptions,
): Promise<Pick<ImportOptions, 'kinds' | 'tables' | 'recognition'>> {
  const { kinds, tables } = (await extensionsOf(options)) ?? {};
  if (!options.ocr) return { kinds, tables };
  const { openTesseract } = await import('@monitoring-timeline/ingest');
  return { kinds, tables, recognition: openTesseract() };
}
