import type { AnswerChange } from '../answers/diff.ts';
import { type NoticeKind, type NoticeWeight, reminderWeight, weightOf } from './kinds.ts';
import type { KeptNotice } from './notice.ts';

type Subject = Readonly<Record<string, unknown>>;

/** Areas whose grade moved, as subjects had them. */
type Moved = Readonly<Record<string, { readonly from: string | null; readonly to: string | null }>>;

/** What an earlier notice is now; a part that is not given is as it was kept, or as its kind has it. */
interface Present {
  readonly kind: NoticeKind;
  readonly subject: Subject;
  readonly weight?: NoticeWeight;
  readonly known?: string;
  readonly changes?: readonly AnswerChange[];
}

/** What kinds had other names, or other subjects, under the name or the subject of today. */
const earlier: Readonly<Record<string, (subject: Subject) => Present>> = {
  ReportAwaited: (subject) => ({ kind: 'InspectionBegun', subject }),
  InterventionChanged: ({ begins, ends }) =>
    ends === undefined ? begun(String(begins)) : ended(String(ends)),
  LateArrival: ({ changes, ...subject }) => {
    const areas = (subject.areas ?? changes ?? {}) as Moved;
    return {
      kind: 'StandingChanged',
      subject: { ...subject, areas },
      ...(Object.keys(areas).length === 0 ? { weight: reminderWeight } : {}),
      ...(subject.known === undefined ? {} : { known: String(subject.known) }),
    };
  },
  LeadershipChanged: (subject) => ({
    kind: 'LeadershipChanged',
    subject: { status: 'not_stated', ...subject },
  }),
  FactCorrected: ({ changes = {}, ...subject }) => ({
    kind: 'FactCorrected',
    subject: { repairs: [{ ...subject, why: 'for a reason that was not kept' }], ...subject },
    changes: Object.entries(changes as Moved).map(([area, { from, to }]) => ({
      field: `standing.areas.${area}`,
      before: from,
      after: to,
    })),
  }),
  NoticeWithdrawn: (subject) => {
    const { kind, subject: told } = presentOf(String(subject.kind), {});
    const areas = kind === 'StandingChanged' ? { areas: undefined } : {};
    return { kind: 'NoticeWithdrawn', subject: { told: { ...told, ...areas }, ...subject, kind } };
  },
};

function begun(name: string): Present {
  const [, to] = /^delivery by (.+)$/.exec(name) ?? [];
  return to === undefined
    ? { kind: 'InterventionBegun', subject: intervention(name) }
    : { kind: 'DeliveryChanged', subject: { from: null, to } };
}

function ended(name: string): Present {
  const [, from] = /^delivery by (.+)$/.exec(name) ?? [];
  return from === undefined
    ? { kind: 'InterventionEnded', subject: intervention(name) }
    : { kind: 'DeliveryChanged', subject: { from, to: 'another' } };
}

/** "improvement_notice since 2019-03-04"; the day may be missing. */
function intervention(name: string): Subject {
  const [, instrument, from] = /^(\w+) since (\d{4}\S*)?/.exec(name) ?? [];
  return { instrument, from };
}

function presentOf(kind: string, subject: Subject): Present {
  return earlier[kind]?.(subject) ?? { kind: kind as NoticeKind, subject };
}

/** A notice that was kept before it had a weight, sources and an instant of issue: what was not kept stays empty. */
export function upgraded(notice: KeptNotice): KeptNotice {
  const { kind: was, day } = notice;
  const present = presentOf(was, notice.subject);
  const { kind, subject } = present;
  return {
    ...notice,
    kind,
    subject,
    weight: present.weight ?? weightOf[kind],
    known: notice.known ?? present.known ?? null,
    late: notice.late ?? was === ('LateArrival' as string),
    changes: notice.changes ?? present.changes ?? [],
    rule: notice.rule ?? null,
    sources: notice.sources ?? [],
    issued: notice.issued ?? `${day}T00:00:00.000Z`,
  };
}
