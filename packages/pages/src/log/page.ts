import { WrongCall } from '@monitoring-timeline/projections';
import type { DeskPage } from '../desk/desk-page.ts';
import { eventView } from './event-view.ts';
import { streamsView } from './streams-view.ts';
import { logView } from './view.ts';

/** The log, event by event, the latest first. */
export const log: DeskPage = {
  address: '/log',
  access: 'read',
  words: ['stream', 'authority', 'type', 'import', 'event', 'page'],
  template: 'log/log.njk',
  async show({ visit, word }) {
    const wanted = {
      stream: word('stream'),
      authority: word('authority'),
      type: word('type'),
      import: word('import'),
      event: word('event'),
    };
    const page = await visit.log.page({ ...wanted, page: pageIn(word('page')) });
    return logView(page, wanted, visit.log.whole);
  },
};

/** The streams of the log. */
export const logStreams: DeskPage = {
  address: '/log/streams',
  access: 'read',
  words: ['holding'],
  template: 'log/streams.njk',
  async show({ visit, word }) {
    const holding = word('holding') ?? '';
    return streamsView(await visit.log.streams(holding), holding, visit.log.whole);
  },
};

/** One event, with its hashes and what is around it. */
export const logEvent: DeskPage = {
  address: '/log/:stream/:revision',
  access: 'read',
  words: [],
  template: 'log/event.njk',
  async show({ visit, path }) {
    const revision = Number(path.revision);
    if (!/^\d{1,9}$/.test(path.revision ?? '')) {
      throw new WrongCall('An event stands at a number in its stream, such as /log/national/0.');
    }
    return eventView(await visit.log.event(path.stream ?? '', revision));
  },
};

function pageIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new WrongCall('A page of the log is a whole number from 1 on.', { parameter: 'page' });
}
