import type { DigestShown } from '@monitoring-timeline/service';
import type { Terminal } from '../call/terminal.ts';
import { Page } from './page.ts';
import { counted } from './words.ts';

/** Every digest that is set, as a page for its operator. */
export function showDigests(digests: readonly DigestShown[], terminal: Terminal): void {
  const page = new Page(terminal);
  page.title('Digests');
  page.text(
    `${counted(digests.length, 'digest')}. --preview shows what each would say now, --send sends what is due.`,
  );
  page.blank().table(
    [
      { head: 'To', gives: true },
      { head: 'Of', gives: true },
      { head: 'Every' },
      { head: 'Next' },
      { head: 'The last', gives: true, weight: 2 },
      { head: 'Waiting', figures: true },
    ],
    digests.map((digest) => [
      digest.to,
      digest.where,
      digest.every,
      digest.off ? 'switched off' : timeText(digest.next),
      lastText(digest),
      String(digest.waiting),
    ]),
  );
  page.write();
}

const statusWords: Readonly<Record<NonNullable<DigestShown['last']>['status'], string>> = {
  begun: 'none yet',
  pending: 'could not be sent yet',
  sending: 'under way',
  sent: 'sent',
  nothing: 'nothing happened',
  refused: 'refused by the relay',
  unsure: 'sent or not: nobody can say',
};

function lastText({ last }: DigestShown): string {
  if (!last) return 'begins with the first run';
  const error = last.error === null ? '' : `: ${last.error}`;
  // what a digest begins with is told from then on
  const when =
    last.status === 'begun'
      ? `; tells of what is since ${timeText(last.at)}`
      : `, ${timeText(last.at)}`;
  return `${statusWords[last.status]}${when}${error}`;
}

function timeText(instant: string): string {
  return `${instant.slice(0, 16).replace('T', ' ')} UTC`;
}
