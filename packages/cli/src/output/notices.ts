import type { Directory } from '@monitoring-timeline/core';
import type { IssuedNotice } from '@monitoring-timeline/projections';
import type { Terminal } from '../terminal.ts';
import { Page } from './page.ts';
import { capital, counted, dateText, plainWords } from './words.ts';

/** Notices issued, as a page for a person, in the order in which they were issued. */
export function showNotices(
  notices: readonly IssuedNotice[],
  directory: Directory,
  terminal: Terminal,
): void {
  const page = new Page(terminal);
  page.title('Notices');
  page.text(`${counted(notices.length, 'notice')}, in the order in which they were issued.`);
  if (notices.length > 0) {
    page.blank().table(
      [
        { head: 'No.' },
        { head: 'Day' },
        { head: 'Authority', gives: true },
        { head: 'Notice', gives: true },
        { head: 'About', gives: true, weight: 2 },
      ],
      notices.map(({ sequence, day, authority, kind, subject }) => [
        String(Number(sequence)),
        dateText(day),
        directory.nameOf(authority),
        capital(kind.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)),
        aboutText(subject),
      ]),
    );
  }
  page.write();
}

function aboutText(subject: IssuedNotice['subject']): string {
  return Object.entries(subject)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${plainWords(name)} ${valueText(value)}`)
    .join('; ');
}

function valueText(value: unknown): string {
  if (typeof value === 'string') return plainWords(value);
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, inner]) => `${plainWords(name)} ${valueText(inner)}`)
    .join(', ');
}
