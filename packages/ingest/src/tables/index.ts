import { areaSend } from './area-send.ts';
import { authorities, authorityAliases } from './authorities.ts';
import type { Header } from './cells.ts';
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

export type Recognition =
  | { readonly kind: TableKind }
  | { readonly nearest: TableKind; readonly missing: readonly string[] }
  | undefined;

/** How much of a kind's columns a header must have for its missing ones to be named, instead of calling it unknown. */
const nearEnough = 0.6;

function missingFrom(kind: TableKind, header: Header): readonly string[] {
  return kind.required.filter((names) => !header.has(...names)).map((names) => names[0] ?? '');
}

function likeness(kind: TableKind, header: Header): number {
  const present = 1 - missingFrom(kind, header).length / kind.required.length;
  return kind.recognises ? Math.min(kind.recognises(header), present) : present;
}

/** The kind whose columns a header has; else the one it nearly is, with the columns that it lacks. */
export function recognise(header: Header): Recognition {
  const scored = tableKinds
    .map((kind) => ({ kind, score: likeness(kind, header) }))
    // among those that fit wholly, the one that asks for most is meant
    .sort((a, b) => b.score - a.score || b.kind.required.length - a.kind.required.length);
  const best = scored[0];
  if (!best || best.score < nearEnough) return undefined;
  if (best.score === 1) return { kind: best.kind };
  return { nearest: best.kind, missing: missingFrom(best.kind, header) };
}
