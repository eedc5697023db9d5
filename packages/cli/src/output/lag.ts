import type { LogReach } from '@monitoring-timeline/projections';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import { counted } from './words.ts';

/** How far a log can be read, as a page for a person. */
export function showLag(
  store: string,
  { events, behind, reached, stopped }: LogReach,
  terminal: Terminal,
): void {
  const page = new Page(terminal);
  page.title(
    stopped ? `${store}: the views have stopped` : `${store}: the views can take in all of it`,
  );
  page.field('Events', String(events));
  page.field('Behind', counted(behind, 'event'));
  page.field('Reached', reached === '' ? 'the beginning' : `position ${reached}`);
  if (stopped) {
    page.field('Stopped at', `position ${stopped.position}, stream ${stopped.stream}`);
    page.field('Event', `${stopped.type} version ${stopped.version}, ${stopped.id}`);
    page.field('Recorded', stopped.recorded);
    page.blank().text(stopped.reason);
  }
  page.write();
}
