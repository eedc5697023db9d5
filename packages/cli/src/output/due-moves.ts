import { codeWords } from '@monitoring-timeline/core';
import type { DueMove } from '@monitoring-timeline/projections';
import type { Terminal } from '../call/terminal.ts';
import { type DueHeading, policyText } from './due.ts';
import { Page } from './page.ts';
import { coordinatesText, counted, dateText } from './words.ts';

/** Who moves between the rules in force and others, as a page for a person. */
export function showMoves(
  moves: readonly DueMove[],
  heading: DueHeading,
  terminal: Terminal,
): void {
  const page = new Page(terminal);
  const who = new Set(moves.map(({ authority }) => authority.key)).size;
  page.title(`${heading.where}: who moves under other rules`);
  page.text(`${coordinatesText(heading)}.`);
  page.text(policyText(heading));
  page
    .blank()
    .text(
      moves.length === 0
        ? 'Nobody moves.'
        : `${counted(moves.length, 'clock')} of ${counted(who, 'authority', 'authorities')}.`,
    );
  if (moves.length > 0) {
    page.blank().table(
      [
        { head: 'Authority', gives: true },
        { head: 'In force', gives: true },
        { head: 'Due' },
        { head: 'Other rules', gives: true },
        { head: 'Due' },
        { head: 'Days', figures: true },
      ],
      moves.map(({ authority, rules, a, b, dueMovedBy }) => [
        authority.name,
        sideText(rules.a, a),
        dateText(a?.due),
        sideText(rules.b, b),
        dateText(b?.due),
        dueMovedBy === null ? '-' : String(dueMovedBy),
      ]),
    );
  }
  page.write();
}

function sideText(rule: string | null, side: DueMove['a']): string {
  if (!side) return 'no such clock';
  return `${rule ?? 'no rule'}: ${codeWords(side.status)}`;
}
