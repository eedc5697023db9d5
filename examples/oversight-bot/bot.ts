// Posts each notice about the North East to a receiver, once: `node bot.ts LOG RECEIVER`. What it told last stands in a file
// beside it, so that it goes on there when it is started again.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { openTimeline, wantsNotice } from 'monitoring-timeline';
import { openSqliteStore } from 'monitoring-timeline/sqlite';
import { openStateStore } from 'monitoring-timeline/state';
import { concatMap, filter, fromEvent, lastValueFrom, takeUntil } from 'rxjs';

const [log, receiver] = process.argv.slice(2);
if (log === undefined || receiver === undefined) {
  console.error(
    'Name a log and the address of a receiver: node bot.ts var/timeline.db https://example.org/hook',
  );
  process.exit(2);
}
const placeFile = 'told-last.txt';
const after = existsSync(placeFile) ? readFileSync(placeFile, 'utf8') : '';

const store = await openSqliteStore(log);
const state = await openStateStore(`${log}.bot-state`);
const timeline = await openTimeline({ store, state });
const northEast = new Set(
  timeline.directory
    .all()
    .filter(({ key }) => timeline.directory.region(key) === 'North East')
    .map(({ key }) => key),
);

/** A receiver may be asked twice for one notice, where this ends between the post and the note of it: `id` tells it apart. */
async function post(notice: {
  readonly id: string;
  readonly authority: string;
  readonly title: string;
}): Promise<void> {
  const response = await fetch(receiver!, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': notice.id },
    body: JSON.stringify({ id: notice.id, authority: notice.authority, text: notice.title }),
  });
  if (!response.ok)
    throw new Error(`${receiver} answered ${response.status}. Start again when it takes posts.`);
}

// the first run tells nothing of what is on record already: from here on, what comes in is told
await timeline.issueNotices();
console.log(`Following ${log}.`);
await lastValueFrom(
  timeline.notices$({ after }).pipe(
    filter((notice) => wantsNotice({ authorities: northEast }, notice)),
    // one after the other: the order is that of issue
    concatMap(async (notice) => {
      await post(notice);
      writeFileSync(`${placeFile}.new`, notice.checkpoint);
      renameSync(`${placeFile}.new`, placeFile);
    }),
    takeUntil(fromEvent(process, 'SIGTERM')),
  ),
  { defaultValue: undefined },
);
await timeline.close();
await state.close();
await store.close();
