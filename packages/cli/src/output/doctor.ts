import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import { counted } from './words.ts';

/** One thing about a store that somebody should know, and what to do. */
export interface Finding {
  readonly about: 'log' | 'people' | 'state' | 'files' | 'clock' | 'event';
  readonly finding: string;
  readonly advice: string;
}

/** What was found about a store and what to do, as a page for a person. */
export function showFindings(
  store: string,
  findings: readonly Finding[],
  terminal: Terminal,
): void {
  const page = new Page(terminal);
  if (findings.length === 0) page.title(`Nothing is wrong with ${store}`);
  else page.title(`${counted(findings.length, 'finding')} about ${store}`);
  for (const { finding, advice } of findings) {
    page.section(finding);
    page.text(advice, 2);
  }
  page.write();
}
