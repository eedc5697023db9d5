/**
 * The forms in which a sentence tells a figure of something, whatever that is. Written over a marked sentence: `F` the figure, `N` and `P`
 * a count with its share, `M` the whole that it is a part of, `B` an earlier value with its date `E`, `D` the figure's date; `X`
 * whom it is told of, `Y` what is told of them, `S` both in either order, or what is counted where it is of nobody, `R` what is left over.
 */
export interface Frame {
  readonly name: string;
  readonly told: RegExp;
}

const gap = '[^{}.;:()]{0,70}?';
/** As the gap, with dates in it. */
const dated = String.raw`(?:(?!\s(?:minority|further|another|keeps?|with\s+a\s+further)\s)(?:[^{}.;:()]|\{D\d+\})){0,60}?`;
const the = String.raw`(?:(?:the|its|their|all|these|those|our|current)\s+)*`;
const only = String.raw`(?:(?:only|just|now|currently|some|high|low|very|good|still|too)\s+|(?:over|under|about|around|nearly|almost|approximately|more\s+than|less\s+than|fewer\s+than|at\s+least|just\s+over|just\s+under|in\s+excess\s+of|an?\s+(?:annual\s+)?(?:average|rate|level)\s+(?:period\s+)?of|a\s+low\s+base\s+of)\s+)*`;
const is = String.raw`\b(?:is|are|was|were|be|been|at|of|to|stood|stands|with|being)\s+`;
const on = String.raw`(?:\s*,?\s+(?:in|at|for|by|as\s+at|to|during)\s+(?:the\s+end\s+of\s+)?`;
const marks: Readonly<Record<string, string>> = {
  F: String.raw`(?<f>\{[PNLQ]\d+\})`,
  P: String.raw`(?<f>\{P\d+\})`,
  N: String.raw`(?<n>\{N\d+\})`,
  M: String.raw`(?<m>\{N\d+\})`,
  B: String.raw`(?<b>\{[PNLQ]\d+\})`,
  D: String.raw`(?<d>\{D\d+\})`,
  E: String.raw`(?<e>\{D\d+\})`,
  X: String.raw`\{X\}`,
  Y: String.raw`\{Y\}`,
  S: String.raw`(?:\{X\}${gap}\{Y\}|\{Y\}${gap}\{X\}|\{Z\})`,
};

const frame = (name: string, ...forms: readonly string[]): readonly Frame[] =>
  forms.map((form) => ({
    name,
    told: new RegExp(
      form.replace(/<([A-Z])>/g, (_, mark: string) => marks[mark] ?? ''),
      'i',
    ),
  }));

const share = String.raw`(?:\s*\(${only}<P>\))?`;

