import { gradeRank, isGrade } from '@monitoring-timeline/core';
import type {
  AuthorityDiff,
  DiffPart,
  DiffSummary,
  EventChangeKind,
  SummaryChange,
} from '../../answers/diff.ts';
import { compareText } from '../dated.ts';

/** The parts of a summary in their order: the standing, what is due, then the rest by weight, as notices weigh it. */
const parts: readonly {
  readonly part: DiffPart;
  readonly weight: DiffSummary['parts'][number]['weight'];
  readonly holds: RegExp;
}[] = [
  { part: 'standing', weight: 5, holds: /^standing\.(?:overall|areas\.)/ },
  { part: 'due', weight: 4, holds: /^due\./ },
  { part: 'interventions', weight: 4, holds: /^standing\.interventions\./ },
  { part: 'awaited', weight: 4, holds: /^standing\.awaitingReport/ },
  { part: 'leadership', weight: 3, holds: /^standing\.leadership\./ },
  { part: 'delivery', weight: 3, holds: /^standing\.delivery/ },
  { part: 'trajectory', weight: 2, holds: /^trajectory\./ },
  { part: 'record', weight: 1, holds: /^/ },
];

const overall = 'standing.overall';

/** Which statuses of what is due ask for more than others, the most first. */
const urgency = ['overdue', 'not_known', 'due', 'window_open', 'in_progress', 'awaiting_first'];

/** What changed, counted and in the order in which a person would look at it. `comeRound`: rules whose days ask nobody for anything. */
export function summaryOf(
  rows: readonly AuthorityDiff[],
  regionOf: (authority: AuthorityDiff['authority']) => string | undefined,
  comeRound: ReadonlySet<string>,
): DiffSummary {
  const changes = rows.flatMap(({ authority, name, answers }) =>
    answers.map((one) => ({ authority, name, region: regionOf(authority) ?? null, ...one })),
  );
  const byPart = Map.groupBy(changes, (one) => partOf(one, comeRound));
  const facts = rows.flatMap(({ events }) => events);
  const counted = (kind: EventChangeKind) => facts.filter((one) => one.kind === kind).length;
  return {
    authorities: rows.length,
    learnt: counted('learnt'),
    corrected: counted('corrected'),
    retracted: counted('retracted'),
    restored: counted('restored'),
    parts: parts.flatMap(({ part, weight }) => {
      const own = byPart.get(part) ?? [];
      if (own.length === 0) return [];
      const authorities = new Set(own.map(({ authority }) => authority)).size;
      return [{ part, weight, authorities, changes: own.sort(byUrgency) }];
    }),
  };
}

function partOf({ field, before, after }: SummaryChange, comeRound: ReadonlySet<string>): DiffPart {
  const { part } = parts.find(({ holds }) => holds.test(field))!;
  // nothing would ever show whether it was done: it asks nobody for anything
  const asks =
    !comeRound.has(field.replace(/^due\./, '')) &&
    [before, after].some((one) => one !== null && statusOf(one) !== 'not_shown');
  return part === 'due' && !asks ? 'record' : part;
}

/** The status at the head of the text of a clock. */
function statusOf(text: string): string {
  return text.split(',', 1)[0] ?? '';
}

function byUrgency(a: SummaryChange, b: SummaryChange): number {
  return (
    urgencyOf(b) - urgencyOf(a) ||
    compareText(a.name, b.name) ||
    Number(b.field === overall) - Number(a.field === overall) ||
    compareText(a.field, b.field)
  );
}

/** Of grades how far they fell; of clocks how much their status asks. */
function urgencyOf({ field, before, after }: SummaryChange): number {
  if (field.startsWith('due.')) {
    const at = urgency.indexOf(statusOf(after ?? ''));
    return at === -1 ? 0 : urgency.length - at;
  }
  const [from, to] = [rankOf(before), rankOf(after)];
  return from !== undefined && to !== undefined && from > to ? from - to : 0;
}

function rankOf(grade: string | null): number | undefined {
  return grade !== null && isGrade(grade) ? gradeRank(grade) : undefined;
}
