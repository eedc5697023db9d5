import type { FactRead, Read } from '../reading.ts';
import { type Block, placesOf, statementsWith } from '../statements.ts';
import { type FactContext, onSite } from './fact-context.ts';
import { isDenied } from './not-so.ts';

/** Posts that lead practice under the director. */
const post = String.raw`(?:(?:strategic|service|operations)\s+(?:manager|director|lead)|assistant\s+director|head\s+of\s+service|head|virtual\s+(?:school\s+)?head(?:\s*teacher)?|(?:principal|chief)\s+social\s+worker)`;
const ofWhat = String.raw`(?:\s+(?:for|of)\s+(?:(?!(?:is|are|was|were|has|have|had|who|and|to|will|brings?|leads?)\b)[a-z][\w'\u2019-]*(?:\s+|(?=[.,;]))){1,5})?`;
const told = new RegExp(
  String.raw`\b(?:newly|recently)[\s-]+appointed\s+(?<title>${post}\b${ofWhat})`,
  'i',
);
const shortly = 40;
/** A post that is told of another authority, or is planned for, is not seen. */
const another = /\b(?:neighbouring|former|another|plans?\s+for)\b/i;
/** Who has left again, has yet to come or works for a partner is not in post here. */
const gone =
  /^[^.;]{0,30}\b(?:(?:has|have|had)\s+(?:\w+\s+)?(?:left|resigned|not)|(?:is|are)\s+(?:awaited|leaving|not)|will|(?:is|are)\s+(?:due|to)\b)|^\s+(?:at|in|of|for|from)\s+(?:an?\s+|the\s+)?(?:\w+\s+)?(?:hospital|NHS|health|police|probation|school)\b/i;
/** Heads of schools and homes lead no service of the authority. */
const ofSchool = /\b(?:of\s+(?:an?|one|the|this)\b|school(?!\s+head))/i;

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
  for (const statement of statementsWith(blocks, /appointed/i)) {
    const match = told.exec(statement.text);
    const printed = match?.groups?.title?.replace(/\s+/g, ' ').trim().toLowerCase();
    if (!match || !printed || found.has(printed)) continue;
    const { text } = statement;
    const before = text.slice(Math.max(0, match.index - shortly), match.index);
    const after = text.slice(match.index + match[0].length);
    if (another.test(before) || isDenied(before) || gone.test(after)) continue;
    if (ofSchool.test(printed) || context.elsewhere?.(text)) continue;
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
