import type { ExplainedAnswer, PassageLine } from '../../answers/explanation.ts';

/**
 * Reads what a kept document says at places, with the lines around each; none where the document is not kept, or has no such place.
 * Whoever opens a timeline gives one: documents lie beside the log.
 */
export type PassageReader = (
  sha256: string,
  locators: readonly string[],
) => Promise<readonly (readonly PassageLine[])[]>;

/** Documents that are read for one explanation at the most: whoever asks for all of an answer asks part by part. */
const mostDocuments = 12;

/** Answers with what the documents say of each event, each document read once. */
export async function withPassages(
  answers: readonly ExplainedAnswer[],
  read: PassageReader | undefined,
): Promise<readonly ExplainedAnswer[]> {
  const places = new Map<string, Set<string>>();
  for (const { document, locator } of answers.flatMap(({ events }) => events)) {
    if (document === null || locator === null) continue;
    places.set(document, (places.get(document) ?? new Set()).add(locator));
  }
  const passages = new Map<string, readonly PassageLine[]>();
  for (const [document, own] of [...places].slice(0, mostDocuments)) {
    const locators = [...own];
    const told = (await read?.(document, locators)) ?? [];
    for (const [index, lines] of told.entries()) {
      if (lines.length > 0) passages.set(`${document} ${locators[index]}`, lines);
    }
  }
  return answers.map((answer) => ({
    ...answer,
    events: answer.events.map((event) => ({
      ...event,
      passage: passages.get(`${event.document} ${event.locator}`) ?? null,
    })),
  }));
}
