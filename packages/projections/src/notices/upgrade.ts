import { type NoticeKind, weightOf } from './kinds.ts';
import type { KeptNotice } from './notice.ts';

/** Kinds that were kept under other names. */
const renamed: Readonly<Record<string, NoticeKind>> = {
  ReportAwaited: 'InspectionBegun',
  InterventionChanged: 'InterventionBegun',
  LateArrival: 'StandingChanged',
};

/** A notice that was kept before it had a weight, sources and an instant of issue: what was not kept stays empty. */
export function upgraded(notice: KeptNotice): KeptNotice {
  const { kind: was, subject, day } = notice;
  const ends = was === ('InterventionChanged' as string) && subject.ends !== undefined;
  const kind = ends ? 'InterventionEnded' : (renamed[was] ?? was);
  return {
    ...notice,
    kind,
    weight: weightOf[kind],
    known: notice.known ?? null,
    late: notice.late ?? was === ('LateArrival' as string),
    changes: notice.changes ?? [],
    rule: notice.rule ?? null,
    sources: notice.sources ?? [],
    issued: notice.issued ?? `${day}T00:00:00.000Z`,
  };
}
