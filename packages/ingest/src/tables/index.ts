import { areaSend } from './area-send.ts';
import { authorities, authorityAliases } from './authorities.ts';
import { Header } from './cells.ts';
import { knownConflicts, scraperHistory } from './comparison.ts';
import type { TableKind } from './context.ts';
import { leadershipInPost, letterAddressees } from './leadership.ts';
import { outcomes } from './outcomes.ts';
import { eventsFromPages } from './pages.ts';
import { inspectionHistory, inYearActivity, latestJudgements } from './release-sheets.ts';
import { inspectionHistoryWide } from './release-wide.ts';
import { visits } from './visits.ts';

/** Every kind of table that is understood. */
export const tableKinds: readonly TableKind[] = [
  outcomes,
  visits,
  areaSend,
  authorities,
  authorityAliases,
  leadershipInPost,
  letterAddressees,
  eventsFromPages,
  inspectionHistory,
  inYearActivity,
  latestJudgements,
  inspectionHistoryWide,
  knownConflicts,
  scraperHistory,
];

/** How far down a table its header may stand, under title and remarks. */
export const headerWithin = 15;

export type Recognition =
  | { readonly kind: TableKind }
  | { readonly nearest: TableKind; readonly missing: readonly string[] }
  | undefined;

/** How much of a kind's columns a header must have for its missing ones to be named, instead of calling it unknown. */
const nearEnough = 0.6;

/** A header with so many columns of grades is near the table that has them, whatever else it lacks. */
const gradesEnough = 3;

function missingFrom(kind: TableKind, header: Header): readonly string[] {
  const required = kind.required.filter((names) => !header.has(...names));
  return [...required.map((names) => names[0] ?? ''), ...(kind.lacks?.(header) ?? [])];
}

function likeness(kind: TableKind, header: Header): number {
  const required = kind.required.filter((names) => header.has(...names)).length;
  const present = required / kind.required.length;
  const likely = kind.recognises ? Math.min(kind.recognises(header), present) : present;
  // a header that is of this kind in all but a column is near it, not it
  return likely === 1 && (kind.lacks?.(header).length ?? 0) > 0 ? 0.9 : likely;
}

/** The kind whose columns a header has; else the one it nearly is, with the columns that it lacks. */
export function recognise(header: Header, kinds: readonly TableKind[] = tableKinds): Recognition {
  const scored = kinds
    .map((kind) => ({ kind, score: likeness(kind, header) }))
    // among those that fit wholly, the one that asks for most is meant
    .sort((a, b) => b.score - a.score || b.kind.required.length - a.kind.required.length);
  const best = scored[0];
  if (best?.score === 1) return { kind: best.kind };
  const named = ({ kind }: { readonly kind: TableKind }) => ({
    nearest: kind,
    missing: missingFrom(kind, header),
  });
  if (best && best.score >= nearEnough) return named(best);
  return scored
    .filter(({ kind }) => (kind.gradeColumns?.(header).length ?? 0) >= gradesEnough)
    .map(named)
    .sort((a, b) => a.missing.length - b.missing.length)[0];
}

/** True for the cells of a header that has all columns of a kind. */
export function isHeader(
  cells: readonly string[],
  kinds: readonly TableKind[] = tableKinds,
): boolean {
  const found = recognise(new Header(cells), kinds);
  return found !== undefined && 'kind' in found;
}
