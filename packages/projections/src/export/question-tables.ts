import { england } from '@monitoring-timeline/core';
import { z } from 'zod';
import type { Dates } from '../coordinates.ts';
import { shippedQuestions } from '../questions/all.ts';
import { unwrapped } from '../questions/fields.ts';
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
      const { timeline, region, authorities } = asked;
      const about = (words: object, of?: string) =>
        cells(question, table, asked, dates, { ...table.askedWith, ...words }, of);
      if (!ofOne) {
        for (const words of wordsChoosing(question, asked)) yield* await about(words);
        return;
      }
      const at = timeline.coordinates(dates);
      const whose = chosenEntries(at, timeline.directory, { region, authorities });
      // one after the other: no more than one answer is in memory
      for (const { key: one } of whose) yield* await about({ authority: one }, one);
      const everybody = region === undefined && authorities === undefined;
      if (everybody && question.england === true)
        yield* await about({ authority: england }, england);
    },
  };
}

/** What a question about many is asked with, once for all that are chosen, or for each where it takes one. */
function wordsChoosing(
  { words: { shape } }: Question,
  { timeline, dates, region, authorities }: ExportAsked,
): readonly object[] {
  const within = region === undefined ? {} : { region };
  if (authorities === undefined) return [within];
  const at = timeline.coordinates(dates);
  const keys = chosenEntries(at, timeline.directory, { authorities }).map(({ key }) => key);
  if ('authorities' in shape) return [{ ...within, authorities: keys }];
  const word = shape.authority;
  if (word && unwrapped(word).schema instanceof z.ZodArray) return [{ ...within, authority: keys }];
  return keys.map((authority) => ({ ...within, authority }));
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
