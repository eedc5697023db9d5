import type { PartialDate } from '@monitoring-timeline/core';
import type { Locator } from '../model.ts';
import type { FactRead, Read } from '../reading.ts';
import { type Block, placesOf, statementsOf } from '../statements.ts';
import type { FactContext } from './fact-context.ts';
import { themeOf } from './themes.ts';

/** What a visit finds wanting, in the words of its letters. */
const wanting =
  /\bnot\s+(?:yet\s+)?(?:always|consistent(?:ly)?|sufficiently|used|coherent|coordinated|clear|good\s+enough)\b|\btoo\s+(?:high|few|many|long|often)\b|\binconsisten(?:t|cy)\b|\blacks?\b|\bno\s+clear\b|\brelian(?:t|ce)\s+on\b|\bdid\s+not\s+consistently\b|\bremains?\s+(?:weak|poor|inconsistent)\b/i;

/** Matters of our list that a sentence of a letter finds wanting, each with its places. */
function wantingIn(blocks: readonly Block[]) {
  const found = new Map<
    string,
    { readonly label: string; readonly locators: readonly Locator[] }
  >();
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
    found.set(theme.theme, { label: theme.label, locators });
  }
  return found;
}

export interface ThemesRaised {
  readonly facts: readonly Read<FactRead>[];
  /** The rules that match, whether or not a claim comes of it. */
  readonly matched: readonly string[];
}

/**
 * What a monitoring visit raises: matters of our list that a sentence of its letter finds wanting, once each, on the last day of the
 * visit. Only matters that are named outright are taken; the theme and its label are ours. Other reports and letters find things wanting in
 * the same words, but follow up no inspection.
 */
export function readThemesRaised(
  blocks: readonly Block[],
  { days, of }: FactContext,
): ThemesRaised {
  const found = [...wantingIn(blocks)];
  const rulesOf = (theme: string) => ['form wanting', `theme ${theme}`];
  const matched = [...new Set(found.flatMap(([theme]) => rulesOf(theme)))];
  if (!days || of?.visitKind !== 'monitoring') return { facts: [], matched };
  const occurred: PartialDate = { precision: 'day', from: days.to ?? days.from };
  const facts = found.map(
    ([theme, { label, locators }]): Read<FactRead> => ({
      value: { type: 'ThemeRaised', occurred, data: { theme, topic: label, at: of } },
      locators,
      confidence: 'medium',
      rules: rulesOf(theme),
    }),
  );
  return { facts, matched };
}
