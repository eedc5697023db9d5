import type { AnswerChange } from '../answers/diff.ts';
import { changesBetween } from '../views/learnt/changes.ts';
import type { DueSeen, Seen } from './seen.ts';

/** The answers that notices watch, as texts by field: the fields are those of `diff`. Persons stand as ids. */
function answersSeen({ grades, posts, interventions, delivery, due, activities }: Seen) {
  const answers = new Map<string, string>();
  for (const [area, { grade }] of grades) {
    answers.set(area === 'overall' ? 'standing.overall' : `standing.areas.${area}`, grade);
  }
  for (const [role, { holder }] of posts) answers.set(`standing.leadership.${role}`, holder);
  for (const [name, { state }] of interventions) answers.set(`interventions.${name}`, state);
  if (delivery.provider !== null) answers.set('standing.delivery', delivery.provider);
  for (const clock of due.values()) answers.set(`due.${clock.rule}`, dueText(clock));
  for (const one of activities) {
    const name = `${one.visitKind ?? one.framework ?? one.activity} ${one.start ?? one.published}`;
    answers.set(
      `activity.${name}`,
      one.published === null ? 'begun' : `published ${one.published}`,
    );
    if (one.priorityAction) answers.set(`priorityAction.${name}`, 'named');
  }
  return answers;
}

/** What differs between two views of an authority. */
export function changesSeen(before: Seen, after: Seen): readonly AnswerChange[] {
  return [...changesBetween(answersSeen(before), answersSeen(after))].map(([field, change]) => ({
    field,
    ...change,
  }));
}

export function dueText({ status, due, closes }: DueSeen): string {
  return [status, due && `due ${due}`, closes && `closes ${closes}`].filter(Boolean).join(', ');
}

/** Every event behind what is seen of an authority. */
export function eventsBehind(seen: Seen): ReadonlySet<string> {
  const { grades, posts, interventions, delivery, due, activities } = seen;
  const all = [
    ...grades.values(),
    ...posts.values(),
    ...interventions.values(),
    delivery,
    ...due.values(),
    ...activities,
  ];
  return new Set(all.flatMap(({ because }) => because));
}
