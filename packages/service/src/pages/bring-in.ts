import { type AuthorityKey, sentenceOf } from '@monitoring-timeline/core';
import {
  acceptQuarantined,
  type ClaimShown as Claim,
  findClaim,
  findQuarantined,
  type QuarantinedItem,
  type QuarantineItem,
  readQuarantine,
  rejectQuarantined,
  rowOf,
  shownOf,
} from '@monitoring-timeline/ingest';
import type {
  Acceptance,
  BringInDesk,
  ClaimShown,
  FilesSent,
  JobShown,
  Tried,
  Waiting,
  WaitingRow,
} from '@monitoring-timeline/pages';
import type { FastifyRequest } from 'fastify';
import { acceptanceMeant, acceptanceTried } from '../commands/acceptance.ts';
import { type ImportJob, importsOf, type Received } from '../commands/imports.ts';
import { publishedGiven } from '../commands/imports-routes.ts';
import { acceptanceWanted, rejectionWanted } from '../commands/schemas.ts';
import { uploadLimits } from '../commands/uploads.ts';
import { writingOf } from '../commands/writing.ts';
import type { ServiceContext } from '../context/context.ts';
import { nothingThere, RequestProblem } from '../problems/index.ts';
import { problemOf } from '../problems/problem-of.ts';
import { given } from './given.ts';
import { changeShown, triedShown } from './tried.ts';

/** A page about an import waits so long for it to end, ms: most do. */
const waitedMs = 2000;

/** Takes in documents and decides what waits, by the same commands as the API. */
export function bringInDesk(context: ServiceContext): (request: FastifyRequest) => BringInDesk {
  const { store, documents, timeline, names, clock } = context;
  const imports = importsOf(context);
  const received = new WeakMap<FilesSent, Received>();
  const nameOf = names.nameOf;
  const authorityName = (key: string | null) =>
    key === null ? null : timeline.directory.nameOf(key as AuthorityKey);

  function jobShown(job: ImportJob): JobShown {
    const { progress, result, error, state } = job;
    return {
      id: job.id,
      files: job.files,
      by: job.by,
      begun: job.begun,
      dry: job.dry,
      state,
      percent:
        progress === undefined || progress.total === 0
          ? 0
          : Math.floor((100 * progress.done) / progress.total),
      filesDone: progress?.files.done ?? 0,
      wrong: state === 'failed' ? problemOf(error).problem.detail : null,
      result: result
        ? {
            ...result,
            waiting: [...result.quarantined, ...result.questions].map(waitingShown),
          }
        : null,
      read: job.read,
      facts: job.facts.map(({ file, proposal: { event, locator }, sha256, passage }) => ({
        event: event.id,
        file,
        authority: authorityName(event.authority) ?? '',
        says: sentenceOf(event, nameOf),
        place: locator,
        sha256: sha256 ?? null,
        lines: passage,
      })),
      changes: job.changes.map((one) => changeShown(context, one)),
    };
  }

  function rowShown(item: QuarantineItem): WaitingRow {
    const { id, status, file, locator, reason, message, authority, raised, accept, decision } =
      rowOf(item);
    return {
      ...{ id, status, file, reason, message, accept },
      place: locator ?? null,
      authority: authorityName(authority),
      raised: raised.at,
      by: raised.by.name,
      decided: decision
        ? { by: decision.by.name, at: decision.at, why: decision.why ?? null }
        : null,
    };
  }

  return (request) => {
    const meant = (how: Acceptance) => acceptanceMeant(context, given(acceptanceWanted, how));

    return {
      limits: { files: uploadLimits.files, bytes: context.settings.uploadLimit },

      jobs: () => imports.all().map(jobShown),

      async job(id) {
        const job = imports.get(id);
        if (!job) {
          throw new RequestProblem(
            404,
            'UnknownImport',
            'This import is not known any more: the service was started again since, or a day is over. What it wrote stands in the log. Where you are not sure, bring the files in again: nothing is taken twice.',
          );
        }
        const stop = new AbortController();
        const ended = job.done.then(
          () => undefined,
          () => undefined,
        );
        await Promise.race([ended, clock.sleep(waitedMs, stop.signal)]);
        stop.abort();
        await names.refresh();
        return jobShown(job);
      },

      async receive() {
        const files = await imports.receive(request);
        const { fields, content } = files.uploads;
        const sent: FilesSent = {
          body: fields,
          content,
          // what an import has taken over is let go of when it ends
          release: async () => {
            if (received.delete(sent)) await files.release();
          },
        };
        received.set(sent, files);
        return sent;
      },

      begin(id, sent, { dry, published }) {
        const files = received.get(sent);
        if (!files) throw nothingThere();
        const by = writingOf(context, request);
        const wanted = { by, published: publishedGiven(published), dry, shown: true };
        const job = imports.begin(id, files, wanted);
        received.delete(sent);
        job.done.catch(() => undefined).finally(files.release);
        return job.id;
      },

      async waiting(which) {
        const rows = [...(await readQuarantine(store)).values()];
        return rows
          .filter(({ status, decision }) =>
            which === 'open' ? status === 'open' : decision !== undefined,
          )
          .map(rowShown);
      },

      async item(id) {
        await names.refresh();
        const item = findQuarantined(await readQuarantine(store), id);
        const { proposed } = item;
        const doubted =
          proposed?.kind === 'doubt'
            ? (await findClaim(store, proposed.claim, { authority: proposed.authority })).event
            : undefined;
        const shown = await shownOf(item, { documents, nameOf, doubted });
        const cells = (shown.given ?? {}) as Readonly<Record<string, unknown>>;
        return {
          ...rowShown(item),
          sha256: item.sha256 ?? null,
          lines: shown.passage?.lines ?? [],
          claims: shown.claims.map(claimShown),
          sides: shown.sides.map(({ number, value, holdsByRule, claims }) => ({
            number,
            value: textOf(value),
            byRule: holdsByRule,
            claims: claims.map(({ source, passage }) => ({ source, lines: passage })),
          })),
          cells: (shown.row?.columns ?? [])
            .filter((column) => column !== '')
            .map((column) => ({
              column,
              value: textOf(cells[column] ?? ''),
              faulty: shown.row?.faulty.includes(column) ?? false,
            })),
          doubted:
            shown.doubted && doubted
              ? { ...claimShown(shown.doubted), places: placesIn(doubted.data) }
              : null,
        };
      },

      async tryOut(id, how): Promise<Tried> {
        return triedShown(context, await acceptanceTried(context, request, id, meant(how)));
      },

      async accept(id, how) {
        await acceptQuarantined(id, meant(how), writingOf(context, request));
      },

      async reject(id, why) {
        const wanted = given(rejectionWanted, { why });
        await rejectQuarantined(id, wanted.why, writingOf(context, request));
      },
    };
  };
}

function waitingShown({ id, file, locator, reason, message }: QuarantinedItem): Waiting {
  return { id, file, place: locator ?? null, reason, message };
}

function claimShown({ says, source, event }: Claim): ClaimShown {
  return { says, source, json: JSON.stringify(event, null, 2) };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The places of a claim that hold a text or a number, as JSON pointers. */
function placesIn(value: unknown, at = '/data'): readonly { pointer: string; value: string }[] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) =>
      placesIn(inner, `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    );
  }
  return value === undefined || value === null ? [] : [{ pointer: at, value: textOf(value) }];
}
