import { england } from '@monitoring-timeline/core';
import type { Dates } from '../coordinates.ts';
import { shippedQuestions } from '../questions/all.ts';
import type { AnswerTable, Question, RowsContext } from '../questions/index.ts';
import { chosenEntries } from '../views/across/chosen-authorities.ts';
import { logTables } from './log-tables.ts';
import { datesOf, type ExportAsked, type ExportTable, type TableWord } from './table.ts';

/** Every table that can be exported whole: the log, and the answers of questions that need no word of whoever asks. */
export function exportTables(
  questions: readonly Question[] = shippedQuestions,
): readonly ExportTable[] {
  return [...logTables, ...questions.flatMap(tablesOf)];
}

function tablesOf(question: Question): readonly ExportTable[] {
  return question.tables
    .filter(({ askedWith }) => question.words.safeParse(askedWith).success)
    .map((table) => exportTableOf(question, table));
}

function exportTableOf(question: Question, table: AnswerTable): ExportTable {
  const { name, meaning, grain, key, columns } = table;
  const ofOne = question.about === 'authority';
  const choices = (['region', 'authority'] as const).filter(
    (word) => ofOne || word in question.words.shape,
  );
  const takes: readonly TableWord[] = [...question.dates, ...choices];
  return {
    name,
    meaning,
    grain,
    key,
    columns,
    takes,
    async *rows(asked) {
      const dates = takes.includes('asOf') ? datesOf(asked) : { ...asked.dates, upTo: asked.upTo };
      const { timeline, region, authority } = asked;
      const about = (words: object, of?: string) =>
        cells(question, table, asked, dates, { ...table.askedWith, ...words }, of);
      if (!ofOne) {
        const chosen = Object.entries({ region, authority }).filter(
          ([, word]) => word !== undefined,
        );
        yield* await about(Object.fromEntries(chosen));
        return;
      }
      const at = timeline.coordinates(dates);
      const whose = chosenEntries(at, timeline.directory, { region, authority });
      // one after the other: no more than one answer is in memory
      for (const { key: one } of whose) yield* await about({ authority: one }, one);
      const everybody = region === undefined && authority === undefined;
      if (everybody && question.england === true)
        yield* await about({ authority: england }, england);
    },
  };
}

async function cells(
  question: Question,
  table: AnswerTable,
  { timeline, named }: ExportAsked,
  dates: Dates,
  words: object,
  authority: string | undefined,
) {
  const answer = await timeline.ask(question, words as never, dates, { named });
  const context: RowsContext = {
    directory: timeline.directory,
    at: timeline.coordinates(dates),
    authority,
  };
  return table.cells(answer as never, context);
}
