import { dataDictionary, dictionaryText } from '@monitoring-timeline/projections/export';
import type { Question } from '@monitoring-timeline/projections/questions';
import { shippedQuestions } from '@monitoring-timeline/projections/shipped';
import type { Call } from '../call/call.ts';
import { hint } from '../call/call.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { openingOf } from '../compose/extensions.ts';
import { shownPath } from '../compose/places.ts';
import type { ExportCallOptions } from './export.ts';
import { type Pieces, writeOut } from './write-out.ts';

/** `timeline export --dictionary`: what every table and column means, to read or as JSON. @throws WrongCall */
export async function exportDictionary(call: Call<ExportCallOptions>): Promise<ExitCode> {
  const { output, json } = call.options;
  const { questions = shippedQuestions } = await openingOf(call.options);
  await writeOut(text(questions, json), output, call);
  if (output !== undefined) hint(call, `Wrote the data dictionary to ${shownPath(output)}.`);
  return exitCodes.done;
}

async function* text(questions: readonly Question[], json: boolean | undefined): Pieces {
  yield json
    ? `${JSON.stringify(dataDictionary(questions), null, 2)}\n`
    : dictionaryText(questions);
}
