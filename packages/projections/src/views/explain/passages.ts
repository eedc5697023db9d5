import type { ExplainedAnswer, PassageLine } from '../../answers/explanation.ts';

/**
 * Reads what a kept document says at a place, with the lines around it; undefined where the document is not kept, or has no such
 * place. Whoever opens a timeline gives one: documents lie beside the log.
 */
export type PassageReader = (
  sha256: string,
  locator: string,
) => Promise<readonly PassageLine[] | undefined>;

/** An explanation is about so many places at the most: whoever asks for all of an answer asks part by part. */
export const mostPassages = 40;

/** Answers with what the documents say of each event, each place read once. */
export async function withPassages(
  answers: readonly ExplainedAnswer[],
  read: PassageReader | undefined,
): Promise<readonly ExplainedAnswer[]> {
  const places = new Map<string, readonly PassageLine[] | null>();
  for (const { document, locator } of answers.flatMap(({ events }) => events)) {
    if (document === null || locator === null || places.size >= mostPassages) continue;
    const place = `${document} ${locator}`;
    if (!places.has(place)) places.set(place, (await read?.(document, locator)) ?? null);
  }
  return answers.map((answer) => ({
    ...answer,
    events: answer.events.map((event) => ({
      ...event,
      passage: places.get(`${event.document} ${event.locator}`) ?? null,
    })),
  }));
}
