import type {
  ActivityView,
  InterventionsHistory,
  LeadershipHistory,
  Themes,
} from '@monitoring-timeline/projections';
import { contactOf } from './contacts.ts';
import { type Entry, reachOf } from './entry.ts';
import { deliveryEntry, interventionEntry, tenureEntry, themeEntry } from './lasting.ts';

/** The answers that a timeline is made of, all at the same days. */
export interface TimelineAnswers {
  readonly activity: ActivityView;
  readonly leadership: LeadershipHistory;
  readonly interventions: InterventionsHistory;
  readonly themes: Themes;
  /** What became of the authorities that stood in its place before. */
  readonly before: readonly { readonly name: string; readonly activity: ActivityView }[];
}

/** Everything that has a place in time, the earliest first; of authorities before it, inspections alone. */
export function entriesOf(answers: TimelineAnswers, asOf: number): readonly Entry[] {
  const { activity, leadership, interventions, themes, before } = answers;
  const stages = interventions.deliveryHistory;
  const entries = [
    ...before.flatMap((one) => contextOf(one)),
    ...activity.activities.flatMap((one) => contactOf(one, false)),
    ...activity.next.flatMap((one) => contactOf(one, true)),
    ...leadership.tenures.flatMap((one) => tenureEntry(one, asOf)),
    ...interventions.history.flatMap((one) => interventionEntry(one, asOf)),
    ...stages.map((one, index) =>
      deliveryEntry(one, stages.slice(index + 1).find(isTurn)?.when, interventions.delivery, asOf),
    ),
    ...themes.themes.flatMap((one) => themeEntry(one, asOf)),
  ];
  return named(
    entries
      .map((one) => ({ one, from: reachOf(one).from }))
      .sort((a, b) => a.from - b.from || (a.one.name < b.one.name ? -1 : 1))
      .map(({ one }) => one),
  );
}

/** A step of delivery that ends what was before it. */
function isTurn({ stage }: { readonly stage: string }): boolean {
  return stage === 'delivering' || stage === 'ended';
}

function contextOf({ name, activity }: TimelineAnswers['before'][number]): readonly Entry[] {
  return activity.activities
    .filter((one) => one.activity === 'inspection')
    .flatMap((one) => contactOf(one, false, 'before'))
    .map((one) => ({ ...one, name: `${name}: ${one.name}` }));
}

/** Two entries of one event have names of their own. */
function named(entries: readonly Entry[]): readonly Entry[] {
  const taken = new Map<string, number>();
  return entries.map((one) => {
    const times = (taken.get(one.id) ?? 0) + 1;
    taken.set(one.id, times);
    return times === 1 ? one : { ...one, id: `${one.id}-${times}` };
  });
}
