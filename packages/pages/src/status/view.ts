import type { Shown } from '../page/page.ts';
import type { StatusShown } from '../visit/status.ts';
import { instantText } from '../words/dates.ts';
import { capital, counted } from '../words/texts.ts';

type Follower = StatusShown['followers'][number];

const states: Readonly<Record<Follower['state'], string>> = {
  current: 'has taken in all of the log',
  starting: 'is catching up for the first time',
  behind: 'is behind the log, and moves',
  stalled: 'is behind the log, and does not move',
  stopped: 'has stopped; the log of the service says why',
};

/** What is well, and what is not, each as a sentence. */
export function statusView(status: StatusShown): Shown {
  const { ready, reasons, warnings, followers, head, disk, jobs } = status;
  const running = jobs.filter(({ state }) => state === 'running' || state === 'waiting');
  return {
    title: ready ? 'The service is well' : 'The service is not ready',
    model: {
      ready,
      reasons,
      warnings,
      followers: followers.map(({ name, state, events, seconds }) => ({
        name: capital(name),
        state,
        text: states[state],
        events: events === null ? 'not known' : String(events),
        seconds: seconds === null ? 'not known' : String(seconds),
      })),
      facts: [
        ['Log', head === null ? 'cannot be read' : counted(head.events, 'event')],
        ['Its last position', head?.position ?? 'not known'],
        ['Hash of its head', head?.hash ?? 'not known'],
        ['Identity of the log', status.storeId],
        ['Disk of the log', disk.log ? 'has room' : 'is full: nothing can be written'],
        ['Disk of the local state', disk.state ? 'has room' : 'is full: no notice is issued'],
        ['Running since', instantText(status.since)],
        ['Memory', `${Math.round(status.memoryBytes / 1_048_576)} MB`],
        ['Node.js', status.node],
        ['Rules', `${status.policy.id}, version ${status.policy.version}`],
        [
          'Imports under way',
          running.length === 0 ? 'none' : running.map(({ files }) => files.join(', ')).join('; '),
        ],
      ],
    },
  };
}
