import type { Section } from '../../statements.ts';
import { momentPattern } from '../moments.ts';
import { numberPattern, percentPattern } from '../numbers.ts';
import type { Unit } from './measure.ts';
import { source } from './rule-table.ts';

/**
 * The section on the area that every report under the single inspection framework prints in nearly the same words: lists of
 * children living in the area, protected and looked after, each with its date, and with the date a year before.
 */

/** Which date a value has: that of the line (or of the list), the earlier one of its line, the time of the report ... */
export type When =
  | 'line'
  | 'before'
  | 'published'
  | 'inspection_start'
  | 'twelve_months'
  | 'two_years'
  | 'since_previous';

export interface Gives {
  readonly code: string;
  readonly label: string;
  readonly unit: Unit;
  /** Group of the value. */
  readonly value: string;
  readonly when: When;
  readonly numerator: string | undefined;
  /** A group, or the count of the children looked after that the list is of. */
  readonly denominator: string | undefined;
}

export interface ProfileRule {
  readonly section: Section;
  readonly intro: RegExp | undefined;
  readonly told: RegExp;
  readonly gives: readonly Gives[];
}

const national = String.raw`(?:\s*\((?:the )?national average(?: \([^)]*\))? (?:is|was) (?<national>\d+(?:\.\d+)?\s?%)\))?`;
const schools = (level: string): string =>
  String.raw`\bin (?:nursery and )?${level} schools? (?:is|are|was) (?<p><P>)${national}`;
const rate = String.raw`\((?:a )?rate of (?<r><N>) per 10,000[^)]*\)`;
/** What was so a year before, in the sentence that follows. */
const then = (more = ''): string =>
  String.raw`(?:<W>*?\. this is (?:an? )?(?:\w+ )?(?:increase|decrease|reduction|rise|fall|similar|the same|unchanged|lower|higher|more|fewer)\s*(?:from|to|as|than)? (?:the )?(?<n2><N>)${more}<W>*?\bat (?<d2><D>))?`;
const rateThen = then(String.raw`(?:\s*\((?:a )?(?:rate of )?(?<r2><N>) per 10,000[^)]*\))?`);
const placed = (where: string): string =>
  String.raw`(?<n><N>)\s*(?:\(\s*(?:or )?<P>\s*\)\s*)?(?:children )?(?:lives?|living) ${where}[\d\u00b9\u00b2\u00b3]?(?:\s*,?\s*(?:of )?whom (?:(?<p><P>)|(?<m><N>)(?:\s*\((?<q><P>)\))?) lives? out(?:side)?(?: of)? the (?:local )?authority area)?`;
const left = `(?<n><N>) children and young people (?:have )?ceased to be looked after and`;

/**
 * One line each: section | words | what stands above the list; indented below it what they give: code | label | groups of values | when |
 * the part, and of what. A group of shares is called `p`, one of rates `r`, any other counts; one of the year before ends in 2. A blank
 * stands for any; N is a number, P a percentage, D a date, W anything within the sentence.
 */
