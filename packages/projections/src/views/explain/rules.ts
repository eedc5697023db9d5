import type { RuleStated } from '../../answers/explanation.ts';
import { tellingRules } from '../../policy/england-children/telling.ts';
import type { Policy } from '../../policy/schema.ts';

/** The rules by which answers are made, in words for their readers. */
const rules = {
  known_by_then: 'Only what was public by the end of the day of knowledge counts.',
  corrections:
    'A correction or retraction counts from when its publisher made it, or, where the mistake was in the reading, as soon as what it repairs.',
  matching:
    'Claims speak of one inspection or visit where they begin within 7 days, overlap, came out on one day, or pair a start with the nearest publication 14 to 230 days later.',
  precedence:
    'Of several sources the first of these holds: a correction by a person, the report or letter, the later edition of official statistics, government, council, press; then the later known, then the smaller id.',
  latest_report:
    'The standing is that of the latest graded report that was known and valid; visits and letters never change it.',
  framework_replaces:
    'A report of another programme replaces all grades before it; areas that it does not judge are absent. SLAC, CPI and TLAC are one programme: each strand stands until it is judged again.',
  grade_carried_over:
    'Within a programme, an area that the latest report did not judge keeps its earlier grade.',
  combined_grade: 'One grade was given to several areas together.',
  overall_as_printed: 'The overall grade is the printed one and never derived from others.',
  overall_not_reported: 'The framework of this report gives no overall grade.',
  awaiting_report: 'Inspectors came, and no report of it is known.',
  previous_comparable:
    'The latest grade of an area is compared with the nearest earlier one that can be set beside it.',
  same_series: 'Both frameworks ask the same question of the same children.',
  crosswalk:
    'The questions are related and not the same: the comparison counts as a change only where crosswalks are asked for.',
  scale_changed:
    'One grade is of the scale with "adequate", which ended in November 2013: the comparison counts as a change only where crosswalks are asked for.',
  not_comparable: 'One of the two is no grade, or they have nothing in common.',
  not_in_latest:
    'The latest report did not judge this area by itself, so the summary leaves it out.',
  label_by_areas:
    'Improving where some moved up and none down among the areas of the latest report and the overall; declining the other way round; mixed where both; nothing is weighed or averaged.',
} as const;

export type RuleId = keyof typeof rules;

export function ruleStated(id: RuleId): RuleStated {
  return { id, says: rules[id] };
}

/** The rules of telling of a policy, or the shipped ones, by the names that answers give them: `post-told-now 1`. */
export function tellingStated(
  policy: Pick<Policy, 'telling'> | undefined,
): ReadonlyMap<string, RuleStated> {
  const all = policy?.telling ?? tellingRules;
  return new Map(
    all.map(({ id, version, label }) => {
      const name = `${id} ${version}`;
      return [name, { id: name, says: `${label}.` }];
    }),
  );
}
