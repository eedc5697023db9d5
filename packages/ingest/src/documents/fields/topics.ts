/** A subject of findings: our code and short label for it, and the words that tell it. */
interface Subject {
  readonly theme: string;
  readonly label: string;
  readonly told: RegExp;
}

/**
 * Subjects of recommendations and improvement points, the narrow before the broad: a finding about supervision of care leavers'
 * advisers is about supervision. Labels are ours; no sentence of a report is kept.
 */
export const findingSubjects: readonly Subject[] = [
  ['private_fostering', 'Private fostering', /private(?:ly)?[\s-]+(?:arranged\s+)?foster/],
  [
    'connected_persons',
    'Placements with connected persons',
    /connected\s+(?:persons?|carers?)|kinship|family\s+and\s+friends\s+carers/,
  ],
  ['legal_advice', 'Legal advice', /legal\s+(?:advice|services|support)/],
  ['edge_of_care', 'Edge of care', /edge\s+of\s+care/],
  [
    'exploitation',
    'Children at risk of exploitation',
    /exploit|\bcse\b|\bgangs?\b|extra-?familial|contextual safeguarding/,
  ],
  [
    'missing_children',
    'Children who go missing',
    /go(?:ing|es)?\s+missing|missing\s+(?:from|episodes|children)|return\s+(?:home\s+)?interview|children\s+missing/,
  ],
  [
    'unaccompanied_children',
    'Unaccompanied children seeking asylum',
    /unaccompanied\s+(?:asylum|children|minors|young)|asylum/,
  ],
  [
    'homelessness',
    'Young people who are homeless',
    /homeless|section\s+20|bed\s+and\s+breakfast|16[\s-]{0,3}(?:and|to|-)[\s-]{0,3}17/,
  ],
  ['domestic_abuse', 'Domestic abuse', /domestic\s+(?:abuse|violence)/],
  ['neglect', 'Neglect', /neglect/],
  ['radicalisation', 'Radicalisation and extremism', /radicalis|extremis/],
  ['disabled_children', 'Disabled children', /disab/],
  [
    'unregistered_placements',
    'Unregistered and unsuitable placements',
    /unregist|unregulat|unsuitable\s+(?:accommodation|placement)/,
  ],
  [
    'designated_officer',
    'Designated officer and allegations',
    /designated\s+officer|\blado\b|allegation/,
  ],
  [
    'strategy_discussions',
    'Strategy discussions and child protection enquiries',
    /strategy\s+(?:meeting|discussion)|section\s+47|child\s+protection\s+enquir/,
  ],
  [
    'front_door',
    'Contacts, referrals and thresholds',
    /front\s+door|referral|\bmash\b|threshold|first\s+contact|contacts?\s+(?:and|are|into)|multi-agency\s+safeguarding\s+hub/,
  ],
  ['early_help', 'Early help', /early\s+help|early\s+intervention|prevent(?:ion|ative)\s+service/],
  [
    'pre_proceedings',
    'Pre-proceedings and court work',
    /pre-?proceedings|public\s+law\s+outline|\bplo\b|\bcourts?\b|care\s+proceedings|letters?\s+before/,
  ],
  ['adoption', 'Adoption', /\badoption|\badopters?\b|\badoptive|\b(?:be|being|for)\s+adopted/],
  [
    'permanence',
    'Permanence planning',
    /permanen|special\s+guardian|life[\s-]+story|foster(?:ing)?[\s-]+to[\s-]+adopt|concurrent/,
  ],
  [
    'sufficiency',
    'Sufficiency and stability of placements',
    /sufficien|placement|foster(?!\s+(?:an?|the|better|greater|good)\b)|suitable\s+homes?|care\s+arrangements|residential|matching/,
  ],
  [
    'care_leavers',
    'Care leavers and pathway plans',
    /care\s+leaver|pathway\s+plan|leaving\s+care|care[\s-]experienced|personal\s+advis|\bpas?\b/,
  ],
  [
    'education',
    'Education of children',
    /educat|school|attainment|attendance|\bneet\b|pupil|virtual\s+school|training\s+(?:and|or)\s+employment|employment/,
  ],
  [
    'health',
    'Health and emotional well-being',
    /mental\s+health|emotional|health|dental|\bcamhs\b|therap|substance/,
  ],
  ['advocacy', 'Advocacy and independent visitors', /advoca|independent\s+visit/],
  [
    'voice_of_child',
    'Views and participation of children',
    /\bviews?\s+of|voice|participat|wishes|children\s+in\s+care\s+council|listen|lived\s+experience/,
  ],
  ['identity', 'Identity, equality and diversity', /identit|divers|equalit|ethnic|cultur/],
  [
    'supervision',
    'Supervision and management oversight',
    /supervis|management\s+(?:oversight|grip|decision)|managers?[\u2019']?\s+oversight|oversight|reflective/,
  ],
  ['workloads', 'Caseloads', /caseload|workload/],
  [
    'workforce',
    'Recruitment, retention and training',
    /recruit|retention|retain|workforce|staff(?:ing)?|turnover|training|vacanc|capacity/,
  ],
  [
    'independent_review',
    'Independent reviewing and conference chairs',
    /independent\s+review|\biros?\b|conference\s+chair|child\s+protection\s+(?:chair|coordinat|conference)|conference|looked\s+after\s+(?:children[\u2019']?s?\s+)?review/,
  ],
  [
    'quality_assurance',
    'Quality assurance and audit',
    /\baudit|quality\s+assurance|learning\s+from/,
  ],
  [
    'performance_management',
    'Performance information',
    /performance|data\b|management\s+information|monitor/,
  ],
  ['complaints', 'Complaints', /complaint/],
  [
    'case_records',
    "Children's records",
    /record|chronolog|case\s+(?:file|summar)|electronic|life\s+stor/,
  ],
  ['assessments', 'Assessments', /assessment|assess\b/],
  ['plans', 'Plans for children', /plans?\b|planning|contingency/],
  ['visits', 'Visits to children', /visit/],
  ['family_time', 'Family time and contact', /family\s+time|contact/],
  ['corporate_parenting', 'Corporate parenting', /corporate\s+parent/],
  ['commissioning', 'Commissioning', /commission/],
  [
    'partnership',
    'Work with partner agencies',
    /partner|multi-?agency|information[\s-]+sharing|share\s+information|police/,
  ],
  [
    'governance',
    'Leadership and governance',
    /governance|scrutin|leader|accountab|strateg|board|lead\s+member|director/,
  ],
  ['risk', 'Recognition of and response to risk', /\brisk|harm|protect|\bsafety\b/],
  [
    'social_work_practice',
    'Social work practice',
    /practice|social\s+work|intervention|service|support|help/,
  ],
].map(([theme, label, told]) => ({
  theme: theme as string,
  label: label as string,
  told: new RegExp((told as RegExp).source, 'i'),
}));

export interface Topic {
  readonly topic: string;
  readonly theme?: string | undefined;
}

/** What every finding may open with, and none is about. */
const asking =
  /^(?:\(?\d{1,2}[.)]?\s+)?(?:(?:the\s+)?(?:local\s+authority|council|trust|leaders|managers)\s+(?:should|must)\s+)?(?:(?:urgently|also)\s+)?(?:(?:satisf(?:y|ies)\s+(?:itself|themselves)|ensure|make\s+sure|see)\s+(?:that\s+)?(?:all\s+)?)?/i;

/** That there be enough of something is asked, whatever it is. */
const asksForEnough =
  /^there\s+(?:is|are)\s+(?:enough|sufficient)\s+(?:numbers\s+of\s+)?(?:local\s+)?(?:foster|carers|placements|homes|adopters|residential)/i;

/** The subject of a finding, as a short label of ours. The subject that is named first in the text is meant; of two, the narrower. */
export function topicOf(text: string): Topic {
  const line = text.replace(/\s+/g, ' ').replace(asking, '');
  const enough = findingSubjects.find(({ theme }) => theme === 'sufficiency');
  if (enough && asksForEnough.test(line)) return { topic: enough.label, theme: enough.theme };
  // the opening names the matter; what follows tells how and for whom
  for (const part of [line.slice(0, 90), line]) {
    const subject = findingSubjects.find(({ told }) => told.test(part));
    if (subject) return { topic: subject.label, theme: subject.theme };
  }
  return { topic: 'Not classified' };
}
