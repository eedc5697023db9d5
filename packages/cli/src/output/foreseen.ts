import type { Page } from './page.ts';

const shownAtMost = 20;

/** The answers that something would change, the heaviest first, under a heading of their own. */
export function addForeseen(
  page: Page,
  changes: readonly { readonly title: string; readonly text: string }[],
): void {
  page.section('What it would change');
  if (changes.length === 0) page.text('No answer.', 2);
  for (const { title, text } of changes.slice(0, shownAtMost)) page.text(title, 2).text(text, 4);
  const more = changes.length - shownAtMost;
  if (more > 0) page.text(`... and ${more} more; --json lists them all.`);
}
