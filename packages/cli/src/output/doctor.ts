import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import { counted } from './words.ts';

/** One thing about a store that somebody should know, and what to do. */
export interface Finding {
  readonly about: 'log' | 'seals' | 'people' | 'documents' | 'state' | 'files' | 'clock' | 'event';
  readonly finding: string;
  readonly advice: string;
}

/** Events that are not in the present version of their type. */
export interface OtherVersion {
  readonly type: string;
  readonly version: number;
  /** The version that they are read as; null where this program cannot read them. */
  readonly readAs: number | null;
  readonly events: number;
}

/** A part of what is kept beside the log. */
export interface KeptPart {
  readonly part: string;
  /** The form in which it lies there. */
  readonly form: string;
  /** The form in which this program writes it. */
  readonly present: string;
  /** Whether it is made again from the log where it is lost. */
  readonly workedOut: boolean;
  /** Position of the log up to which it was worked out; null for what is no such thing. */
  readonly upTo: string | null;
}

/** What a store is. */
export interface StoreIs {
  readonly engine: string;
  /** Identity of the log, the same in every copy. */
  readonly id: string;
  readonly events: number;
  readonly streams: number;
  /** When the last event was recorded; null for an empty log, or where the engine does not say. */
  readonly recorded: string | null;
  readonly others: readonly OtherVersion[];
  readonly kept: readonly KeptPart[];
}

/** What was found about a store; `serves`: this program can read all of it. */
export interface Examined {
  readonly store: string;
  readonly sound: boolean;
  readonly serves: boolean;
  readonly is: StoreIs | null;
  readonly findings: readonly Finding[];
}

/** What a store is, what was found about it and what to do, as a page for a person. */
export function showFindings({ store, serves, is, findings }: Examined, terminal: Terminal): void {
  const page = new Page(terminal);
  if (findings.length === 0) page.title(`Nothing is wrong with ${store}`);
  else page.title(`${counted(findings.length, 'finding')} about ${store}`);
  if (is) showWhatItIs(page, is, serves);
  for (const { finding, advice } of findings) {
    page.section(finding);
    page.text(advice, 2);
  }
  page.write();
}

function showWhatItIs(page: Page, is: StoreIs, serves: boolean): void {
  const { engine, id, events, streams, recorded, others, kept } = is;
  const last = recorded === null ? '' : `, the last recorded ${recorded}`;
  page.field('Log', `${counted(events, 'event')} in ${counted(streams, 'stream')}${last}`);
  page.field('Kept by', `${engine}, as ${id}`);
  for (const { type, version, readAs, events: held } of others) {
    if (readAs === null) continue;
    page.field(
      'Earlier events',
      `${held} of ${type} version ${version}, read as version ${readAs}`,
    );
  }
  for (const one of kept) page.field('Beside it', keptText(one));
  page.field('This program', serves ? 'can serve it' : 'cannot serve all of it');
}

function keptText({ part, form, present, workedOut, upTo }: KeptPart): string {
  const reach = upTo === null || upTo === '' ? '' : `, up to position ${upTo}`;
  if (form === present) return `${part}, form ${form}${reach}`;
  if (Number(form) > Number(present)) return `${part}, form ${form}: beyond this program`;
  const becomes = workedOut
    ? 'not read; made again from the log'
    : `brought to form ${present} when next used`;
  return `${part}, form ${form}: ${becomes}`;
}
