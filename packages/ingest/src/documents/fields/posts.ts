import type { LeadershipRole, PostStatus } from '@monitoring-timeline/core';
import type { Block } from '../statements.ts';

/** A post as running text names it. */
export interface Post {
  readonly role: LeadershipRole;
  readonly status?: PostStatus | undefined;
  readonly organisation?: string | undefined;
}

const company = /\b(?:trust|together|first|company|ltd|limited|community\s+interest)\b/i;

const explained = new WeakMap<readonly Block[], ReadonlyMap<string, string>>();

/** Short names that a document explains, such as "Together for Children (TfC)", by their letters. */
export function shortNames(blocks: readonly Block[]): ReadonlyMap<string, string> {
  const there = explained.get(blocks);
  if (there) return there;
  const names = new Map<string, string>();
  explained.set(blocks, names);
  const pattern =
    /['\u2018\u201c]?(?<!\w['\u2019]?)((?:[A-Z][\w\u2019']*)(?:\s+(?:for|of|and|the|with|[A-Z][\w\u2019']*)){1,6})['\u2019\u201d]?\s+\(([A-Z][A-Za-z]{1,7})\)/g;
  for (const { text } of blocks) {
    if (!text.includes('(')) continue;
    for (const [, printed = '', short = ''] of text.matchAll(pattern)) {
      // the words that the letters stand for, from behind: what stands before is no part of the name
      const words = printed.replace(/['\u2019]$/, '').split(/\s+/);
      const from = words.findLastIndex(
        (word, index) =>
          word.startsWith(short[0] ?? '') && words.length - index >= Math.min(short.length, 2),
      );
      if (from >= 0 && !names.has(short)) names.set(short, words.slice(from).join(' '));
    }
  }
  return names;
}

/** True where a name is that of a trust or company which delivers services. */
export function deliversServices(name: string): boolean {
  return company.test(name);
}

const posts: readonly (readonly [RegExp, LeadershipRole])[] = [
  [
    /\bchair\s+of\s+(?:the\s+)?(?<org>[\w\u2019' -]*?safeguarding\s+children(?:\u2019s|'s)?\s+board|LSCB)/i,
    'lscb_chair',
  ],
  [/\bLSCB\s+chair\b/i, 'lscb_chair'],
  [/\bdirectors?\s+of\s+adult\b/i, 'adult_services_director'],
  [/\b(?:DCS|directors?\s+of\s+children['\u2019]?s?['\u2019]?\s+services)\b/i, 'dcs'],
  [
    /\bchief\s+executive(?:\s+officer)?\s+of\s+(?:the\s+)?(?<org>[A-Z][\w\u2019']*(?:\s+(?:for|of|and|[A-Z][\w\u2019']*))*)/,
    'chief_executive',
  ],
  [/\bchief\s+executive\b/i, 'chief_executive'],
  [/\blead\s+member\s+for\s+children\b/i, 'lead_member'],
  [/\bleader\s+of\s+the\s+council\b/i, 'leader'],
];

/** The post that a piece of text names; undefined for one that is no post of these, or somebody's deputy. */
export function postIn(text: string, names: ReadonlyMap<string, string>): Post | undefined {
  if (
    /\b(?:assistant|deputy|associate|vice)[\s-]+(?:\w+\s+)?(?:director|chair|chief)/i.test(text)
  ) {
    return undefined;
  }
  const found = posts
    .map(([told, role]) => ({ role, match: told.exec(text) }))
    .filter(({ match }) => match !== null)
    .sort((a, b) => (a.match?.index ?? 0) - (b.match?.index ?? 0))[0];
  if (!found) return undefined;
  const status = /\binterim\b/i.test(text)
    ? 'interim'
    : /\bacting\b/i.test(text)
      ? 'acting'
      : /\bpermanent\b/i.test(text)
        ? 'permanent'
        : undefined;
  const printed = found.match?.groups?.org?.trim();
  const general = !printed || /^(?:LSCB|(?:the\s+)?local\s)/i.test(printed);
  const organisation = !general ? (names.get(printed) ?? printed) : undefined;
  if (found.role === 'chief_executive' && organisation) {
    if (!deliversServices(organisation)) return { role: found.role, status };
    return { role: 'delivery_chief_executive', status, organisation };
  }
  return { role: found.role, status, organisation };
}