/** The first that fits is meant: those that tell most stand first. */
export const frames: readonly Frame[] = [
  ...frame(
    'part of a whole',
    String.raw`\bof\s+${the}<M>\s+(?:in\s+)?<X>,?\s*${only}<N>${share}${gap}<Y>`,
    String.raw`\bof\s+${the}<M>\s+(?:in\s+)?<X>,?\s*${only}<P>(?:\s*\(<N>\))?${gap}<Y>`,
    String.raw`<N>\s+(?:out\s+)?of\s+${the}<M>\s+<X>\s*\(${only}<P>\)${gap}<Y>`,
    String.raw`<N>${share}\s+(?:out\s+)?of\s+${the}<M>\s+<X>${gap}<Y>`,
    String.raw`<Y>${gap}<N>${share}\s+(?:out\s+)?of\s+${the}<M>\s+<X>`,
    String.raw`<S>[^{}.;:()]{0,70}?${is}${only}<N>\s+out\s+of\s+${the}<M>${share}`,
  ),
  ...frame(
    'from one value to another',
    String.raw`<S>[^{}.;:]{0,70}?\bfrom\s+${only}<B>(?:${on}<E>)?)?\s*,?\s*to\s+${only}<F>(?:${on}<D>)?)?`,
    String.raw`\bfrom\s+${only}<B>(?:${on}<E>)?)?\s*,?\s*to\s+${only}<F>(?:${on}<D>)?)?\s+(?:in|of)\s+${gap}<S>`,
  ),
  ...frame(
    'share of those',
    String.raw`<P>\s+of\s+${the}<X>${gap}<Y>`,
    String.raw`<Y>${gap}<P>\s+of\s+${the}<X>`,
    String.raw`<P>\s+of\s+${the}<Z>`.replace('<Z>', String.raw`\{Z\}`),
  ),
  ...frame(
    'in brackets',
    String.raw`<N>\s+<X>\s+\(${only}<P>\),?${gap}<Y>`,
    String.raw`\(${only}<P>\)\s+of\s+${the}<X>${gap}<Y>`,
    String.raw`<Y>${gap}\(${only}<P>\)\s+of\s+${the}<X>`,
    String.raw`<X>\s+\(${only}<P>(?:[^(){}]|\{D\d+\}){0,60}\)${gap}<Y>`,
    String.raw`<S>\s*\(${only}<F>`,
  ),
  ...frame('at a value', String.raw`\bat\s+${only}<F>,?${dated}<S>`),
  ...frame(
    'each of two',
    String.raw`<Y>[^.;]{0,70}?<P>\s+(?:for|among)\s+${the}<X>`,
    String.raw`<P>\s+(?:for|among)\s+${the}\{Z\}`,
  ),
  ...frame(
    'counted',
    String.raw`<N>${share}\s+(?:of\s+(?:these\s+|those\s+)?|\w+\s+)?(?:<X>${gap}<Y>|\{Z\})`,
    String.raw`\bof\s+<X>,\s+${only}<N>${share}\s+(?:are|were|is|was|have|had)\s+(?:\w+\s+){0,2}?<Y>`,
  ),
  ...frame('within a time', String.raw`<S>${gap}\bwithin\s+(?<f>\{W\d+\})`),
  ...frame('the rest', String.raw`\{R\}\s+\(?${only}<P>`),
  ...frame('measured', `<S>${dated}${is}${only}<F>`),
  ...frame(
    'all or hardly any',
    String.raw`(?<f>\{Q\d+\})\s+(?:of\s+)?${the}<X>${gap}<Y>`,
    String.raw`<Y>${gap}(?<f>\{Q\d+\})\s+(?:of\s+)?${the}(?:\{N\d+\}\s+)?<X>`,
  ),
  ...frame(
    'in words',
    String.raw`<S>[^{}.;:(),]{0,40}?,?\s+(?:is|are|was|were|has|have|with\s+performance)\s+(?:now\s+|also\s+|been\s+|much\s+|well\s+)*(?<w>in\s+line|better|less|lower|higher|above|below|more|(?:reduced|increased)(?!\s+the\b)|fallen|risen|grown)\b`,
  ),
];

/** What follows on a value that was told: an earlier one, or the rest. */
export const further: readonly Frame[] = [
  ...frame(
    'than before',
    String.raw`\bcompared\s+(?:with|to)\s+${only}<B>(?:\s+of\s+(?:[^{}.;]|\{X\}){0,40}?)?${on}<E>)`,
    String.raw`\bcompared\s+(?:with|to)\s+${only}<B>`,
    String.raw`\bfrom\s+<E>,?\s+when\s+(?:it|there)\s+(?:was|were)\s+${only}<B>`,
    String.raw`\bwhen\s+(?:it|this|that|there|the\s+\w+)\s+(?:was|were|stood\s+at)\s+${only}<B>`,
    String.raw`\b(?:up|down|increase|decrease|reduction|rise|fall|decline|improvement|improved|increased|reduced|risen|fallen)\s+(?:\w+\s+){0,3}?from\s+${only}<B>(?:${on}<E>)?)?`,
  ),
];
