import { withQuery } from '../links/links.ts';
import type { Shown } from '../page/page.ts';
import type { LogPage, LogWanted } from '../visit/log.ts';
import { counted } from '../words/texts.ts';
import { eventRow } from './events-shown.ts';

type Wanted = Omit<LogWanted, 'page'>;

/** A page of the log, the latest event first. */
export function logView(
  { events, count, page, pages, types }: LogPage,
  wanted: Wanted,
  whole: boolean,
): Shown {
  const to = (at: number) => withQuery('/log', { ...wanted, page: String(at) });
  const link = (text: string, rel: string, at: number) =>
    at < 1 || at > pages || at === page ? [] : [{ text, rel, href: to(at) }];
  return {
    title: titleOf(wanted),
    model: {
      whole,
      ...wanted,
      types: types.map(({ type, count: some }) => ({
        type,
        count: some,
        chosen: type === wanted.type,
      })),
      caption: `${counted(count, 'event')}, page ${page} of ${pages}, the latest first`,
      rows: events.map(eventRow).toReversed(),
      // newer events are on pages of a higher number
      moves: [
        ...link('Latest', 'last', pages),
        ...link('Newer', 'next', page + 1),
        ...link('Older', 'prev', page - 1),
        ...link('Oldest', 'first', 1),
      ].filter((one, at, all) => all.findIndex(({ text }) => text === one.text) === at),
      fixed: to(page),
    },
  };
}

function titleOf({ stream, authority, type, import: run, event }: Wanted): string {
  if (event !== undefined) return `Log: event ${event}`;
  const where = stream ?? authority;
  const of = [where, type, run === undefined ? undefined : `import ${run}`].filter(Boolean);
  return of.length === 0 ? 'Log' : `Log: ${of.join(', ')}`;
}
