import type { Shown } from '../page/page.ts';
import type { StreamShown } from '../visit/log.ts';
import { counted } from '../words/texts.ts';

export function streamsView(
  streams: readonly StreamShown[],
  holding: string,
  whole: boolean,
): Shown {
  const events = streams.reduce((sum, one) => sum + one.events, 0);
  return {
    title: 'Streams of the log',
    model: {
      holding,
      whole,
      caption: `${counted(streams.length, 'stream')} with ${counted(events, 'event')}`,
      rows: streams.map(({ name, events: some, last }) => ({
        name,
        href: `/log?stream=${encodeURIComponent(name)}`,
        events: some,
        last: last.replace('T', ' ').replace('Z', ''),
      })),
    },
  };
}
