import type { FactRead, Read } from '../reading.ts';
import { type Block, placesOf, statementsOf } from '../statements.ts';
import { type FactContext, onSite } from './fact-context.ts';

/** Posts that lead practice under the director. */
const post = String.raw`(?:(?:strategic|service|operations)\s+(?:manager|director|lead)|assistant\s+director|head\s+of\s+service|head|virtual\s+(?:school\s+)?head(?:\s*teacher)?|(?:principal|chief)\s+social\s+worker)`;
const ofWhat = String.raw`(?:\s+(?:for|of)\s+(?:(?!(?:is|are|was|were|has|have|had|who|and|to|will|brings?|leads?)\b)[a-z][\w'\u2019-]*(?:\s+|(?=[.,;]))){1,5})?`;
const told = new RegExp(
  String.raw`\b(?:newly|recently)[\s-]+appointed\s+(?<title>${post}\b${ofWhat})`,
  'i',
);
/** A post that is told of another authority, or that is only sought, is not seen. */
const notSo = /\b(?:not|no|neighbouring|another|former)\b/i;

/**
 * Senior posts under the director whose holders a report or letter calls newly appointed: seen in post while inspectors were there. It
 * names no person; directors, chairs and elected members are read by their tenures.
 */
export function readAppointedLately(
  blocks: readonly Block[],
  context: FactContext,
): readonly Read<FactRead>[] {
  const occurred = onSite(context);
  if (!occurred) return [];
  const found = new Map<string, Read<FactRead>>();
  for (const statement of statementsOf(blocks)) {
    const match = told.exec(statement.text);
    const printed = match?.groups?.title?.replace(/\s+/g, ' ').trim().toLowerCase();
    if (!match || !printed || found.has(printed)) continue;
    if (notSo.test(statement.text.slice(Math.max(0, match.index - 40), match.index))) continue;
    // as whoever records such a post by hand titles it, so that both are one post
    const title = `${printed.replace(/(?<!\b(?:of|for))\s+services?$/, '')}, newly appointed`;
    found.set(printed, {
      value: { type: 'LeadershipObserved', occurred, data: { role: 'other', title } },
      locators: placesOf(statement),
      confidence: 'medium',
      rules: ['tenure newly appointed'],
    });
  }
  return [...found.values()];
}
