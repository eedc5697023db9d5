import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { attributionText } from '@monitoring-timeline/projections/asking';
import {
  describeCsv,
  describedBy,
  type ExportAsked,
  type ExportTable,
  exportedTable,
  marked,
  type TableFormat,
  exportTables as tablesOf,
  tableWords,
} from '@monitoring-timeline/projections/export';
import { shippedQuestions } from '@monitoring-timeline/projections/shipped';
import { type Call, hint } from '../call/call.ts';
import { datesOf } from '../call/dates.ts';
import { WrongCall } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { commandLine } from '../call/manner.ts';
import { askStore, withTimeline } from '../compose/asking.ts';
import { openingOf } from '../compose/extensions.ts';
import { openStateToAsk } from '../compose/open-state.ts';
import { shownPath } from '../compose/places.ts';
import { writeJson } from '../output/json.ts';
import { authorityMeant } from './answering.ts';
import type { ExportCallOptions } from './export.ts';
import { isKept, writeOut } from './write-out.ts';

/** Stands for every table: `--output` is then a folder. */
const all = 'all';

interface Written {
  readonly file: string | undefined;
  readonly view: string;
  readonly rows: number;
}

/**
 * One table of what the log says at any dates, or all of them into a folder.
 * @throws WrongCall, UnknownRegion, UnknownAuthority, AmbiguousAuthority, the errors of the store
 */
export async function exportTables(
  call: Call<ExportCallOptions>,
  view: string,
  format: TableFormat,
): Promise<ExitCode> {
  const { output, region, authority, json } = call.options;
  const { questions = shippedQuestions, ...rules } = await openingOf(call.options);
  const every = tablesOf(questions);
  const tables = view === all ? every : [tableNamed(every, view)];
  if (view === all && output === undefined) {
    throw new WrongCall('Every table needs a file of its own. Name a folder with --output.');
  }
  if (format === 'parquet' && output === undefined && isScreen(call)) {
    throw new WrongCall('Parquet is not text. Name a file with --output, or pipe it to a program.');
  }
  if (view !== all) for (const table of tables) refuseWords(call, table);
  const dates = datesOf(call.options);
  const of = { region, authorities: authority?.map((one) => authorityMeant(one)) };
  return askStore(call, async (opened) => {
    const state = tables.some(({ name }) => name === 'notices')
      ? await openStateToAsk(opened.address)
      : undefined;
    try {
      return await withTimeline(
        opened,
        { ...(state ? { state } : {}), questions, ...rules },
        async (timeline) => {
          const { store } = opened;
          const { position: upTo } = await store.head();
          const asked: ExportAsked = { timeline, store, upTo, dates, ...of };
          if (view === all && output !== undefined) await mkdir(output, { recursive: true });
          const written: Written[] = [];
          for (const table of tables) {
            const file =
              view === all && output !== undefined
                ? join(output, `${table.name}.${format}`)
                : output;
            written.push(await write(table, format, asked, file, call));
          }
          tell(call, written, json);
          return exitCodes.done;
        },
      );
    } finally {
      await state?.close();
    }
  });
}

/** True where standard output is a terminal. */
function isScreen({ terminal }: Call): boolean {
  return Number.isFinite(terminal.lineWidth);
}

/** What a table cannot be asked with is refused: an answer to another question than was asked would mislead. @throws WrongCall */
function refuseWords({ options }: Call<ExportCallOptions>, { name, takes }: ExportTable): void {
  for (const word of tableWords) {
    if (options[word] === undefined || takes.includes(word)) continue;
    throw new WrongCall(
      `${commandLine.parameter(word).name} means nothing to export --view ${name}. Leave it out${name === 'events' ? ', or take --view history for what was known on a day' : ''}.`,
    );
  }
}

function tableNamed(every: readonly ExportTable[], view: string): ExportTable {
  const found = every.find(({ name }) => name === view.toLowerCase());
  if (found) return found;
  throw new WrongCall(
    `--view: there is no view "${view}" to export. Give one of ${every.map(({ name }) => name).join(', ')}, or ${all} for all of them; \`timeline export --dictionary\` says what is in them.`,
    { view },
  );
}

async function write(
  table: ExportTable,
  format: TableFormat,
  asked: ExportAsked,
  file: string | undefined,
  call: Call<ExportCallOptions>,
): Promise<Written> {
  const counts = { rows: 0 };
  const pieces = exportedTable(table, format, asked, counts);
  const kept = await isKept(file);
  // a file is opened by double-click, a stream is read by a program
  const mark = format === 'csv' && (call.options.bom ?? kept);
  await writeOut(mark ? marked(pieces) : pieces, file, call);
  if (kept && format === 'csv' && file !== undefined) {
    const told = JSON.stringify(describeCsv(basename(file), table), null, 2);
    await writeOut(once(`${told}\n`), `${file}${describedBy}`, call);
  }
  return { file, view: table.name, rows: counts.rows };
}

async function* once(text: string) {
  yield text;
}

function tell(
  call: Call<ExportCallOptions>,
  written: readonly Written[],
  json: boolean | undefined,
): void {
  const [first] = written;
  if (json) {
    writeJson(call.terminal, written.length === 1 ? first : written);
    return;
  }
  for (const { file, rows, view } of written) {
    if (file !== undefined) hint(call, `Wrote ${rows} rows of ${view} to ${shownPath(file)}.`);
  }
  hint(call, attributionText);
}
