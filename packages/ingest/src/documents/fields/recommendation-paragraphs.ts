import type { Locator } from '../model.ts';
import type { Read } from '../reading.ts';
import { type Block, placesOf, statementsOf } from '../statements.ts';

/** What a paragraph ends with that gives rise to a recommendation: "(Recommendation)", with its number or without. */
const tag = /\(recommendations?(?:\s+\d{1,2}(?:\s*(?:,|and)\s*\d{1,2})*)?\)/i;

/**
 * Numbers of the paragraphs that say of themselves that a recommendation rests on them, as reports of the single inspection framework
 * do: where to look for the grounds of what is asked for. Which of the recommendations it is they seldom say.
 */
export function readRecommendationParagraphs(
  blocks: readonly Block[],
): Read<readonly number[]> | undefined {
  const numbers = new Set<number>();
  const locators: Locator[] = [];
  for (const statement of statementsOf(blocks)) {
    const { paragraph, section } = statement.block;
    if (paragraph === undefined || section === 'recommendations') continue;
    if (!tag.test(statement.text)) continue;
    if (!numbers.has(paragraph)) locators.push(...placesOf(statement));
    numbers.add(paragraph);
  }
  if (numbers.size === 0) return undefined;
  return { value: [...numbers], locators, confidence: 'high' };
}
