import type { TableFormat } from '@monitoring-timeline/projections/export';
import type { Call, GlobalOptions } from '../call/call.ts';
import { WrongCall } from '../call/errors.ts';
import type { ExitCode } from '../call/exit-codes.ts';

export const exportFormats = ['jsonl', 'csv', 'parquet', 'cloudevents'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportCallOptions extends GlobalOptions {
  readonly format?: ExportFormat;
  readonly view?: string;
  readonly region?: string;
  readonly authority?: readonly string[];
  readonly output?: string;
  readonly people?: boolean;
  readonly dictionary?: boolean;
  /** Whether CSV begins with the mark by which Excel on Windows knows UTF-8; in a file unless told otherwise. */
  readonly bom?: boolean;
}

/**
 * `timeline export`: the log, a table of what it says, or what the columns of tables mean. @throws WrongCall, UnknownRegion,
 * UnknownAuthority, the errors of the store
 */
export async function exportAs(call: Call<ExportCallOptions>): Promise<ExitCode> {
  const { options } = call;
  const { view, dictionary, output, json } = options;
  if (dictionary) {
    const { exportDictionary } = await import('./export-dictionary.ts');
    return exportDictionary(call);
  }
  refuseOffice(output);
  const format = options.format ?? formatOfFile(output) ?? 'jsonl';
  if (json && output === undefined) {
    throw new WrongCall(
      'An export is many rows, not one document. Leave --json out, or name a file with --output.',
    );
  }
  if (format === 'cloudevents' && view !== undefined) {
    throw new WrongCall(
      `Rows of ${view} are no events. Take --format csv, jsonl or parquet for a view, or leave --view out.`,
    );
  }
  if (view === undefined && (format === 'jsonl' || format === 'cloudevents')) {
    const { exportLog } = await import('./export-log.ts');
    return exportLog(call, format);
  }
  const { exportTables } = await import('./export-table.ts');
  return exportTables(call, view ?? 'events', format as TableFormat);
}

/** Endings of files that this program does not write, which whoever opens them would take for what they are not. */
const notWritten = /\.(xlsx|xlsm|xls|ods|docx|odt|pdf|html?|xml|db|sqlite)$/i;

/** @throws WrongCall with what there is instead */
function refuseOffice(output: string | undefined): void {
  const ending = output === undefined ? undefined : notWritten.exec(output)?.[1];
  if (output === undefined || ending === undefined) return;
  const name = output.slice(0, -ending.length);
  throw new WrongCall(
    `--output: an export is no .${ending} file. Write ${name}csv, which Excel and LibreOffice open, ${name}parquet or ${name}jsonl.`,
    { output },
  );
}

/** The format that the ending of a file stands for. */
function formatOfFile(output: string | undefined): ExportFormat | undefined {
  const ending = output?.toLowerCase().split('.').at(-1);
  return ending === 'csv' || ending === 'parquet' ? ending : undefined;
}
