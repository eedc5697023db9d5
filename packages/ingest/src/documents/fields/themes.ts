import { topicOf } from './topics.ts';

interface Theme {
  readonly theme: string;
  /** Subject of findings that it is a part of: the codes of both are one list. Absent for what is no single matter. */
  readonly within?: string | undefined;
  readonly label: string;
  readonly told: RegExp;
}

/** The subject of findings that each theme is a part of. */
const subjectOf: Readonly<Record<string, string>> = {
  written_agreements: 'plans',
  visits_before_strategy_meeting: 'strategy_discussions',
  repeat_referrals: 'front_door',
  cse_safeguarding: 'exploitation',
  iro_challenge: 'independent_review',
  police_strategy_meetings: 'strategy_discussions',
  partner_thresholds: 'front_door',
  marac_information: 'domestic_abuse',
  domestic_abuse_response: 'domestic_abuse',
  reflective_supervision: 'supervision',
  management_decisions: 'supervision',
  agency_staffing: 'workforce',
  consent_recording: 'case_records',
  early_help_quality: 'early_help',
  assessment_analysis: 'assessments',
};

/**
 * Themes that are followed from one visit to the next, narrower than the topics of findings. The first that fits is meant, so the
 * narrow stand before the broad. Codes and labels are ours.
 */
export const followedThemes: readonly Theme[] = [
  ['written_agreements', 'Written agreements with parents', /written\s+agreements?/],
  [
    'visits_before_strategy_meeting',
    'Visits to families before strategy meetings',
    /visit\w*\s+(?:to\s+)?(?:children|families)[^.;]{0,40}(?:prior\s+to|before)[^.;]{0,30}strategy|(?:before|prior\s+to)\s+(?:holding\s+)?a?\s*strategy\s+meeting/,
  ],
  ['repeat_referrals', 'Repeat referrals', /\b(?:repeat|re-?)\s*(?:referrals?|contacts?)\b/],
  [
    'cse_safeguarding',
    'Safeguarding of children at risk of sexual exploitation',
    /sexual(?:ly)?\s+exploit|\bCSE\b/,
  ],
  [
    'iro_challenge',
    'Challenge by independent reviewing officers',
    /\b(?:IROs?|independent\s+reviewing\s+officers?)\b[^.;]{0,80}challeng|challeng[^.;]{0,60}\b(?:IROs?|independent\s+reviewing)/,
  ],
  [
    'police_strategy_meetings',
    'Police at strategy meetings',
    /police[^.;]{0,60}strategy\s+meeting|strategy\s+meetings?[\s\S]{0,250}police/,
  ],
  ['partner_thresholds', "Partners' understanding of thresholds", /thresholds?/],
  [
    'marac_information',
    'Use of risk conference information',
    /\bMARACs?\b|multi-agency\s+risk\s+assessment/,
  ],
  ['domestic_abuse_response', 'Response to domestic abuse', /domestic\s+(?:abuse|violence)/],
  ['reflective_supervision', 'Reflective supervision', /supervision/],
  [
    'management_decisions',
    'Management oversight and decisions',
    /management\s+(?:oversight|decision|grip)/,
  ],
  ['agency_staffing', 'Reliance on agency staff', /agency\s+(?:staff|workers|social)/],
  ['consent_recording', 'Recording of consent', /consent/],
  ['early_help_quality', 'Quality of early help', /early\s+help/],
  [
    'assessment_analysis',
    'Analysis in assessments',
    /chronolog|assessments?\b[^.;]{0,60}(?:analys|quality|risk)/,
  ],
  [
    'general_recurring',
    'Several themes that recur',
    /recurring\s+themes|(?:a\s+)?number\s+of\s+areas|areas\s+requiring\s+improvement/,
  ],
].map(([theme, label, told]) => ({
  theme: theme as string,
  within: subjectOf[theme as string],
  label: label as string,
  told: new RegExp((told as RegExp).source, 'i'),
}));

export interface ThemeFound {
  readonly theme: string;
  readonly label: string;
  /** True where it is only a topic of findings, none of the themes. */
  readonly broad: boolean;
}

/** The theme that a sentence speaks of; a broader topic of findings where it is none of these; undefined where it names no matter. */
export function themeOf(text: string): ThemeFound | undefined {
  const found = followedThemes.find(({ told }) => told.test(text));
  if (found) return { theme: found.theme, label: found.label, broad: false };
  // the visits that raised it are not the matter
  const rest = text.replace(
    /\b(?:monitoring|focus+ed)\s+visits?\b|\binspect\w*|\bidentified\b/gi,
    ' ',
  );
  const { topic, theme } = topicOf(rest);
  const broad = [
    'social_work_practice',
    'visits',
    'risk',
    'governance',
    'plans',
    'performance_management',
  ];
  return theme && !broad.includes(theme) ? { theme, label: topic, broad: true } : undefined;
}