const lines = String.raw`
living_here | (?<n><N>) (?:children and young people|children) under the age of 18(?: years)? live
  child_population | Children under 18 | n | published
living_here | this is (?:approximately )?(?<p><P>) of the total population
  child_population_share | Children under 18 in the population | p | published
living_here | (?<p><P>) of the local authority['\u2019]?s children (?:aged under 16(?: years)? )?(?:are )?living in (?:poverty|low[\s-]income)
  children_low_income | Children in poverty or families with low income | p | published
living_here | ${schools('primary')} | free school meals
  free_school_meals_primary | Entitled to free school meals, primary schools | p | published
living_here | ${schools('primary')} | english as an additional language
  english_additional_language_primary | English as an additional language, primary schools | p | published
living_here | ${schools('secondary')} | free school meals
  free_school_meals_secondary | Entitled to free school meals, secondary schools | p | published
living_here | ${schools('secondary')} | english as an additional language
  english_additional_language_secondary | English as an additional language, secondary schools | p | published
living_here | minority ethnic groups account for (?:approximately )?(?<p><P>) of all children living in the area,?(?: compared (?:with|to) (?<national><P>) in the country)?
  minority_ethnic_children | Children of minority ethnic groups | p | published
previous_inspections | the (?:local authority|council) operates (?<n><N>) (?:registered )?children['\u2019]?s homes?\b
  council_childrens_homes | The authority's own children's homes | n | published
child_protection | (?<n><N>) children (?:\([^)]*\) )?(?:and young people )?had been identified through assessment${then()}
  children_in_need | Children in need | n n2 | line
child_protection | (?<n><N>) children(?: and young people)? were the subjects? of a child protection plan(?:\s*${rate})?${rateThen}
  child_protection_plans | Children with a protection plan | n n2 | line
  child_protection_plan_rate | Children with a protection plan per 10,000 | r r2 | line
child_protection | (?<n><N>) child(?:ren)? (?:were living|lived|was living) in a?\s*privately arranged foster(?:ing)? placements?${then()}
  private_fostering | Children privately fostered | n n2 | line
child_protection | in the two years before (?:the )?inspection,? (?:there (?:have|had) been )?(?<n><N>) serious incident notifications?
  serious_incident_notifications | Serious incidents notified | n | two_years
child_protection | in the two years before (?:the )?inspection,? <W>*?(?<n><N>) serious case reviews? (?:have|has|had) been completed(?! or\b)
  serious_case_reviews_completed | Serious case reviews completed | n | two_years
child_protection | since the last inspection,? (?:there (?:have|had) been )?(?<n><N>) serious incident notifications?
  serious_incident_notifications | Serious incidents notified | n | since_previous
child_protection | (?:there (?:was|were)|^)\s*(?<n><N>) serious case reviews? (?:was |were )?ongoing
  serious_case_reviews_ongoing | Serious case reviews under way | n | inspection_start
looked_after | (?<n><N>) children(?: and young people)? (?:\([^)]*\) )?(?:are|were) being looked after(?:<W>*?${rate})?${rateThen}
  looked_after_children | Children looked after | n n2 | line
  looked_after_rate | Children looked after per 10,000 | r r2 | line
looked_after | (?<!whom )(?<n><N>)\s*(?:children )?(?:\(\s*(?:or )?(?<p><P>)\s*\)\s*)?live outside (?:of )?the (?:local )?authority area
  looked_after_outside_area | Looked after, living outside the area | p | line | n of looked_after
looked_after | ${placed(String.raw`in (?:an? )?residential children['\u2019]?s homes`)}
  looked_after_residential_homes | Looked after, in or with children's homes | n | line
  residential_homes_outside_area | Of those in or with children's homes, outside the area | p m | line | of n
looked_after | ${placed('in (?:an? )?residential special schools')}
  looked_after_residential_schools | Looked after, in or with residential special schools | n | line
  residential_schools_outside_area | Of those in or with residential special schools, outside the area | p m | line | of n
looked_after | ${placed('with (?:an? )?foster families')}
  looked_after_foster_families | Looked after, in or with foster families | n | line
  foster_families_outside_area | Of those in or with foster families, outside the area | p m | line | of n
looked_after | ${placed('with (?:an? )?parents')}
  looked_after_with_parents | Looked after, in or with parents | n | line
  with_parents_outside_area | Of those in or with parents, outside the area | p m | line | of n
looked_after | (?<n><N>) (?:child(?:ren)? )?(?:are|is) (?:an )?unaccompanied
  unaccompanied_asylum_seekers | Unaccompanied children seeking asylum | n | line
looked_after | there (?:have|has) been (?<n><N>) adoptions? | last 12 months|last year
  adoptions | Adoptions in twelve months | n | twelve_months
looked_after | (?<n><N>) child(?:ren)? (?:became|have become) (?:the )?subjects? of (?:a )?special guardianship | last 12 months|last year
  special_guardianship_orders | Special guardianship orders in twelve months | n | twelve_months
looked_after | ^\s*(?<n><N>) children (?:have )?ceased to be looked after,?(?: of whom (?<p><P>)(?:\s*\([^)]*\))? subsequently)? | last 12 months|last year
  ceased_looked_after | Ceased to be looked after in twelve months | n | twelve_months
  returned_to_care | Of those who left care, looked after again | p | twelve_months | of n
looked_after | ${left} (?:have )?moved on to independent | last 12 months|last year
  moved_to_independence | Left care for independent living in twelve months | n | twelve_months
looked_after | ${left} (?:are )?(?:now )?living in houses | last 12 months|last year
  houses_in_multiple_occupation | Left care for houses in multiple occupation in twelve months | n | twelve_months
`;

const letters: Readonly<Record<string, string>> = {
  N: numberPattern,
  P: percentPattern,
  D: momentPattern,
  W: String.raw`(?:[^.;]|\.\d)`,
};

const pattern = (words: string): RegExp => new RegExp(source(words, letters), 'i');

const units: Readonly<Record<string, Unit>> = { p: 'percent', r: 'per_10000' };

function givesOf(line: string): readonly Gives[] {
  const [code = '', label = '', groups = '', when = '', of = ''] = line.trim().split(' | ');
  const [part, whole] = of.split(/\s*of\s+/);
  return groups.split(' ').map((value) => ({
    code,
    label,
    unit: units[value.charAt(0)] ?? 'count',
    value,
    when: value.endsWith('2') ? 'before' : (when as When),
    // a rate is printed beside the count that it is of
    numerator: part || (value.startsWith('r') ? value.replace('r', 'n') : undefined),
    denominator: whole,
  }));
}

export const profileRules: readonly ProfileRule[] = lines
  .trim()
  .split(/\n(?! )/)
  .map((rule) => {
    const [head = '', ...below] = rule.split('\n');
    const [section = '', words = '', intro] = head.split(' | ');
    return {
      section: section as Section,
      intro: intro ? pattern(intro) : undefined,
      told: pattern(words),
      // what was so a year before stands behind what is so
      gives: below.flatMap(givesOf).sort((a, b) => a.value.length - b.value.length),
    };
  });
