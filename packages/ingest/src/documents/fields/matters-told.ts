import type { Locator } from '../model.ts';
import { type Block, placesOf, statementsOf } from '../statements.ts';
import { type ThemeFound, themeOf } from './themes.ts';

/** A matter of our list, and every place where something is said of it. */
export interface MatterTold {
  readonly theme: string;
  readonly label: string;
  readonly locators: readonly Locator[];
}

/** No point has so many sentences: what goes on for longer is not gone through again from each of them. */
const longestPoint = 50;

const single = (theme: ThemeFound | undefined): ThemeFound | undefined =>
  theme && !theme.broad ? theme : undefined;

/**
 * Matters of our list of which a sentence says something: named in it, in the sentence before, or, in the member of a list, which makes
 * one point, in any before.
 */
export function mattersTold(
  blocks: readonly Block[],
  says: (sentence: string) => boolean,
): readonly MatterTold[] {
  const found = new Map<string, MatterTold>();
  let block: Block | undefined;
  /** The sentences of one point, up to the one in hand. */
  let point: string[] = [];
  for (const statement of statementsOf(blocks)) {
    const { text } = statement;
    if (block !== statement.block) point = [];
    block = statement.block;
    const before = point.at(-1) ?? '';
    point.push(text);
    if (!says(text)) continue;
    const theme =
      single(themeOf(text)) ??
      single(themeOf(`${before} ${text}`)) ??
      (block.bullet ? single(themeOf(point.slice(-longestPoint).join(' '))) : undefined);
    if (!theme) continue;
    const there = found.get(theme.theme)?.locators ?? [];
    const locators = [...there, ...placesOf(statement)];
    found.set(theme.theme, { theme: theme.theme, label: theme.label, locators });
  }
  return [...found.values()];
}
