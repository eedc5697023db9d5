import { type Area, type Directory, england } from '@monitoring-timeline/core';
import { authoritiesNamed } from '../asking/authorities-named.ts';
import { regionsMeant } from '../views/across/regions-meant.ts';
import { type NoticeKind, reminderWeight, weightOf } from './kinds.ts';
import type { Notice } from './notice.ts';

/**
 * Which notices somebody wants; what is left out narrows nothing, but for reminders: they are wanted by who names their kind, their
 * rule or a weight.
 */
export interface NoticeInterest {
  /** Keys of the authorities; undefined for all, and the country. */
  readonly authorities?: ReadonlySet<string> | undefined;
  /** Only of these kinds, and that one of them is withdrawn; undefined for all. */
  readonly kinds?: ReadonlySet<NoticeKind> | undefined;
  /** Only where one of these areas moved. */
  readonly areas?: ReadonlySet<Area> | undefined;
  /** Id of one rule of the policy. */
  readonly rule?: string | undefined;
  /** Only where an area is inadequate, before or after. */
  readonly inadequate?: boolean | undefined;
  /** At least this weight. */
  readonly weight?: number | undefined;
}

/**
 * Keys of the authorities that lie in a region, are named, or both; undefined for all.
 * @throws UnknownRegion, UnknownAuthority, AmbiguousAuthority
 */
export function authoritiesWanted(
  {
    region,
    authority,
  }: {
    readonly region?: string | undefined;
    readonly authority?: readonly string[] | undefined;
  },
  directory: Directory,
): ReadonlySet<string> | undefined {
  if (authority === undefined && region === undefined) return undefined;
  const regions = region === undefined ? undefined : regionsMeant(region);
  const named =
    authority &&
    new Set(
      authority
        .flatMap((one) => authoritiesNamed([one], directory))
        .map(({ key }) => key as string),
    );
  const keys = directory
    .all()
    .map(({ key }) => key)
    .filter((key) => !named || named.has(key))
    .filter((key) => !regions || regions.has(directory.region(key) ?? ''));
  return new Set(keys);
}

/** A notice, kept or as it is told. */
type AnyNotice = Omit<Notice, 'weight'> & { readonly weight: number };

/** True for a notice that is wanted. The withdrawal of one is told to everybody who may have had that one. */
export function wantsNotice(interest: NoticeInterest, notice: AnyNotice): boolean {
  const { authorities, kinds, areas, rule, inadequate, weight = 1 } = interest;
  const { kind, subject } = notice;
  if (authorities && !concerned(notice).some((key) => authorities.has(key))) return false;
  if (kind === 'NoticeWithdrawn') {
    const of = subject.kind as NoticeKind;
    return weightOf[of] >= weight && (!kinds || kinds.has(kind) || kinds.has(of));
  }
  if (isReminder(notice) && !kinds && rule === undefined && interest.weight === undefined) {
    return false;
  }
  if (kinds && !kinds.has(kind)) return false;
  if (notice.weight < weight) return false;
  if (rule !== undefined && subject.rule !== rule) return false;
  const graded = notice.changes.flatMap(({ field, before, after }) => {
    const [, area] = /^standing\.(?:areas\.)?([a-z_]+)$/.exec(field) ?? [];
    return area === undefined ? [] : [{ area, grades: [before, after] }];
  });
  if (areas && !graded.some(({ area }) => areas.has(area as Area))) return false;
  return !inadequate || graded.some(({ grades }) => grades.includes('inadequate'));
}

/** True of the day of a clock that asks for no look: see `reminderWeight`. */
function isReminder({ kind, weight }: AnyNotice): boolean {
  return weight <= reminderWeight && kind !== 'ImportEnded';
}

/** An import concerns everybody of whom it brought something. */
function concerned({ authority, subject }: AnyNotice): readonly string[] {
  return authority === england ? ((subject.authorities as readonly string[]) ?? []) : [authority];
}
