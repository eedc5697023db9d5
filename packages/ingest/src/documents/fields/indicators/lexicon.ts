import { comparing } from './figures.ts';
import { rowsOf, source } from './rule-table.ts';

const shared: Record<string, string> = {};
export const whom: Record<string, RegExp> = {};
/** Words that stand in several lines, and people that figures are told of: in general words where the paragraph has named them. */
for (const [name = '', words = ''] of rowsOf(String.raw`
WORK | (?:education|employment|training|EET)
EET | <WORK>(?:(?:,|,? or|,? and)? ?(?:<WORK>|work))*
REST | the (?:remaining|remainder|rest)(?: of)?(?: (?:the|these|those))?(?: (?:care leavers|young people|children))?
YOUNG | (?:children(?: and young people)?|young (?:people|adults)|care leavers)
AGES | \d+[ -]*(?:to|and|\u2013|-)[ -]*\d+[ -]year[ -]olds?
LEAVERS | <AGES>|(?:(?:\d+ to \d+|all|current|relevant)[ -]*(?:year[ -]olds? )?)?(?:care leavers|young (?:people|adults) leaving care|care[- ]experienced young (?:people|adults))(?: aged? \S+(?: (?:to|and) \S+)?(?: years)?)?
LOOKED | (?:children|young people|children and young people|those) (?:who are |currently )?(?:looked after|in care)|looked[ -]after children(?: and young people)?|cared for children
YOUTH | (?:<AGES> )?care leavers|young (?:people|adults)(?: leaving care)?
PLANNED | <YOUNG> (?:who (?:are|were) )?(?:subject (?:to|of)|on|with) (?:a )?child protection plans?|child protection plans?
ANY | <LOOKED>|<YOUNG>|<AGES>|those|pupils
WORKERS | (?:social )?workers|social work staff|staff|practitioners
MANAGERS | (?:team )?managers
POSTS | (?:(?:management|manager|social work(?:er)?)(?: and )?)* ?(?:posts|roles)|(?:the )?workforce
GENERAL | (?:<YOUNG>|(?:this|the|that) (?:cohort|group)|those|these|them|pupils)\b
`)) {
  shared[name] = source(words, shared);
  whom[name] = new RegExp(`\\b(?:${shared[name]})(?!['\u2019]s)`, 'gi');
}

/**
 * What figures in running text are told of. One line each: code | marks of figures that it takes (w: words that compare, alone) | whom
 * (`-`: by itself) | label | words | what the paragraph must speak of | code of what it is a part of, where that stands before it in the
 * paragraph | code that its words are proven under, where another is told in the same. The narrow stand before the broad.
 */
