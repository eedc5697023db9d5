import type { Found } from '../flow.ts';
import type { InspectorRead, Read } from '../reading.ts';
import { type Letter, openingLength } from './letter.ts';
import { nameIn } from './people.ts';

const inspector = String.raw`h(?:er|is)\s+majesty['\u2019]?s['\u2019]?\s+inspectors?`;

/** How the opening of a letter introduces those who came. What follows, up to the end of the sentence, is the list. */
const introductions: readonly RegExp[] = [
  new RegExp(
    String.raw`(?:${inspector}|\binspectors?)\s*,?\s+(?:(?:for|on|at)\s+this\s+(?:monitoring\s+|focused\s+)?(?:visit|inspection)\s+|who\s+\w+\s+[^.]{0,60}?)?(?:were|was)\s*:?\s+([\s\S]{3,420}?)(?:\.(?=\s|$)|(?=\n(?:inspectors\s+(?:looked|considered|evaluated|reviewed|assessed|focused)|this\s+(?:visit|letter)|the\s+visit)\b))`,
    'i',
  ),
  /\b(?:carried\s+out|conducted|undertaken|completed|led)\s+by\s*:?\s+(?!inspectors\s+from)([\s\S]{3,420}?)(?:\.(?=\s|$)|(?=\n(?:inspectors\s+(?:looked|considered|evaluated|reviewed|assessed|focused)|this\s+(?:visit|letter)|the\s+visit)\b))/i,
];

/** Styles of office among the names; what is left are names, "and" and commas. */
const style = new RegExp(
  String.raw`(?:,\s*)?(?:\b(?:both|all|two|three|four|five|six)\b\s+(?:of\s+)?)?(?:whom\s+are\s+)?(?:\bsenior\s+)?(?:${inspector}|\bhmis?\b|\bofsted\s+inspectors?\b|\bsocial\s+care\s+regulatory\s+inspectors?\b|\bregulatory\s+inspection\s+managers?\b)(?:\s*\(hmi\))?(?:\s*\(?designate\)?)?(?:,?\s+(?:social\s+care|schools|further\s+education\s+and\s+skills)\b)?`,
  'gi',
);
const marked = /\b(lead|team|deputy\s+lead)\s+inspectors?\b/gi;

interface Named {
  readonly name: string;
  readonly role: InspectorRead['role'] | undefined;
}

function namesIn(list: string): readonly Named[] {
  let role: Named['role'];
  return list
    .replace(/-\n/g, '-')
    .replace(/\s+/g, ' ')
    .replace(style, ' ; ')
    .replace(marked, (_all, word: string) => ` ;#${word.toLowerCase().split(' ')[0]}; `)
    .split(/[;,]|\band\b|\bof\s+whom\b/)
    .flatMap((piece): readonly Named[] => {
      const part = piece.trim();
      if (part.startsWith('#')) {
        role = part === '#lead' ? 'lead' : part === '#deputy' ? 'deputy' : 'team';
        return [];
      }
      const name = nameIn(part);
      return name &&
        /^\p{Lu}/u.test(name) &&
        !/\b(?:of|from|the|inspectors?|majesty['\u2019]?s?)\b/i.test(name)
        ? [{ name, role }]
        : [];
    });
}

const closings: readonly RegExp[] = [
  /\byours?\s+(?:sincerely|faithfully|truly)\b,?[ \t]*\n([^\n]+)/i,
  // some letters close without it: a name alone, and the style of office alone under it
  new RegExp(String.raw`\n([^\n,.]{4,50})\n(?:senior\s+)?(?:${inspector}|hmi)[ \t]*(?=\n|$)`, 'i'),
];

/** The name under "Yours sincerely": who leads a visit signs its letter. */
function signature(letter: Letter): { readonly name: string; readonly found: Found } | undefined {
  for (const closing of closings) {
    for (const found of [...letter.body.findAll(closing)].reverse()) {
      const name = nameIn((found.groups[0] ?? '').replace(style, ''));
      if (name) return { name, found };
    }
  }
  return undefined;
}

const same = (a: string, b: string): boolean =>
  a.toLowerCase().split(' ').at(-1) === b.toLowerCase().split(' ').at(-1);

/**
 * Who came on a visit, as the opening of its letter names them, and who led it: told as such, or who signed the letter.
 */
export function readVisitInspectors(letter: Letter): readonly Read<InspectorRead>[] {
  const { body } = letter;
  let listed: readonly Named[] = [];
  let found: Found | undefined;
  for (const pattern of introductions) {
    const match = body.find(pattern);
    if (!match || match.index > openingLength) continue;
    // folding has closed the breaks of lines; a name broken at its hyphen is read from the text itself
    const raw = new RegExp(pattern.source, 'iy');
    raw.lastIndex = match.index;
    const names = namesIn(raw.exec(body.text)?.[1] ?? '');
    if (names.length === 0) continue;
    [listed, found] = [names, match];
    break;
  }
  const signer = signature(letter);
  const toldLead = listed.find(({ role }) => role === 'lead');
  const signed = signer ? listed.find(({ name }) => same(name, signer.name)) : undefined;
  const lead = toldLead ?? signed;
  const read = listed.map(({ name, role }): Read<InspectorRead> => {
    const leads = name === lead?.name;
    return {
      value: { name, role: leads ? 'lead' : (role ?? 'team') },
      locators: leads && signer && !toldLead ? signer.found.locators : (found?.locators ?? []),
      confidence: 'high',
      note: leads && !toldLead ? 'signed the letter' : undefined,
    };
  });
  if (lead || !signer) return read;
  return [
    {
      value: { name: signer.name, role: 'lead' },
      locators: signer.found.locators,
      confidence: 'medium',
      note: 'signed the letter, and is not among those named in its opening',
    },
    ...read,
  ];
}
