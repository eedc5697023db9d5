import { z } from 'zod';
import {
  type ExplainedAnswer,
  type Explanation,
  explainedEventSchema,
  explanationSchema,
} from '../answers/explanation.ts';
import { WrongCall } from '../asking/wrong-call.ts';
import { type ExplainedPart, explain as explainView } from '../views/explain/explain.ts';
import { withPassages } from '../views/explain/passages.ts';
import { type Cell, columnsOf } from './column.ts';
import { flagWord, textWord } from './options.ts';
import { type Question, type QuestionContext, question } from './question.ts';
import { table } from './table.ts';

const event = columnsOf(explainedEventSchema);

type Row = Omit<ExplainedAnswer, 'events'> & Partial<ExplainedAnswer['events'][number]>;

export const explain = question({
  name: 'explain',
  about: 'authority',
  summary: 'Why an answer is what it is: rule, events, document and place in it',
  words: z.strictObject({
    question: textWord(
      'The question whose answer is explained, such as standing.',
      'question',
      60,
    ).meta({
      argument: true,
      examples: ['standing'],
    }),
    part: textWord(
      'Only this part of the answer: by its field, such as areas.leadership, or by an event that it rests on.',
      'part',
      120,
    ).optional(),
    passages: flagWord('Adds what the documents say at each place, where they are kept.'),
  }),
  answer: explanationSchema,
  tables: () => [
    table({
      name: 'explain',
      meaning: 'What an answer says, and every event that each part of it rests on.',
      grain: 'One row for each part of the answer and event behind it.',
      key: ['field', 'event'],
      columns: [
        {
          name: 'field',
          type: 'text',
          meaning: 'Which part of the answer.',
          of: ({ field }: Row) => field,
        },
        { name: 'value', type: 'text', meaning: 'What it says.', of: ({ value }: Row) => value },
        {
          name: 'rules',
          type: 'list',
          meaning: 'Codes of the rules that gave it.',
          of: ({ rules }: Row) => rules,
        },
        ...event.fields(
          'event',
          'type',
          'summary',
          'publisher',
          'rank',
          'title',
          'locator',
          'document',
          'page',
          'url',
        ),
      ] as never,
      *rows({ answers }: Explanation): Generator<Row> {
        for (const { events, ...answer } of answers) {
          if (events.length === 0) yield answer;
          for (const one of events) yield { ...answer, ...one };
        }
      },
    }),
  ],
  watched: false,
  async answerOf(records, at, { authority, question: name, part, passages }, context) {
    const explained = await explainable(name, authority, context);
    const words = wordsAbout(explained, authority);
    const answer = await explained.answerOf(records, at, words as never, context);
    const parts =
      (await explained.explained?.(answer as never)) ??
      partsOfTable(explained, answer, at, authority, context);
    const asked = parts.filter(
      ({ field, because }) => part === undefined || field === part || because.includes(part),
    );
    const explanation = explainView(
      await records.record(authority),
      at,
      context,
      explained.name,
      asked,
    );
    if (!passages) return explanation;
    const answers = await withPassages(explanation.answers, context.passages);
    return { ...explanation, answers };
  },
});

/** The words by which a question is asked about one authority; undefined where it is not. */
function wordsAbout({ about, words }: Question, authority: string): object | undefined {
  if (about === 'authority') return { authority };
  if (!('authority' in words.shape)) return undefined;
  // one authority, or a list of them
  for (const given of [authority, [authority]]) {
    const read = words.safeParse({ authority: given });
    if (read.success) return read.data;
  }
  return undefined;
}

/** True where an answer says which events lie behind it, of one authority. */
function canBeExplained(asked: Question, authority: string): boolean {
  const { tables, explained, name } = asked;
  if (name === 'explain' || wordsAbout(asked, authority) === undefined) return false;
  return (
    explained !== undefined || (tables[0]?.columns ?? []).some((one) => one.name === 'because')
  );
}

async function explainable(
  name: string,
  authority: string,
  { questions, manner }: QuestionContext,
): Promise<Question> {
  const all = (await questions()).filter((one) => canBeExplained(one, authority));
  const found = all.find((one) => one.name === name.trim().toLowerCase());
  if (found) return found;
  const names = all.map((one) => one.name).join(', ');
  throw new WrongCall(
    `${manner.parameter('question').name}: "${name}" cannot be explained. Name one of ${names}.`,
    { question: name },
  );
}

/** The rows of an answer as its parts: what names a row, what it says, and the events behind it. */
function partsOfTable(
  { tables: [own] }: Question,
  answer: unknown,
  at: Parameters<Question['answerOf']>[1],
  authority: string,
  { directory }: QuestionContext,
): readonly ExplainedPart[] {
  if (!own) return [];
  const lead = new Set(['as_of', 'known_at', 'authority', 'name', 'region', 'because']);
  return [...own.cells(answer as never, { directory, at, authority })].map((cells) => {
    const said = own.columns.flatMap(({ name }, index): readonly (readonly [string, Cell])[] =>
      lead.has(name) || cells[index] === null ? [] : [[name, cells[index] ?? null]],
    );
    const cellOf = (column: string) => cells[own.columns.findIndex(({ name }) => name === column)];
    const because = cellOf('because');
    const telling = cellOf('told_rule');
    const [first, ...others] = said;
    return {
      field: String(first?.[1] ?? ''),
      value: others.map(([name, cell]) => `${name} ${String(cell)}`).join(', '),
      because: (because as readonly string[] | null) ?? [],
      telling: typeof telling === 'string' ? telling : null,
    };
  });
}
