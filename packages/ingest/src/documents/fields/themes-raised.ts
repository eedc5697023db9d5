import type { FactRead, Read } from '../reading.ts';
import { type Block, placesOf, statementsOf } from '../statements.ts';
import type { FactContext } from './fact-context.ts';
import { themeOf } from './themes.ts';

/** What a visit finds wanting, in the words of its letters. */
const wanting =
  /\bnot\s+(?:yet\s+)?(?:always|consistent(?:ly)?|sufficiently|used|coherent|coordinated|clear|good\s+enough)\b|\btoo\s+(?:high|few|many|long|often)\b|\binconsisten(?:t|cy)\b|\blacks?\b|\bno\s+clear\b|\brelian(?:t|ce)\s+on\b|\bdid\s+not\s+consistently\b|\bremains?\s+(?:weak|poor|inconsistent)\b/i;

/**
 * What a monitoring visit raises: matters of our list that a sentence of its letter finds wanting, once each, on the last day of the
 * visit. Only matters that are named outright are taken; the theme and its label are ours.
 */
export function readThemesRaised(
  blocks: readonly Block[],
  { days, of }: FactContext,
): readonly Read<FactRead>[] {
  if (!days || !of || of.visitKind !== 'monitoring') return [];
  const found = new Map<string, Read<FactRead>>();
  let before = { text: '', block: undefined as Block | undefined };
  for (const statement of statementsOf(blocks)) {
    const lead = before.block === statement.block ? before.text : '';
    before = { text: statement.text, block: statement.block };
    if (!wanting.test(statement.text)) continue;
    const own = themeOf(statement.text);
    const theme = own && !own.broad ? own : themeOf(`${lead} ${statement.text}`);
    if (!theme || theme.broad) continue;
    const there = found.get(theme.theme);
    const locators = [...(there?.locators ?? []), ...placesOf(statement)];
    const value: FactRead = {
      type: 'ThemeRaised',
      occurred: { precision: 'day', from: days.to ?? days.from },
      data: { theme: theme.theme, topic: theme.label, at: of },
    };
    found.set(theme.theme, { value, locators, confidence: 'medium' });
  }
  return [...found.values()];
}
