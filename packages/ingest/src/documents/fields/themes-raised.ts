import type { PartialDate } from '@monitoring-timeline/core';
import type { FactRead, Read } from '../reading.ts';
import type { Block } from '../statements.ts';
import type { FactContext } from './fact-context.ts';
import { type MatterTold, mattersTold } from './matters-told.ts';
import { isDenied, isOver } from './not-so.ts';

/** What a visit finds wanting, in the words of its letters. */
const wanting =
  /\bnot\s+(?:yet\s+)?(?:always|consistent(?:ly)?|sufficiently|used|coherent|coordinated|clear|good\s+enough)\b|\btoo\s+(?:high|few|many|long|often)\b|\binconsisten(?:t|cy)\b|\blacks?\b|\bno\s+clear\b|\brelian(?:t|ce)\s+on\b|\bdid\s+not\s+consistently\b|\bremains?\s+(?:weak|poor|inconsistent)\b/i;

/** What a visit finds better than before, in the words of its letters. */
const strengthened =
  /\b(?:has|have)\s+(?:(?:been|also|now)\s+)*(?:(?!not\b)\w+ly\s+)?(?:strengthened|improved)\b/i;

/** True where a sentence finds something wanting that is so still. */
function findsWanting(text: string): boolean {
  const match = wanting.exec(text);
  return match !== null && !/\bno\s+longer\b/i.test(text) && !isOver(text.slice(0, match.index));
}

const shortly = 20;
/** What is better only in part, or as somebody hopes or says. */
const inPart =
  /\b(?:little|few|limited|only|barely|hardly|scarcely|marginally|slightly|hop(?:ed?|ing)|told|says?|believes?|once|neither|could)\b/i;

/** True where a sentence finds something better without denying it or taking it back. */
function findsBetter(text: string): boolean {
  const match = strengthened.exec(text);
  if (!match || wanting.test(text)) return false;
  const said = text.slice(0, match.index + match[0].length);
  const after = text.slice(said.length, said.length + shortly);
  return !isDenied(said) && !inPart.test(said) && !inPart.test(after);
}
export interface ThemesRaised {
  readonly facts: readonly Read<FactRead>[];
  /** The rules that match, whether or not a claim comes of it. */
  readonly matched: readonly string[];
}

/**
 * What a monitoring visit raises: matters of our list that a sentence of its letter finds wanting, or strengthened, once each, on the last
 * day of the visit. Only matters that are named outright are taken; the theme and its label are ours. Other reports and letters say so
 * in the same words, but follow up no inspection.
 */
export function readThemesRaised(
  blocks: readonly Block[],
  { days, of }: FactContext,
): ThemesRaised {
  const raised = mattersTold(blocks, findsWanting);
  const better = mattersTold(blocks, findsBetter);
  const rulesOf = (form: string, { theme }: MatterTold) => [`form ${form}`, `theme ${theme}`];
  const matched = [
    ...raised.flatMap((matter) => rulesOf('wanting', matter)),
    ...better.flatMap((matter) => rulesOf('strengthened', matter)),
  ];
  if (!days || of?.visitKind !== 'monitoring') {
    return { facts: [], matched: [...new Set(matched)] };
  }
  const occurred: PartialDate = { precision: 'day', from: days.to ?? days.from };
  const facts = [
    ...raised.map(
      (matter): Read<FactRead> => ({
        value: {
          type: 'ThemeRaised',
          occurred,
          data: { theme: matter.theme, topic: matter.label, at: of },
        },
        locators: matter.locators,
        confidence: 'medium',
        rules: rulesOf('wanting', matter),
      }),
    ),
    ...better.map(
      (matter): Read<FactRead> => ({
        value: {
          type: 'ContextNoted',
          occurred,
          data: { kind: 'practice', topic: `Strengthened: ${matter.label}` },
        },
        locators: matter.locators,
        confidence: 'medium',
        rules: rulesOf('strengthened', matter),
      }),
    ),
  ];
  return { facts, matched: [...new Set(matched)] };
}
