import { codeWords } from '@monitoring-timeline/core';
import type { Shown } from '../page/page.ts';
import type { DigestShown } from '../visit/subscriptions.ts';
import { instantText } from '../words/dates.ts';
import { counted, heldUnder } from '../words/texts.ts';

const said: Readonly<Record<string, string>> = {
  paused: 'The mails are paused.',
  resumed: 'The mails are sent again.',
};

export function mailsView(
  digests: readonly DigestShown[],
  done: string | undefined,
  preview: { readonly subject: string; readonly text: string } | undefined,
): Shown {
  return {
    title: 'Digests by mail',
    model: {
      done: heldUnder(said, done) ?? '',
      preview,
      caption: counted(digests.length, 'digest'),
      rows: digests.map((one) => ({
        id: one.id,
        to: one.to,
        where: one.where,
        every: one.every === 'day' ? 'every day' : 'every week',
        next: one.off ? 'paused' : instantText(one.next),
        off: one.off,
        last:
          one.last === null
            ? 'none yet'
            : one.last.status === 'begun'
              ? `none yet; tells of what is since ${instantText(one.last.at)}`
              : `${codeWords(one.last.status)}, ${instantText(one.last.at)}${one.last.error === null ? '' : `: ${one.last.error}`}`,
        waiting: one.waiting,
      })),
    },
  };
}
