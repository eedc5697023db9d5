import type { ClaimEvent } from '@monitoring-timeline/core';
import type { DocumentStore } from '@monitoring-timeline/core/documents';
import {
  findClaim,
  locatorsOf,
  PassageNotFound,
  passageOf,
  passageWanted,
} from '@monitoring-timeline/ingest';
import type { Call, GlobalOptions } from '../call/call.ts';
import { WrongCall } from '../call/errors.ts';
import { type ExitCode, exitCodes } from '../call/exit-codes.ts';
import { askStore } from '../compose/asking.ts';
import { openDocuments, openPictures } from '../compose/open-documents.ts';
import { writeJson } from '../output/json.ts';
import { choice, refuseDates } from './answering.ts';
import { keyOf } from './correct.ts';
import { writePicture } from './write-picture.ts';

export interface PassageCallOptions extends GlobalOptions {
  readonly output?: string;
  readonly page?: string;
  readonly scale?: string;
  readonly part?: string;
  readonly authority?: string;
}

const parts = ['page', 'passage'] as const;

/**
 * `timeline passage EVENT`: what an event says in the lines of its document; with `--output` the page of a PDF as a PNG, with what the
 * event was read from marked.
 * @throws UnknownEvent, PassageNotFound, NoPicture, DocumentNotFound, DocumentDamaged, WrongCall, DiskFull, the errors of the store
 */
export async function tellPassage(id: string, call: Call<PassageCallOptions>): Promise<ExitCode> {
  const { options, terminal } = call;
  refuseDates(call, 'passage', ['asOf', 'knownAt', 'recordedAt'], 'name the event by its id');
  const { output } = options;
  const drawing = {
    page: numberOf('--page', options.page),
    scale: numberOf('--scale', options.scale),
    part: options.part === undefined ? undefined : choice('--part', options.part, parts),
  };
  if (output === undefined && Object.values(drawing).some((given) => given !== undefined)) {
    throw new WrongCall('--page, --scale and --part say how a page is drawn. Give --output p.png.');
  }
  if (output !== undefined && options.json) {
    throw new WrongCall(
      '--json gives the lines of the passage. Leave it out, or leave out --output.',
    );
  }
  return askStore(call, async ({ store, address }) => {
    const key = await keyOf({ store, address }, options.authority);
    const { event } = await findClaim(store, id, { authority: key });
    const documents = await openDocuments(address);
    const sha256 = documentOf(event);
    if (output === undefined) {
      await tellLines(event, sha256, documents, call);
      return exitCodes.done;
    }
    const wanted = { ...passageWanted(event), ...drawing };
    const cache = await openPictures(address);
    await writePicture(documents, sha256, wanted, cache, call);
    return exitCodes.done;
  });

  async function tellLines(
    event: ClaimEvent,
    sha256: string,
    documents: DocumentStore,
    { options: { json } }: Call,
  ): Promise<void> {
    const [locator = 'file'] = locatorsOf(event);
    const { lines, boxes } = await passageOf(documents, sha256, locator);
    if (json) {
      writeJson(terminal, { sha256, event: event.id, locator, lines, boxes });
      return;
    }
    const { showPassage } = await import('../output/passage.ts');
    showPassage(`${event.source.title}, ${locator}`, lines, terminal);
  }
}

/** @throws PassageNotFound */
function documentOf({ id, source }: ClaimEvent): string {
  if (source.sha256 !== undefined) return source.sha256;
  throw new PassageNotFound(
    `The event ${id} rests on no document that was read here: ${source.title}, ${source.publisher}.`,
    { id },
  );
}

/** @throws WrongCall */
function numberOf(name: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const number = Number(given);
  if (Number.isFinite(number) && number > 0) return number;
  throw new WrongCall(`${name}: "${given}" is no number above 0. Give for example ${name} 2.`);
}
