import { comparing, hedges } from './figures.ts';
import { rowsOf, source } from './rule-table.ts';

/** A form in which a sentence tells a figure of something, whatever that is. */
interface Frame {
  readonly name: string;
  readonly told: RegExp;
}

const gap = '[^{}.;:()]{0,70}?';
const when = String.raw`\s*,? (?:in|at|for|by|as at|to|during) (?:the end of )?`;
const only = `(?:(?:only|just|now|currently|high|low|very|good|still|too|${hedges}|an? (?:annual )?(?:average|rate|level) (?:period )?of|a low base of) )*`;

/**
 * What stands in the forms: `F` the figure, `N` and `P` a count with its share, `M` the whole that it is a part of, `B` an earlier value
 * with its date `E`, `D` the figure's date, `Q` words that say how many, `W` a limit of time; `X` whom it is told of, `Y` what is told
 * of them, `Z` what is counted where it is of nobody, `S` any of these, `R` what is left over.
 */
const parts: Readonly<Record<string, string>> = {
  F: String.raw`(?<f>\{[PNLQ]\d+\})`,
  P: String.raw`(?<f>\{P\d+\})`,
  Q: String.raw`(?<f>\{Q\d+\})`,
  W: String.raw`(?<f>\{W\d+\})`,
  N: String.raw`(?<n>\{N\d+\})`,
  M: String.raw`(?<m>\{N\d+\})`,
  B: String.raw`(?<b>\{[PNLQ]\d+\})`,
  D: String.raw`(?:${when}(?<d>\{D\d+\}))?`,
  E: String.raw`(?:${when}(?<e>\{D\d+\}))`,
  X: String.raw`\{X\}`,
  Y: String.raw`\{Y\}`,
  Z: String.raw`\{Z\}`,
  R: String.raw`\{R\}`,
  S: String.raw`(?:\{X\}${gap}\{Y\}|\{Y\}${gap}\{X\}|\{Z\})`,
  SHARE: String.raw`(?:\s*\(${only}(?<f>\{P\d+\})\))?`,
  GAP: gap,
  // as the gap, with dates in it
  DATED: String.raw`(?:(?! (?:minority|further|another|keeps?|with a further) )(?:[^{}.;:()]|\{D\d+\})){0,60}?`,
  THE: `(?:(?:the|its|their|all|these|those|our|current) )*`,
  ONLY: only,
  IS: String.raw`\b(?:is|are|was|were|be|been|at|of|to|stood|stands|with|being) `,
  // told of those alone, and not of what else they do
  END: String.raw`(?!\s*,?\s*(?:are|were|is|have|had|attend|live)\b)`,
};

/** The first that fits is meant: those that tell most stand first. */
const forms = String.raw`
part of a whole | \bof <THE><M> (?:in )?<X>,?\s*<ONLY><N><SHARE><GAP><Y><END>
part of a whole | <N> (?:out )?of <THE><M> <X>\s*\(<ONLY><P>\)<GAP><Y><END>
part of a whole | <N><SHARE> (?:out )?of <THE><M> <X><GAP><Y><END>
part of a whole | <Y><GAP><N><SHARE> (?:out )?of <THE><M> <X><END>
part of a whole | <S><GAP><IS><ONLY><N> out of <THE><M><SHARE>
from one value to another | <S>[^{}.;:]{0,70}?\bfrom <ONLY><B><E>?\s*,? to <ONLY><F><D>
share of those | <P>\)? of <THE><X><GAP><Y><END>
share of those | <P> of <THE><Z>
share of those | <Y><GAP>\(?<ONLY><P>\)? of <THE><X><END>
in brackets | <N> <X> \(<ONLY><P>\),?<GAP><Y>
in brackets | <X> \(<ONLY><P>(?:[^(){}]|\{D\d+\}){0,60}\)<GAP><Y>
in brackets | <S>\s*\(<ONLY><F>
at a value | \bat <ONLY><F>,?<DATED><S>
each of two | <Y>[^.;]{0,70}?<P> (?:for|among) <THE><X>
each of two | <P> (?:for|among) <THE><Z>
counted | <N><SHARE> (?:of (?:these |those )?|\w+ )?(?:<X><GAP><Y>|<Z>)
counted | \bof <X>, <ONLY><N><SHARE> (?:are|were|is|was|have|had) (?:\w+ ){0,2}?<Y>
within a time | <S><GAP>\bwithin <W>
the rest | <R> \(?<ONLY><P>
measured | <S><DATED><IS><ONLY><F>(?! of (?:(?:the|its|all) )?(?:children|young|looked|pupils|care)\b)
all or hardly any | <Q> (?:of )?<THE><X><GAP><Y>
all or hardly any | <Y><GAP><Q> (?:of )?<THE>(?:\{N\d+\} )?<X>
in words | <S>[^{}.;:(),]{0,40}?,? (?:is|are|was|were|has|have|with performance) (?:now |also |been |much |well )*(?<w>${comparing})\b
`;

/** What follows on a value that was told. */
const earlier = String.raw`
than before | \bcompared (?:with|to) <ONLY><B> of (?:[^{}.;]|<X>){0,40}?<E>
than before | \bcompared (?:with|to) <ONLY><B><E>?
than before | \bwhen (?:it|this|that|there|the \w+) (?:was|were|stood at) <ONLY><B>
than before | \b(?:up|down|increase|decrease|reduction|rise|fall|decline|improvement|improved|increased|reduced|risen|fallen) (?:\w+ ){0,3}?from <ONLY><B><E>?
`;

const framesOf = (table: string): readonly Frame[] =>
  rowsOf(table).map(([name = '', form = '']) => ({
    name,
    told: new RegExp(source(form, parts), 'i'),
  }));

export const frames = framesOf(forms);
const further = framesOf(earlier);

/** What a form tells: its words with the figure in them, those around it, and its marks by their letters in small. */
export interface Told {
  readonly frame: Frame;
  readonly lead: string;
  readonly told: string;
  readonly rest: string;
  /** All up to the first figure. */
  readonly before: string;
  readonly all: string;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

const toldIn = (all: string, some: readonly Frame[]): readonly Told[] =>
  some.flatMap((frame) => {
    const match = frame.told.exec(all);
    if (!match?.groups) return [];
    const { 0: told, index, groups } = match;
    const [lead, rest] = [all.slice(0, index), all.slice(index + told.length)];
    const before = `${lead}${told.slice(0, told.search(/\{[PNLQW]\d/))}`;
    return { frame, lead, told, rest, before, all, groups };
  });

/** The forms that a sentence has, in their order. */
export const formsIn = (spoken: string): readonly Told[] => toldIn(spoken, frames);

/** An earlier value behind that of a form, or in it, with its date where that is said. */
export const earlierIn = ({ groups, rest }: Told): Told['groups'] =>
  groups.b ? groups : (toldIn(rest, further)[0]?.groups ?? {});

/** What is told up to the end of its clause. */
export const inClause = ({ lead, told, rest }: Told): string =>
  `${lead}${told}${/^[^,;:]*/.exec(rest)?.[0]}`;