const lines = String.raw`
care_leavers_housed_and_in_contact | Q | LEAVERS | Care leavers suitably housed and in contact | suitable accommodation and remain in contact
care_leavers_in_touch | PQ | LEAVERS | Care leavers in touch with the authority | in (?:touch|contact)\b(?: with(?: the service)?)?
care_leavers_suitable_accommodation | P | YOUTH | Care leavers in suitable accommodation | (?:suitable|appropriate)(?: and \w+)? (?:accommodation|housing)
care_leavers_neet_unavailable | N | YOUTH | Of those, kept from it by health or parenthood | not in <EET> (?:due to (?:pregnancy|parent\w+|illness)|for medical reasons)|unable to (?:access|take up|work)|unavailable for work | NEET|not in (?:employment|education) | care_leavers_neet
care_leavers_neet | PN | LEAVERS | Care leavers not in education, employment or training | (?:NEET|not (?:currently )?(?:engag\w+ |participat\w+ )?in (?:suitable )?<EET>)(?![^.;]{0,60}? (?:due to|for medical|because) )
age_16_17_in_education_or_work | P | ANY | Aged 16 and 17, in education, training or work | in (?:some form of )?<EET> | 16-?(?: and| to|-) 17-?year
age_17_18_in_education_or_work | Pw | - | Aged 17 and 18, in education, training or work | aged 17 (?:to|and) 18 in <EET>|17[ -]*(?:to|and)[ -]*18-year-olds in <EET>
age_19_21_in_education_or_work | Pw | - | Aged 19 to 21, in education, training or work | aged 19 (?:to|and) 21,? the figure|aged 19 (?:to|and) 21 in <EET> | in education
care_leavers_in_education_or_work | P | LEAVERS | Care leavers in education, employment or training | (?:in|to|into) (?:some form of |positive )?(?:further or higher )?<EET>
care_leavers_higher_education | NP | LEAVERS | Care leavers in higher education | (?:in|attend\w*|access\w*|at|to) (?:higher education|universit(?:y|ies))
care_leaver_apprenticeships | N | - | Apprenticeships for care leavers | apprenticeships?(?: placements)?|currently available | care leavers?|leaving care|looked after
staying_put | NP | LEAVERS - | Young people staying with foster carers after 18 | .?staying put(?:.? arrangements?)?|(?:remain\w*|stay\w*|living) with (?:their )?(?:\w+ )?(?:foster carers|foster families|carers)
looked_after_until_18 | P | ANY | Looked after until their 18th birthday | (?:remain|stay)\w* (?:looked after|in care) until their 18th birthday
pathway_plans_current | P | LEAVERS | Care leavers with a pathway plan | pathway plans?
looked_after_three_placements | PN | LOOKED | Looked after, three placements or more in a year | (?:three|3) or more (?:placements?|placement moves|moves)
looked_after_stable_two_years | P | LOOKED | Looked after, in one placement for two years | same placement for (?:at least |more than |over |the last )?(?:two|2) (?:and a half )?years|long[ -]term (?:placement )?stability
looked_after_far_away | PN | LOOKED | Looked after, living more than 20 miles away | (?:more than |over )20 miles|20 miles or (?:more|further)
looked_after_outside_area | P | LOOKED | Looked after, living outside the area | (?:placed|live|living) (?:out|outside)(?: of)? (?:the )?(?:borough|city|county|area|local authority|authority)|out[ -]of[ -]area
looked_after_reviews_in_time | P | - ANY | Reviews of children looked after held in time | (?:looked after|children in care|children’s|children's)[\w ’']{0,20} reviews?\b(?: (?:are|were|is|was) (?:carried out|held|completed|undertaken|timely))?(?: (?:on|in|within) (?:the )?(?:\w+ )?(?:time\w*))? | time
children_at_reviews | P | ANY | Children who take part in their reviews | (?:participat\w+ in|attend\w*|contribut\w+ to) (?:at least one of )?(?:their|the) (?:own |statutory )?reviews?
looked_after_seen_in_time | P | LOOKED | Looked after, seen by their worker as often as prescribed | see their social workers? (?:at the required frequency|as often)|(?:visited|seen) (?:within|in|at|as) (?:the )?(?:required|statutory|prescribed|often|time)\w*
initial_health_assessments_in_time | P | - ANY | First health assessments in time | (?:their )?initial health assessments?
health_assessments_in_time | P | - ANY | Health assessments in time | (?:annual |review )?health (?:assessments?|reviews?|checks?)|(?:up-to-date )?medicals?\b
dental_checks | P | - ANY | Dental checks of children looked after | dental (?:health )?(?:checks?|assessments?|care|visits?)|dentists?\b
immunisations | P | - ANY | Immunisations of children looked after | immunisations?|immunised
looked_after_in_good_schools | P | ANY | Looked after, at schools that are good or better | (?:good|outstanding) (?:or|and) (?:better|outstanding|good)(?: schools?)?
personal_education_plans | P | - ANY | Personal education plans in place | (?:personal education plans?|PEPs?)\b
school_attendance | P | - | School attendance of children looked after | attendance(?: (?:rates?|at school))?(?! (?:at|by|in) (?!school|educat|(?:primary|secondary) )) | looked after|in care
five_good_gcses | P | ANY | Looked after, five good GCSEs with English and mathematics | (?:five|5)(?: or more)? (?:good )?(?:A\*|GCSE)[^.;{}]{0,60}
missed_plan_again | P | PLANNED | Protection plans for a second or later time | (?:second|repeat|subsequent)[\w ]{0,24}(?:child protection plans?)|repeat (?:child protection )?plans?
protection_plans_two_years | PN | PLANNED | Protection plans of two years or more | (?:for )?(?:longer than |more than |over )?two years(?: or (?:more|longer))?
initial_conferences_in_time | P | - ANY | First protection conferences in time | (?:initial (?:child protection )?(?:case )?conferences?|ICPCs?)\b
protection_conferences_in_time | P | - | Protection conferences in time | (?:child protection )?conferences? (?:are |were |is )?(?:held|on time|in time|within)
protection_plans_for_neglect | P | PLANNED | Protection plans for neglect | (?:category of |for |due to )?neglect
protection_plans_emotional | P | PLANNED | Protection plans for emotional harm | emotional (?:harm|abuse)
re_referral_rate | P | - | Referrals that are repeated | re-?referrals?(?: rates?)?\b(?! to (?:the )?(?:police|multi|MARAC|early))(?: to \w+)?
re_referrals_assessed | NP | - | Re-referrals that led to an assessment | (?:had|received|led to|resulted in) an? (?:single )?assessment | re-?referral | re_referrals
re_referrals_to_need_plan | N | - | Re-referrals that led to a child in need plan | (?:became subject to|led to) (?:a )?child in need plans? | re-?referral | re_referrals
re_referrals_to_protection_plan | N | - | Re-referrals that led to a protection plan | (?:became subject to|led to) (?:a )?child protection plans? | re-?referral | re_referrals
re_referrals_to_care | N | - | Re-referrals that led into care | (?:children )?(?:became looked after|came into care) | re-?referral | re_referrals
re_referrals | N | - | Re-referrals | re-?referrals?\b(?! to (?:the )?(?:police|multi|MARAC|early)) | - | - | re_referral_rate
children_repeat_contacts | N | - | Children with repeated contacts | (?:children (?:in \w+ last \w+ months )?who (?:have )?had )?repeat(?:ed)? contacts?(?: and re-?referrals)?
assessments_in_time | P | - | Assessments completed in time | (?<!health )(?<!risk )assessments?[^.;{}]{0,40}within
early_help_assessments | N | - | Early help assessments | (?:early help|common) assessments?(?! (?:advis|co-?ordinat|framework|team|tool|form|process|officer|work))|CAF assessments?|CAFs\b
unallocated_cases | N | - | Cases without a social worker | (?:children’s |children's |child )?(?:unallocated (?:children’s |children's )?cases|cases unallocated|cases (?:without|awaiting) an? (?:allocated )?(?:social )?worker)
disabled_children_not_reassessed | N | ANY | Disabled children whose needs wait to be assessed again | (?:still )?(?:had |have )?(?:still )?not been (?:re-?)?assessed
allocation_time | LW | - | Time until a case has its social worker | cases are (?:now )?allocated(?: to an? (?:\w+ )?(?:social )?worker)?
return_interviews_completed | P | - ANY | Return interviews with children who went missing | return(?:[- ]home)? interviews?
agency_social_workers | P | WORKERS | Social workers from agencies | agency (?:staff|workers|social work\w*)|(?<!\bthe )agency|locums? | - | - | agency_share
agency_managers | P | MANAGERS | Managers from agencies | agency (?:staff|workers)|(?<!\bthe )agency|locums? | - | - | agency_share
agency_workers_and_managers | QP | POSTS | Social workers and managers from agencies | agency (?:staff|workers)|locums? | - | - | agency_share
agency_staff | PQ | - | Staff from agencies | (?:use of )?agency (?:staff|workers|social workers)
staff_turnover | Pw | - | Turnover of staff | (?:staff )?turnover(?: rates?)?(?: (?:of|for|among) (?:staff|social workers)(?: and managers)?)?
vacancies | P | - | Vacant posts | vacanc(?:y|ies)(?: rates?)?
supervised_in_time | P | WORKERS | Workers supervised in time | (?:timely )?supervision
care_proceedings_duration | LW | - | Length of care proceedings | (?:care|court) proceedings|timeliness of court
early_permanence_placements | N | - | Early permanence placements | (?:early permanence|foster(?:ing)?[- ]to[- ]adopt(?:ion)?)[’']?(?: placements?| carers?)?
adoption_orders | N | - | Adoption orders granted | adoption orders?|children (?:have been |were )?adopted
adoption_support_fund_applications | N | - | Successful claims on the adoption support fund | families (?:are |were )?(?:accessing|helped by) the adoption support fund|(?:successful )?applications? to the (?:ASF|adoption support fund)
adopters_approved | N | - | Adopters approved | (?:new |prospective )?adopters (?:have been |had been |were )?(?:approved|recruited)
placed_for_adoption | N | ANY | Placed for adoption | (?<!be )placed for adoption
adopted_of_leaving_care | P | ANY | Of those who left care, adopted | (?:left care|leaving care|ceased (?:to be|being) looked after)[^.;{}]{0,40}?adopt\w+
special_guardianship_share | P | ANY | Of those who left care, under special guardianship | (?:left care|leaving care|ceased (?:to be|being) looked after)[^.;{}]{0,60}?(?:SGOs?\b|special guardianship)
mental_health_wait | LW | - | Wait for specialist mental health services | (?:waiting (?:lists?|times?)|wait(?:s|ing|ed)?)(?: (?:for|to)[\w ]{0,50}?(?:mental health services?|CAMHS))?|CAMHS[^.;{}]{0,50} waiting times? | CAMHS|mental health
fostering_households | Nw | - | Approved fostering households | (?:approved )?fostering households|approved foster carers
cse_risk_matrix | PNQ | - ANY | Children at risk of exploitation with a risk matrix | (?:(?:child sexual exploitation|CSE) )?risk (?:matrix|assessments?)[\w ]{0,20} | exploit|at risk|CSE
age_16_17_not_in_education_or_work | P | - | Aged 16 and 17, not in education, training or work | <REST> | - | age_16_17_in_education_or_work | age_16_17_in_education_or_work
care_leavers_not_in_suitable_accommodation | P | - | Care leavers not in suitable accommodation | <REST> | - | care_leavers_suitable_accommodation | care_leavers_suitable_accommodation
`;

/** A share of what is done in time is told with one of these. */
const inTime =
  /\b(?:tim\w+|within|complet\w+|held|up[\s-]to[\s-]date|days|frequency|current|annual\w*|receiv\w+)\b/i;

export const lexicon = rowsOf(lines).flatMap(
  ([code = '', takes = '', who = '', label = '', words = '', about, of, proof]) => {
    const comparison = takes.includes('w') ? `|\\b(?:${comparing})\\b` : '';
    return who.split(' ').map((people) => ({
      code,
      label,
      takes: new RegExp(`\\{[${takes}]\\d${comparison}`, 'i'),
      people: whom[people],
      // shares of workers are none of those of other services
      ofWorkers: /^(?:agency|staff_turnover|vacancies|supervised)/.test(code),
      told: new RegExp(`(?<![\\w-])(?:${source(words, shared)})`, 'gi'),
      about: new RegExp(source(about ?? ''), 'i'),
      within: code.endsWith('_in_time') ? inTime : /^/,
      of,
      // what is left over of that: both shares make up the whole
      rest: words === '<REST>',
      proof: proof ?? code,
    }));
  },
);

/** One thing that is counted. */
export type Counted = (typeof lexicon)[number];
