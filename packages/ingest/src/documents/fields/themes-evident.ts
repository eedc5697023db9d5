import type { FactRead, Read } from '../reading.ts';
import { type Block, placesOf, type Statement, statementsOf } from '../statements.ts';
import type { FactContext } from './fact-context.ts';
import { readNumber } from './numbers.ts';
import { themeOf } from './themes.ts';

const visits =
  /\b(?:monitoring|focused|focussed)\s+visits?\b|\b(?:previous|earlier|last)\s+(?:monitoring\s+|focus+ed\s+)?visits?\b/i;
const raised =
  /\b(?:rais(?:ed|ing)|identified|highlighted|noted|recurring|found)\b[^.;]{0,140}|\bareas?\s+(?:identified|requiring\s+improvement)\b/i;
/** Who acted on what a visit found is no theme that is still there. */
const praise =
  /\b(?:more\s+effective\s+actions?|has\s+(?:responded|addressed)|have\s+(?:responded|addressed)|good\s+use\s+of|made\s+(?:good|significant)\s+progress|have\s+been\s+(?:addressed|resolved)|timely\s+and\s+(?:thorough|effective)|acted\s+on\s+effectively)\b/i;
const still =
  /\bstill\b|\bcontinu(?:es?|ed|ing)\b|\bremains?\b|\bdespite\b|\blittle\s+(?:evidence|improvement|progress)\b|\bno\s+(?:evidence|corrective)\b|\bnot\s+(?:yet\s+)?(?:translated|led|improved|recogni[sz]e|been\s+addressed)\b|\bweakness(?:es)?\b|\bagain\b|\bnot\s+(?:adequately|effectively|been)\b|\bduring\s+this\s+inspection,\s+inspectors\s+found\b/i;
const anaphora =
  /^\s*(?:this|these|ofsted\s+have|inspectors\s+have|the\s+issue)\b|\braised\s+this\b/i;
const often =
  /\b(?:on\s+)?(?<n>two|three|four|five|\d)\s+(?:separate\s+)?(?:occasions|(?:monitoring\s+|focus+ed\s+)?visits)\b/i;

interface Seen {
  readonly theme: string;
  readonly label: string;
  /** True for a topic of findings that may be meant, and may not. */
  readonly broad: boolean;
  readonly statement: Statement;
  readonly times: number | undefined;
  readonly evident: Statement | undefined;
}

/** What is named in the sentence itself, or, where it only points back, in those before it. */
function matterOf(statements: readonly Statement[], at: number) {
  const own = statements[at];
  if (!own) return undefined;
  const told = anaphora.test(own.text) ? undefined : themeOf(own.text);
  if (told && !told.broad) return told;
  for (let back = at - 1; back >= Math.max(0, at - 4); back -= 1) {
    const earlier = statements[back];
    if (earlier?.block !== own.block) break;
    const found = themeOf(earlier.text);
    // further back, only what is unmistakable is taken for what is meant
    if (found && !found.broad) return found;
  }
  return told ?? themeOf(own.text);
}

function evidentNear(statements: readonly Statement[], at: number): Statement | undefined {
  const own = statements[at];
  for (const near of [at, at + 1, at - 1, at + 2, at - 2]) {
    const statement = statements[near];
    if (statement && statement.block === own?.block && still.test(statement.text)) return statement;
  }
  return undefined;
}

function placed(statement: Statement): string | undefined {
  const { paragraph } = statement.block;
  return paragraph === undefined ? undefined : `paragraph ${paragraph}`;
}

function seenIn(statements: readonly Statement[]): readonly Seen[] {
  const found: Seen[] = [];
  for (const [at, statement] of statements.entries()) {
    const { text } = statement;
    if (!/visit/i.test(text) || !visits.test(text) || !raised.test(text) || praise.test(text))
      continue;
    const matter = matterOf(statements, at);
    if (!matter) continue;
    const printed = often.exec(text)?.groups?.n;
    found.push({
      theme: matter.theme,
      label: matter.label,
      broad: matter.broad,
      statement,
      times: printed ? readNumber(printed) : undefined,
      evident: evidentNear(statements, at),
    });
  }
  return found;
}

const monitoring = { activity: 'visit', visitKind: 'monitoring' };

/**
 * Issues that a report says were raised at earlier visits, and whether it found them again. The inspectorate makes the link itself; the
 * theme and its label are ours. A visit that is not named by its day is only known to lie before the inspection.
 */
export function readThemesEvident(
  blocks: readonly Block[],
  context: FactContext,
): readonly Read<FactRead>[] {
  const { days, of } = context;
  if (!days || of?.activity !== 'inspection') return [];
  const seen = seenIn(
    statementsOf(blocks.filter(({ section }) => section !== 'summary_for_children')),
  );
  const found = new Map<string, Read<FactRead>>();
  const take = (key: string, read: Read<FactRead>): void => {
    const there = found.get(key);
    if (!there) found.set(key, read);
    else found.set(key, { ...there, locators: [...there.locators, ...read.locators] });
  };
  for (const { theme, label, broad, statement, times, evident } of seen) {
    const focused = /focus+ed\s+visit/i.test(statement.text);
    const at = focused ? { activity: 'visit', visitKind: 'focused' } : monitoring;
    const data = { theme, topic: label, at, ...(times && times > 1 ? { times } : {}) };
    const note = broad ? 'the theme is told by its topic alone' : placed(statement);
    const confidence = broad ? 'low' : 'medium';
    take(`raised ${theme}`, {
      value: { type: 'ThemeRaised', occurred: { precision: 'by', from: days.from }, data },
      locators: placesOf(statement),
      confidence,
      note,
      rules: ['form raised at visits', `theme ${theme}`],
    });
    if (!evident) continue;
    take(`evident ${theme}`, {
      value: {
        type: 'ThemeStillEvident',
        occurred: { precision: 'day', from: days.to ?? days.from },
        data: { theme, topic: label, at: of },
      },
      locators: placesOf(evident),
      confidence,
      note,
      rules: ['form still evident', `theme ${theme}`],
    });
  }
  return [...found.values()];
}
