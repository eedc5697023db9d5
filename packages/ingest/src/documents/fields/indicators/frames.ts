import { comparing, hedges } from './figures.ts';
import { rowsOf, source } from './rule-table.ts';

const gap = '[^{}.;:()]{0,70}?';
const when = '\\s*,? (?:in|at|for|by|as at|to|during) (?:the end of )?';
const only = `(?:(?:only|just|now|currently|high|low|very|good|still|too|${hedges}|an? (?:annual )?(?:average|rate|level) (?:period )?of|a low base of) )*`;

/**
 * What stands in the forms: `f` the figure (`p`, where it is a share behind its whole), `n` a count with its share, `m` the whole that it is a part of, `b` an earlier value with its
 * date `e`, `d` the figure's date, all by their marks; `X` whom it is told of, `Y` what is told of them, `Z` what is counted where it is
 * of nobody, `S` any of these, `R` what is left over, `w` words that compare.
 */
const parts: Readonly<Record<string, string>> = {
  D: `(?:${when}{d:D})?`,
  E: `(?:${when}{e:D})`,
  S: `(?:{X}${gap}{Y}|{Y}${gap}{X}|{Z})`,
  SHARE: String.raw`(?:\s*\(${only}{f:P}\))?`,
  LATER: String.raw`(?:\s*\(${only}{p:P}\))?`,
  GAP: gap,
  // as the gap, with dates in it
  DATED: '(?:(?! (?:minority|further|another|keeps?|with a further) )(?:[^{}.;:()]|{D})){0,60}?',
  THE: '(?:(?:the|its|their|all|these|those|our|current) )*',
  ONLY: only,
  IS: String.raw`\b(?:is|are|was|were|be|been|at|of|to|stood|stands|with|being) `,
  // told of those alone, and not of what else they do
  END: String.raw`(?!\s*,?\s*(?:are|were|is|have|had|attend|live|need\w*|of (?:good|high|poor))\b)`,
};

/** The first that fits is meant: those that tell most stand first. */
const forms = String.raw`
part of a whole | \bof <THE>(?:{m:N} )?(?:in )?{X},?\s*<ONLY>{n:N}<SHARE><GAP>{Y}<END>
part of a whole | {n:N}<SHARE> (?:out )?of <THE>{m:N} {X}<LATER><GAP>{Y}<END>
part of a whole | {Y}<GAP>{n:N}<SHARE> (?:out )?of <THE>{m:N} {X}<LATER><END>
part of a whole | <S><GAP><IS><ONLY>{n:N} out of <THE>{m:N}<SHARE>
from one value to another | <S>[^{}.;:]{0,70}?\bfrom <ONLY>{b:PNLQ}<E>?\s*,? to <ONLY>{f:PNLQ}<D>
share of those | (?<!{N} \(){f:P}(?:\)(?: of)?| of) <THE>(?:{m:N} )?(?:{X}<GAP>{Y}<END>|{Z})
share of those | {Y}<GAP>\(?<ONLY>{f:P}\)? of <THE>(?:{m:N} )?{X}<END>
in brackets | (?:{n:N} )?{X} \(<ONLY>{f:P}(?:[^(){}]|{D}){0,60}\),?<GAP>{Y}
in brackets | <S>\s*\(<ONLY>{f:PNLQ}
at a value | \b(?:at|(?:is|has|had|was|with)(?: now)? an?(?= {PNLQ} {Z})) <ONLY>{f:PNLQ},?<DATED><S>
each of two | (?:{Y}[^.;]{0,70}?)?{f:P} (?:for|among) <THE>{XZ}
counted | {n:N}<SHARE> (?:of (?:these |those )?|(?!more |fewer |further |other )\w+ )?(?:{X}<GAP>{Y}|{Z})
within a time | <S><GAP>\bwithin {f:W}
the rest | {R} \(?<ONLY>{f:P}
measured | <S><DATED><IS><ONLY>{f:PNLQ}(?! of (?:(?:the|its|all) )?(?:children|young|looked|pupils|care)\b)
all or hardly any | {f:Q} (?:of )?<THE>{X}<GAP>{Y}
all or hardly any | {Y}<GAP>{f:Q} (?:of )?<THE>(?:{N} )?{X}
in words | <S>[^{}.;:(),]{0,40}?,? (?:is|are|was|were|has|have|with performance) (?:now |also |been |much |well )*(?<w>${comparing})\b
`;

/** What follows on a value that was told. */
const earlier = String.raw`
than before | \bcompared (?:with|to) <ONLY>{b:PNLQ}(?:(?: of (?:[^{}.;]|{X}){0,40}?)?<E>)?
than before | \bwhen (?:it|this|that|there|the \w+) (?:was|were|stood at) <ONLY>{b:PNLQ}
than before | \b(?:up|down|increase|decrease|reduction|rise|fall|decline|improvement|improved|increased|reduced|risen|fallen) (?:\w+ ){0,3}?from <ONLY>{b:PNLQ}<E>?
`;

const framesOf = (table: string) =>
  rowsOf(table).map(([name = '', form = '']) => {
    return { name, told: new RegExp(source(form, parts), 'i') };
  });

export const frames = framesOf(forms);
const further = framesOf(earlier);

/** What a form tells: its words with the figure in them, those around it, and its marks by their letters in small. */
export interface Told {
  readonly frame: (typeof frames)[number];
  /** The lower is the likelier. */
  readonly rank: number;
  readonly lead: string;
  readonly told: string;
  readonly rest: string;
  /** All up to the first figure. */
  readonly before: string;
  readonly all: string;
  /** What is told up to the end of its clause. */
  readonly clause: string;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

/** The forms that a sentence, or some of it, has of these, in their order. */
export const toldIn = (all: string, some: typeof frames): readonly Told[] =>
  some.flatMap((frame, rank) => {
    const match = frame.told.exec(all);
    if (!match?.groups) return [];
    const { 0: told, index } = match;
    const groups = { ...match.groups, f: match.groups.f ?? match.groups.p };
    const [lead, rest] = [all.slice(0, index), all.slice(index + told.length)];
    const before = `${lead}${told.slice(0, told.search(/\{[PNLQW]\d/))}`;
    const clause = `${lead}${told}${/^[^,;:]*/.exec(rest)?.[0]}`;
    return { frame, rank, lead, told, rest, before, all, clause, groups };
  });

/** An earlier value behind that of a form, or in it, with its date where that is said. */
export const earlierIn = ({ groups, rest }: Told): Told['groups'] =>
  groups.b ? groups : (toldIn(rest, further)[0]?.groups ?? {});
