import {
  findClaim,
  findQuarantined,
  readQuarantine,
  rowOf,
  shownOf,
} from '@monitoring-timeline/ingest';
import type { Call, GlobalOptions } from '../call/call.ts';
import { WrongCall } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { askStore, directoryOf } from '../compose/asking.ts';
import { openDocuments, openPictures } from '../compose/open-documents.ts';
import { namesOf } from '../compose/open-people.ts';
import { writeJson } from '../output/json.ts';
import { refuseDates } from './answering.ts';
import { keyOf } from './correct.ts';
import { writePicture } from './write-picture.ts';

export interface QuarantineListOptions extends GlobalOptions {
  readonly reason?: string;
  readonly file?: string;
  readonly authority?: string;
  readonly decided?: boolean;
  readonly all?: boolean;
}

const dates = ['asOf', 'knownAt', 'recordedAt'] as const;

/** `timeline quarantine list`: what waits for a decision. @throws WrongCall, UnknownAuthority, the errors of the store */
export async function listQuarantine(call: Call<QuarantineListOptions>): Promise<ExitCode> {
  const { options, terminal } = call;
  const { reason, file, authority, decided, all } = options;
  refuseDates(call, 'quarantine', dates, 'it shows what waits now');
  if (decided && all) throw new WrongCall('--decided and --all exclude each other. Give one.');
  return askStore(call, async ({ store, address }) => {
    const directory = await directoryOf({ store, address });
    const key = await keyOf({ store, address }, authority);
    const queue = await readQuarantine(store);
    const rows = [...queue.values()]
      .filter(({ status, decision }) => all || (decided ? decision : status === 'open'))
      .map(rowOf)
      .filter((row) => reason === undefined || row.reason === reason.trim())
      .filter((row) => file === undefined || row.file.toLowerCase().includes(file.toLowerCase()))
      .filter((row) => key === undefined || row.authority === key);
    if (options.json) writeJson(terminal, rows);
    else {
      const { showQueue } = await import('../output/quarantine-list.ts');
      const waiting = [...queue.values()].filter(({ status }) => status === 'open').length;
      const shown = { rows, waiting, of: queue.size, which: which(options) };
      showQueue(shown, address, directory, terminal);
    }
    return exitCodes.done;
  });
}

function which({ decided, all }: QuarantineListOptions): 'open' | 'decided' | 'all' {
  if (all) return 'all';
  return decided ? 'decided' : 'open';
}

export interface QuarantineShowOptions extends GlobalOptions {
  readonly output?: string;
}

/**
 * `timeline quarantine show ID`; with `--output` the page of a PDF that it is about, as a PNG.
 * @throws UnknownQuarantined, WrongCall, PassageNotFound, NoPicture, DocumentNotFound, DiskFull, the errors of the store
 */
export async function showQuarantined(
  id: string,
  call: Call<QuarantineShowOptions>,
): Promise<ExitCode> {
  const { options, terminal } = call;
  refuseDates(call, 'quarantine', dates, 'it shows what waits now');
  return askStore(call, async ({ store, address }) => {
    const item = findQuarantined(await readQuarantine(store), id);
    const [documents, nameOf] = await Promise.all([openDocuments(address), namesOf(address)]);
    if (options.output !== undefined) {
      if (!item.sha256 || !item.locator?.startsWith('page ')) {
        throw new WrongCall(
          `${item.id} is about no page of a document, so there is none to draw. Leave out --output.`,
        );
      }
      const cache = await openPictures(address);
      await writePicture(documents, item.sha256, { locators: [item.locator] }, cache, call);
      return exitCodes.done;
    }
    const { proposed } = item;
    const doubted =
      proposed?.kind === 'doubt'
        ? (await findClaim(store, proposed.claim, { authority: proposed.authority })).event
        : undefined;
    const shown = await shownOf(item, { documents, nameOf, doubted });
    if (options.json) writeJson(terminal, shown);
    else {
      const { showItem } = await import('../output/quarantine-item.ts');
      showItem(shown, await directoryOf({ store, address }), terminal);
    }
    return exitCodes.done;
  });
}
