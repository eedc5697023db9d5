/** A fact that a careful reader draws out of one of the five texts. */
export interface Fact {
  readonly seed: string;
  readonly what: string;
  /** What claims must say for it to be read, as `atoms.ts` puts it. */
  readonly says: readonly string[];
  /** Why it is not read. */
  readonly because?: string | undefined;
}

/**
 * The facts of the five texts, a row of the dossier each (../shared/design/domain.md, section 5): text | what | what claims must say, joined
 * by " & " | why it is not read.
 */
const rows = `
000 | carried out as a re-inspection | InspectionCarriedOut 2018-04-23..2018-05-18 SIF reinspection
000 | published | ReportPublished 2018-07-25 published 2018-07-25
000 | grade of overall | ReportPublished 2018-07-25 grade overall inadequate
000 | grade of help_and_protection | ReportPublished 2018-07-25 grade help_and_protection inadequate
000 | grade of children_in_care | ReportPublished 2018-07-25 grade children_in_care requires_improvement
000 | grade of adoption | ReportPublished 2018-07-25 grade adoption good
000 | grade of care_leavers | ReportPublished 2018-07-25 grade care_leavers requires_improvement
000 | grade of leadership | ReportPublished 2018-07-25 grade leadership inadequate
000 | six grades of the inspection before | ReportPublished 2015-07 published 2015-07 & ReportPublished 2015-07 grade overall inadequate & ReportPublished 2015-07 grade help_and_protection inadequate & ReportPublished 2015-07 grade children_in_care inadequate & ReportPublished 2015-07 grade adoption inadequate & ReportPublished 2015-07 grade care_leavers inadequate & ReportPublished 2015-07 grade leadership inadequate
000 | interim director | LeadershipChanged since 2017-11 dcs interim started
000 | interim chief executive of the company | LeadershipChanged since 2017-11 delivery_chief_executive interim started
000 | joint post to come | LeadershipChanged since 2018-07 dcs designate appointed
000 | chief executive | LeadershipChanged since 2016-04 chief_executive started
000 | chair of the safeguarding board | LeadershipChanged since 2017-05 lscb_chair started
000 | four changes of director | TurnoverObserved 2015..2018-05 dcs 4
000 | improvement board led by the commissioner | InterventionStarted by 2018-04-23 improvement_board
000 | end of the improvement board | InterventionEnded 2018-03 improvement_board
000 | company set up, and delivering | DeliveryChanged 2017-04 Together for Children established & DeliveryChanged 2017-04 Together for Children delivering
000 | under direction | InterventionStarted by 2018-04-23 direction
000 | early help strategy launched | ContextNoted 2017-04 strategy
000 | relocation complete | ContextNoted 2017-11 structure
000 | project team for assessments | ContextNoted 2017-08 programme
000 | out-of-hours team created | ContextNoted by 2018-05-18 service
000 | two years to set up early help | ContextNoted by 2018-05-18 practice | no set form tells it from the rest of the text
000 | independent review commissioned | ContextNoted 2018-04-23..2018-05-18 practice
000 | team by role | InspectionCarriedOut 2018-04-23..2018-05-18 1 lead & InspectionCarriedOut 2018-04-23..2018-05-18 1 deputy & InspectionCarriedOut 2018-04-23..2018-05-18 5 team & InspectionCarriedOut 2018-04-23..2018-05-18 1 data_analyst & InspectionCarriedOut 2018-04-23..2018-05-18 1 quality_assurance
000 | recommendation 1 | ReportPublished 2018-07-25 recommendation 1 risk
000 | recommendation 2 | ReportPublished 2018-07-25 recommendation 2 exploitation
000 | recommendation 3 | ReportPublished 2018-07-25 recommendation 3 governance
000 | recommendation 4 | ReportPublished 2018-07-25 recommendation 4 workforce
000 | recommendation 5 | ReportPublished 2018-07-25 recommendation 5 supervision
000 | recommendation 6 | ReportPublished 2018-07-25 recommendation 6 early_help
000 | recommendation 7 | ReportPublished 2018-07-25 recommendation 7 case_records
000 | recommendation 8 | ReportPublished 2018-07-25 recommendation 8 assessments
000 | recommendation 9 | ReportPublished 2018-07-25 recommendation 9 pre_proceedings
000 | recommendation 10 | ReportPublished 2018-07-25 recommendation 10 homelessness
000 | recommendation 11 | ReportPublished 2018-07-25 recommendation 11 private_fostering
000 | recommendation 12 | ReportPublished 2018-07-25 recommendation 12 sufficiency
000 | recommendation 13 | ReportPublished 2018-07-25 recommendation 13 permanence
000 | recommendation 14 | ReportPublished 2018-07-25 recommendation 14 health
000 | recommendation 15 | ReportPublished 2018-07-25 recommendation 15 care_leavers
000 | paragraphs that a recommendation refers to | ReportPublished 2018-07-25 tagged paragraphs 17 18 21 23 24 25 26 27 28 30 32 35 36 38 39 42 46 64 67 68 78 79 81 90
000 | children under 18 | IndicatorObserved by 2018-07-25 child_population 54260 count about & IndicatorObserved by 2018-07-25 child_population_share 20 percent
000 | families of low income | IndicatorObserved by 2018-07-25 children_low_income 26 percent about
000 | free school meals | IndicatorObserved by 2018-07-25 free_school_meals_primary 20 percent & IndicatorObserved by 2018-07-25 free_school_meals_secondary 21 percent
000 | minority ethnic children | IndicatorObserved by 2018-07-25 minority_ethnic_children 6 percent
000 | English as an additional language | IndicatorObserved by 2018-07-25 english_additional_language_primary 6 percent & IndicatorObserved by 2018-07-25 english_additional_language_secondary 5 percent
000 | children in need, and a year before | IndicatorObserved 2018-04-23 children_in_need 2929 count & IndicatorObserved 2017-03-31 children_in_need 2704 count
000 | protection plans and rates | IndicatorObserved 2018-04-23 child_protection_plans 532 count & IndicatorObserved 2018-04-23 child_protection_plan_rate 98 per_10000 (532 of ?) & IndicatorObserved 2017-03-31 child_protection_plans 423 count & IndicatorObserved 2017-03-31 child_protection_plan_rate 78 per_10000 (423 of ?)
000 | private fostering | IndicatorObserved 2018-04-23 private_fostering 3 count & IndicatorObserved 2017-03-31 private_fostering 0 count
000 | serious incidents and completed reviews | IndicatorObserved 2016-04..2018-04 serious_incident_notifications 4 count & IndicatorObserved 2016-04..2018-04 serious_case_reviews_completed 4 count
000 | a serious case review under way | IndicatorObserved 2018-04-23..2018-05-18 serious_case_reviews_ongoing 1 count
000 | children looked after and rates | IndicatorObserved 2018-04-23 looked_after_children 592 count & IndicatorObserved 2018-04-23 looked_after_rate 109 per_10000 (592 of ?) & IndicatorObserved 2017-03-31 looked_after_children 540 count & IndicatorObserved 2017-03-31 looked_after_rate 100 per_10000 (540 of ?)
000 | placed outside the area | IndicatorObserved 2018-04-23 looked_after_outside_area 32 percent (188 of 592)
000 | in residential homes | IndicatorObserved 2018-04-23 looked_after_residential_homes 32 count & IndicatorObserved 2018-04-23 residential_homes_outside_area 22 percent (? of 32)
000 | in residential schools | IndicatorObserved 2018-04-23 looked_after_residential_schools 0 count
000 | with foster families | IndicatorObserved 2018-04-23 looked_after_foster_families 456 count & IndicatorObserved 2018-04-23 foster_families_outside_area 27 percent (? of 456)
000 | with parents | IndicatorObserved 2018-04-23 looked_after_with_parents 20 count & IndicatorObserved 2018-04-23 with_parents_outside_area 0 count (? of 20)
000 | unaccompanied | IndicatorObserved 2018-04-23 unaccompanied_asylum_seekers 4 count
000 | adoptions, guardianship, leaving care | IndicatorObserved 2017-04..2018-04 adoptions 49 count & IndicatorObserved 2017-04..2018-04 special_guardianship_orders 56 count & IndicatorObserved 2017-04..2018-04 ceased_looked_after 299 count & IndicatorObserved 2017-04..2018-04 returned_to_care 3 percent (? of 299) & IndicatorObserved 2017-04..2018-04 moved_to_independence 58 count
000 | the council's homes | IndicatorObserved by 2018-07-25 council_childrens_homes 4 count
000 | repeated contacts, over 1,300 | IndicatorObserved 2017-10..2018-04 children_repeat_contacts 1300 count about
000 | disabled children not assessed again | IndicatorObserved 2018-04-23..2018-05-18 disabled_children_not_reassessed 40 count | one document alone proves its rule
000 | length of proceedings | IndicatorObserved 2018-04-23..2018-05-18 care_proceedings_duration 34 weeks
000 | early permanence, and two years before | IndicatorObserved 2017/ early_permanence_placements 12 count & IndicatorObserved 2015/ early_permanence_placements 1 count
000 | adoption support fund | IndicatorObserved 2017/ adoption_support_fund_applications 61 count
000 | care leavers in touch, and in 2015 | IndicatorObserved 2018-04-23..2018-05-18 care_leavers_in_touch 78 percent & IndicatorObserved 2015 care_leavers_in_touch 30 percent
000 | wait for mental health services | IndicatorObserved 2018-04-23..2018-05-18 mental_health_wait 12 weeks about
000 | care leavers NEET, and why | IndicatorObserved 2018-04-23..2018-05-18 care_leavers_neet 42 percent (72 of 173) & IndicatorObserved 2018-04-23..2018-05-18 care_leavers_neet_unavailable 30 count (30 of 72)
000 | apprenticeships | IndicatorObserved 2018-04-23..2018-05-18 care_leaver_apprenticeships 6 count
000 | in higher education | IndicatorObserved 2018-04-23..2018-05-18 care_leavers_higher_education 17 count
000 | 16 and 17 in education or work, and the rest | IndicatorObserved 2018-04-23..2018-05-18 age_16_17_in_education_or_work 82 percent (69 of 78) inconsistent & IndicatorObserved 2018-04-23..2018-05-18 age_16_17_not_in_education_or_work 18 percent (? of 78) inconsistent
000 | suitable accommodation, and before | IndicatorObserved 2018-04-23..2018-05-18 care_leavers_suitable_accommodation 82 percent & IndicatorObserved 2015 care_leavers_suitable_accommodation 44 percent
000 | staying put | IndicatorObserved 2018-04-23..2018-05-18 staying_put 25 count
000 | agency staff, and in 2015 | IndicatorObserved 2018-04-23..2018-05-18 agency_social_workers 28 percent & IndicatorObserved 2015 agency_workers_and_managers nearly half text & IndicatorObserved 2018-04-23..2018-05-18 agency_managers 17 percent
000 | turnover of staff | IndicatorObserved 2018-04-23..2018-05-18 staff_turnover less text
000 | a share that does not follow from its parts is flagged | IndicatorObserved 2018-04-23..2018-05-18 age_16_17_in_education_or_work 82 percent (69 of 78) inconsistent
001 | second monitoring visit, its inspectors | VisitCarriedOut 2016-11-08..2016-11-09 monitoring 2 front_door & VisitCarriedOut 2016-11-08..2016-11-09 1 lead & VisitCarriedOut 2016-11-08..2016-11-09 2 team
001 | letter dated | ReportPublished 2016-12-08 letter dated 2016-12-08
001 | director addressed | LeadershipObserved 2016-12-08 dcs
001 | the report before, restated | ReportPublished 2015-07 grade overall inadequate
001 | what was looked at | VisitCarriedOut 2016-11-08..2016-11-09 scope 1 & VisitCarriedOut 2016-11-08..2016-11-09 scope 2 & VisitCarriedOut 2016-11-08..2016-11-09 scope 3 & VisitCarriedOut 2016-11-08..2016-11-09 scope 4 & VisitCarriedOut 2016-11-08..2016-11-09 scope 5 & VisitCarriedOut 2016-11-08..2016-11-09 scope 6 & VisitCarriedOut 2016-11-08..2016-11-09 scope 7 & VisitCarriedOut 2016-11-08..2016-11-09 scope 8 & VisitCarriedOut 2016-11-08..2016-11-09 scope 9
001 | steady progress | ReportPublished 2016-12-08 progress steady
001 | breakdown of systems | ContextNoted 2016-09..2016-10 incident
001 | data in use | ContextNoted since 2016-04 practice
001 | hub replaced | ContextNoted by 2016-11-09 structure
001 | duty team created | ContextNoted by 2016-11-09 service
001 | return interviews commissioned | ContextNoted by 2016-11-09 service
001 | programme to come | ContextNoted 2017 programme
001 | pilot joined | ContextNoted by 2016-11-09 programme
001 | manager of early help | LeadershipObserved 2016-11-08..2016-11-09 other
001 | unallocated cases, twice | IndicatorObserved 2015-06 unallocated_cases 269 count & IndicatorObserved 2016-08 unallocated_cases 2 count
001 | children at risk with a matrix, twice | IndicatorObserved 2016-08 cse_risk_matrix 100 percent & IndicatorObserved 2015-06 cse_risk_matrix 73 percent
001 | re-referrals of six months | IndicatorObserved 2016-05..2016-11 re_referrals 767 count
001 | time to allocation | IndicatorObserved 2016-11-08..2016-11-09 allocation_time 24 hours
001 | theme repeat_referrals | ThemeRaised 2016-11-09 repeat_referrals
001 | theme partner_thresholds | ThemeRaised 2016-11-09 partner_thresholds
001 | theme management_decisions | ThemeRaised 2016-11-09 management_decisions
001 | theme reflective_supervision | ThemeRaised 2016-11-09 reflective_supervision
001 | theme early_help_quality | ThemeRaised 2016-11-09 early_help_quality
001 | theme consent_recording | ThemeRaised 2016-11-09 consent_recording
001 | theme assessment_analysis | ThemeRaised 2016-11-09 assessment_analysis
001 | theme domestic abuse, and risk conferences | ThemeRaised 2016-11-09 domestic_abuse_response & ThemeRaised 2016-11-09 marac_information
001 | theme police_strategy_meetings | ThemeRaised 2016-11-09 police_strategy_meetings
001 | work on exploitation strengthened | ContextNoted 2016-11-09 practice
002 | tells of the report of its month | ReportPublished 2018-07 published 2018-07
002 | six grades | ReportPublished 2018-07 grade overall inadequate & ReportPublished 2018-07 grade help_and_protection inadequate & ReportPublished 2018-07 grade leadership inadequate & ReportPublished 2018-07 grade children_in_care requires_improvement & ReportPublished 2018-07 grade care_leavers requires_improvement & ReportPublished 2018-07 grade adoption good
002 | chair of the company | LeadershipObserved 2018-07-31 delivery_chair
002 | what the chair said | ContextNoted 2018-07 statement | no set form tells it from the rest of the text
002 | company delivering, interim director | DeliveryChanged 2017-04 Together for Children delivering & LeadershipChanged since 2017-11 dcs interim started
003 | days as the inspectorate has them | InspectionCarriedOut 2019-11-18..2019-11-29 ILACS 2018 standard
003 | days as the council has them | InspectionCarriedOut 2019-11-11..2019-11-29 ILACS 2018 standard
003 | published | ReportPublished 2020-01-09 published 2020-01-09
003 | four grades | ReportPublished 2020-01-09 grade leadership requires_improvement & ReportPublished 2020-01-09 grade help_and_protection requires_improvement & ReportPublished 2020-01-09 grade children_in_care requires_improvement & ReportPublished 2020-01-09 grade overall requires_improvement
003 | focused visit before | VisitCarriedOut 2018-10 ILACS focused children_in_care_and_care_leavers
003 | inspection of 2015 | InspectionCarriedOut 2015-07 SIF
003 | grade of 2015 | ReportPublished 2015-07 grade overall requires_improvement
003 | grade of 2013 | ReportPublished 2013 grade overall inadequate
003 | a framework published and in use | ContextNoted 2017-11 framework
003 | meeting | ContextNoted 2020-01-14 meeting
003 | acting director, portfolio holder, chairs | LeadershipObserved 2020-01-14 other acting & LeadershipObserved 2020-01-14 lead_member & LeadershipObserved 2020-01-14 other & LeadershipObserved 2020-01-14 other
003 | review of foster carers by the end of January | CommitmentMade 2020-01-14 line 150, due by 2020-01-31
003 | joint evaluation by February | CommitmentMade 2020-01-14 line 142, due by 2020-02
003 | accommodation from July | CommitmentMade 2020-01-14 line 146, due month 2020-07
003 | action plan, review of legal services | CommitmentMade 2020-01-14 line 155 & CommitmentMade 2020-01-14 line 161
003 | model of practice brought in | ContextNoted 2018-07..2020-01 practice
003 | regional adoption agency | ContextNoted by 2019-11-29 membership
003 | team by role | InspectionCarriedOut 2019-11-11..2019-11-29 1 lead & InspectionCarriedOut 2019-11-11..2019-11-29 5 team & InspectionCarriedOut 2019-11-11..2019-11-29 1 quality_assurance & InspectionCarriedOut 2019-11-11..2019-11-29 1 other
003 | over 600 documents | ContextNoted 2019-11-11..2019-11-29 document
003 | point 1 | ReportPublished 2020-01-09 improvement_point 1 assessments
003 | point 2 | ReportPublished 2020-01-09 improvement_point 2 pre_proceedings
003 | point 3 | ReportPublished 2020-01-09 improvement_point 3 private_fostering
003 | point 4 | ReportPublished 2020-01-09 improvement_point 4 sufficiency
003 | point 5 | ReportPublished 2020-01-09 improvement_point 5 supervision
003 | education or work at 17 to 21 | IndicatorObserved 2019-11-18..2019-11-29 age_17_18_in_education_or_work in line text & IndicatorObserved 2019-11-18..2019-11-29 age_19_21_in_education_or_work better text
003 | fewer fostering households | IndicatorObserved 2019-11-18..2019-11-29 fostering_households reduced text
003 | reference number | urn 80447
004 | carried out | InspectionCarriedOut 2016-05-23..2016-06-16 SIF full
004 | another first day in its form | InspectionCarriedOut 2016-05-24 SIF
004 | published | ReportPublished 2016-08-05 published 2016-08-05
004 | seven grades | ReportPublished 2016-08-05 grade overall good & ReportPublished 2016-08-05 grade help_and_protection good & ReportPublished 2016-08-05 grade children_in_care requires_improvement & ReportPublished 2016-08-05 grade adoption requires_improvement & ReportPublished 2016-08-05 grade care_leavers outstanding & ReportPublished 2016-08-05 grade leadership good & ReportPublished 2016-08-05 grade lscb requires_improvement
004 | meeting | ContextNoted 2016-09-28 meeting
004 | action plan due | CommitmentMade 2016-09-28 line 210, due month 2016-11 & CommitmentMade 2016-09-28 line 214
004 | hub live during the inspection | ContextNoted 2016-05-23..2016-06-16 structure
004 | director | LeadershipObserved 2016-09-28 dcs
004 | since when the framework is in use | ContextNoted 2014 framework
004 | by when all are inspected | ContextNoted by 2017-11 framework | it is no fact about the authority
004 | national count | IndicatorObserved 2016-08-05 authorities_overall_good_or_better 27 count (27 of 104) & IndicatorObserved 2016-08-05 authorities_care_leavers_outstanding 3 count (3 of 104) | one document alone proves its rule
004 | region | SnapshotPublished 2016-08-05 North East overall 0/3/3/2
004 | notice of a day | ContextNoted by 2016-06-16 statement | one document alone proves its rule
004 | team, files and meetings | ContextNoted 2016-05-23..2016-06-16 statement & ContextNoted 2016-05-23..2016-06-16 document & ContextNoted 2016-05-23..2016-06-16 document
004 | five of good practice | ReportPublished 2016-08-05 good_practice 11 early_help & ReportPublished 2016-08-05 good_practice 12 voice_of_child & ReportPublished 2016-08-05 good_practice 13 governance & ReportPublished 2016-08-05 good_practice 14 care_leavers & ReportPublished 2016-08-05 good_practice 15 risk
004 | good or better schools | IndicatorObserved 2016-05-23..2016-06-16 looked_after_in_good_schools 83 percent
004 | suitable accommodation | IndicatorObserved 2016-05-23..2016-06-16 care_leavers_suitable_accommodation 93 percent
004 | staying put, from 8 to 16 | IndicatorObserved 2016-05-23..2016-06-16 staying_put 16 count
004 | in touch with all but one | IndicatorObserved 2016-05-23..2016-06-16 care_leavers_in_touch all but one text
004 | virtually all suitably housed | IndicatorObserved 2016-05-23..2016-06-16 care_leavers_housed_and_in_contact Virtually all text
004 | recommendation 1 | ReportPublished 2016-08-05 recommendation 1 supervision
004 | recommendation 2 | ReportPublished 2016-08-05 recommendation 2 missing_children
004 | recommendation 3 | ReportPublished 2016-08-05 recommendation 3 plans
004 | recommendation 4 | ReportPublished 2016-08-05 recommendation 4 connected_persons
004 | recommendation 5 | ReportPublished 2016-08-05 recommendation 5 edge_of_care
004 | recommendation 6 | ReportPublished 2016-08-05 recommendation 6 adoption
004 | recommendation 7 | ReportPublished 2016-08-05 recommendation 7 legal_advice
004 | recommendation 8 | ReportPublished 2016-08-05 recommendation 8 sufficiency
004 | recommendation 9 | ReportPublished 2016-08-05 recommendation 9 permanence
004 | recommendation 10 | ReportPublished 2016-08-05 recommendation 10 strategy_discussions
004 | national table, overall | SnapshotPublished 2016-08-05 England overall 2/25/52/25
004 | national table, help_and_protection | SnapshotPublished 2016-08-05 England help_and_protection 0/24/58/22
004 | national table, children_in_care | SnapshotPublished 2016-08-05 England children_in_care 2/30/58/13
004 | national table, adoption | SnapshotPublished 2016-08-05 England adoption 7/48/40/8
004 | national table, care_leavers | SnapshotPublished 2016-08-05 England care_leavers 3/34/51/14
004 | national table, leadership | SnapshotPublished 2016-08-05 England leadership 7/25/50/22
004 | national table, lscb | SnapshotPublished 2016-08-05 England lscb 0/33/52/19
`;

export const facts: readonly Fact[] = rows
  .trim()
  .split('\n')
  .map((row) => {
    const [seed = '', what = '', says = '', because] = row.split(' | ');
    return { seed, what, says: says.split(' & '), because };
  });
