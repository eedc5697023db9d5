import { england, type Framework, frameworks, isFramework } from '@monitoring-timeline/core';
import type { Policy } from '../policy/schema.ts';
import type { Manner, Named } from './manner.ts';
import { WrongCall } from './wrong-call.ts';

/** An authority as written; England is none. @throws WrongCall naming what to ask instead */
export function authorityGiven(text: string, manner: Manner, instead = 'picture'): string {
  if (text.trim().toLowerCase() !== england) return text;
  throw new WrongCall(
    `England is no authority. Ask \`${manner.question(instead)}\`, or name an authority.`,
  );
}

/** One of several words, in any case, with spaces or hyphens. @throws WrongCall naming the parameter and all there are */
export function choiceGiven<T extends string>(
  named: Named,
  text: string,
  choices: readonly T[],
): T {
  const wanted = text.trim().toLowerCase().replaceAll(/[ -]/g, '_');
  const found = choices.find((one) => one.toLowerCase() === wanted);
  if (found !== undefined) return found;
  throw new WrongCall(
    `${named.name}: "${text}" is not one of ${choices.join(', ')}. Write for example ${named.example(choices[0] ?? '')}.`,
    { parameter: named.name, text },
  );
}

/** A framework by its code. @throws WrongCall listing all there are */
export function frameworkGiven(named: Named, text: string): Framework {
  const code = text.toUpperCase().replaceAll(/[ -]/g, '_');
  if (isFramework(code)) return code;
  throw new WrongCall(
    `${named.name}: "${text}" is no framework. Give one of ${frameworks.join(', ')}, for example ${named.example('SIF')}.`,
    { parameter: named.name, text },
  );
}

/** A rule that one of these policies has. @throws WrongCall listing the rules that there are */
export function checkRule(
  named: Named,
  rule: string | undefined,
  policies: readonly Policy[],
): void {
  if (rule === undefined) return;
  const ids = [...new Set(policies.flatMap(({ rules }) => rules.map(({ id }) => id)))].sort();
  if (ids.includes(rule)) return;
  throw new WrongCall(
    `${named.name}: no rule is called "${rule}". Give one of ${ids.join(', ')}.`,
    { parameter: named.name, rule, ids },
  );
}

/** `checkpoint` or `sequence` of a notice, also without leading zeros. @throws WrongCall naming the parameter */
export function noticeGiven(named: Named, text: string): string {
  const [, sequence, mark = ''] = /^(\d{1,12})(~[0-9a-f]{16})?$/.exec(text) ?? [];
  if (sequence !== undefined) return `${sequence.padStart(12, '0')}${mark}`;
  throw new WrongCall(
    `${named.name}: "${text}" is no checkpoint of a notice. Copy the \`checkpoint\` or \`sequence\` of the last one that you have, for example ${named.example('000000000012')}.`,
    { parameter: named.name, text },
  );
}

/** `sequence` of a notice, also without its leading zeros. @throws WrongCall naming the parameter */
export function sequenceGiven(named: Named, text: string): string {
  if (/^\d{1,12}$/.test(text)) return text.padStart(12, '0');
  throw new WrongCall(
    `${named.name}: "${text}" is no sequence of a notice. Copy the \`sequence\` of the last one that you have, for example ${named.example('000000000012')}.`,
    { parameter: named.name, text },
  );
}
