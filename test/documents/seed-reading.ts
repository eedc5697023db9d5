import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ClaimEvent, createDirectory } from '@monitoring-timeline/core';
import { drawOut } from '../../packages/ingest/src/documents/draw-out.ts';
import { documentOfLines } from '../../packages/ingest/src/readers/text.ts';
import { root } from '../ingest/shared.ts';

/** The folder of five documents as text beside the repository, which only some machines have. */
const folder = join(root, '..', 'shared', 'seeds');
export const haveSeeds = existsSync(folder);
/** Why a test that needs them was skipped. */
const directory = createDirectory();

/** What is read in the document whose name begins with a number. */
export function readSeed(number: string, published?: string) {
  const name = readdirSync(folder).find((file) => file.startsWith(number));
  if (!name) throw new Error(`../shared/seeds holds no file that begins with ${number}`);
  const lines = readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .map((text, index) => ({ number: index + 1, text }));
  const document = documentOfLines(name, '0'.repeat(64), 'text/plain', lines);
  const settings = { directory, today: '2026-11-21' };
  return drawOut(document, published ? { ...settings, published } : settings);
}

/** The facts that a person drew out of a document, as they are shipped. */
export function shippedFacts(file: string): readonly ClaimEvent[] {
  return readFileSync(join(root, 'data', 'seeds', `${file}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ClaimEvent);
}

function when({ occurred }: ClaimEvent): string {
  const to = 'to' in occurred ? `..${occurred.to}` : '';
  return `${occurred.precision} ${occurred.from}${to}`;
}

type Plain = Readonly<Record<string, unknown>>;

function gradesOf(judgements: unknown): string {
  const list = (judgements ?? []) as readonly { readonly area: string; readonly grade: string }[];
  return list
    .map(({ area, grade }) => `${area}=${grade}`)
    .sort()
    .join(' ');
}

function findingsOf(findings: unknown): string {
  const counts = new Map<string, number>();
  for (const { kind } of (findings ?? []) as readonly { readonly kind: string }[]) {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ');
}

function rowsOf(rows: unknown): string {
  const list = rows as readonly {
    readonly area: string;
    readonly counts: Record<string, number>;
  }[];
  return list
    .map(
      ({ area, counts }) =>
        `${area} ${['outstanding', 'good', 'requires_improvement', 'inadequate'].map((grade) => counts[grade] ?? 0).join('/')}`,
    )
    .join(', ');
}

/** What a claim says, without words that one may choose: type, date and value. */
function saying(event: ClaimEvent): string {
  const data = event.data as Plain;
  const said = (...names: readonly string[]): string =>
    names
      .map((name) => data[name])
      .filter((value) => value !== undefined)
      .join(' ');
  switch (event.type) {
    case 'IndicatorObserved': {
      const value = data.value ?? String(data.printed).toLowerCase();
      const parts =
        data.numerator || data.denominator
          ? ` (${data.numerator ?? '?'} of ${data.denominator ?? '?'})`
          : '';
      return `${data.indicator} ${value} ${data.unit}${parts}${data.inconsistent ? ', inconsistent' : ''}`;
    }
    case 'LeadershipChanged':
    case 'LeadershipObserved':
      return said('role', 'status', 'change', 'person');
    case 'TurnoverObserved':
      return said('role', 'count', 'printed');
    case 'ThemeRaised':
    case 'ThemeStillEvident':
      return said('theme', 'times');
    case 'InterventionStarted':
    case 'InterventionEnded':
      return said('instrument');
    case 'DeliveryChanged':
      return said('provider', 'form', 'stage');
    case 'CommitmentMade': {
      const due = data.due as { readonly precision: string; readonly from: string } | undefined;
      return `${event.source.locator}${due ? `, due ${due.precision} ${due.from}` : ''}`;
    }
    case 'InspectionCarriedOut': {
      const team = (data.inspectors ?? []) as readonly unknown[];
      return `${said('framework', 'version', 'kind')}${team.length > 0 ? `, ${team.length} inspectors` : ''}`;
    }
    case 'VisitCarriedOut':
      return said('kind', 'sequence', 'topic');
    case 'ReportPublished':
      return [gradesOf(data.judgements), findingsOf(data.findings), said('progress')]
        .filter((part) => part !== '')
        .join('; ');
    case 'SnapshotPublished':
      return `${data.region ?? 'England'}: ${rowsOf(data.rows)}`;
    case 'ContextNoted':
      return said('kind');
    default:
      return JSON.stringify(data);
  }
}

/** A claim in one line: `type, date: value`. */
export function lineOf(event: ClaimEvent): string {
  return `${event.type}, ${when(event)}: ${saying(event)}`;
}

/** Lines of one list that the other does not have, each as often as it has more of it. */
export function without(lines: readonly string[], other: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const line of other) left.set(line, (left.get(line) ?? 0) + 1);
  return lines
    .filter((line) => {
      const count = left.get(line) ?? 0;
      left.set(line, count - 1);
      return count <= 0;
    })
    .sort();
}
