import multipart from '@fastify/multipart';
import { importPaths } from '@monitoring-timeline/ingest';
import { dayGiven } from '@monitoring-timeline/projections';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { ServiceContext } from '../context/context.ts';
import { RequestProblem } from '../problems/index.ts';
import { address } from '../query/parameters.ts';
import { problemResponses } from '../query/routes.ts';
import type { Given, Once } from './once.ts';
import { importedSchema } from './schemas.ts';
import { takeUploads, type Uploads, uploadLimits } from './uploads.ts';
import { writingOf } from './writing.ts';

/** Requests whose files lie here at one time, the one that is imported among them; more are asked to come back. */
const mostAtOnce = 5;

/** Files from outside take the same way in as on the command line. */
export function importRoutes(context: ServiceContext, once: Once): FastifyPluginAsyncZod {
  const { store, people, documents, settings, kinds } = context;
  let last: Promise<unknown> = Promise.resolve();
  let atOnce = 0;

  /** One import at a time: reading takes what memory and cores there are. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  }

  /** A place is taken before any byte is: what waits lies on the disk. */
  async function inPlace<T>(work: () => Promise<T>): Promise<T> {
    if (atOnce === mostAtOnce) {
      throw new RequestProblem(
        503,
        'Busy',
        'Other files are being imported. Send these again in a minute.',
        { 'retry-after': '60' },
      );
    }
    atOnce += 1;
    try {
      return await work();
    } finally {
      atOnce -= 1;
    }
  }

  return async (app) => {
    await app.register(multipart, {
      throwFileSizeLimit: false,
      limits: {
        fileSize: settings.uploadLimit,
        ...uploadLimits,
        parts: uploadLimits.files + uploadLimits.fields,
        fieldSize: 1000,
        fieldNameSize: 100,
        headerPairs: 50,
      },
    });

    app.post(
      '/api/imports',
      {
        config: { access: 'editor' },
        schema: {
          operationId: 'importFiles',
          tags: ['Commands'],
          summary: 'Import files: reports, letters, tables and exported logs',
          description:
            'Files are parts of multipart/form-data. What cannot be taken waits in quarantine with its reason; the rest is imported. An exported log brings its facts alone: never tokens, webhooks or the times of another store. The field `published` is the publication day of a release that states none.',
          consumes: ['multipart/form-data'],
          response: { 200: importedSchema, ...problemResponses },
        },
      },
      async (request, reply) => {
        const by = writingOf(context, request);
        if (!request.isMultipart()) {
          throw new RequestProblem(
            415,
            'InvalidMediaType',
            'Files are sent as multipart/form-data, each as a part with a filename.',
          );
        }
        return inPlace(async () => {
          const uploads = await takeUploads(request, settings.uploadLimit);
          try {
            const published = publishedIn(uploads);
            return await once.answer(request, reply, uploads.content, () =>
              inTurn(async (): Promise<Given> => {
                const { actor, now, directory } = by;
                const { paths, nameOf } = uploads;
                const to = { store, people, documents, directory };
                const options = {
                  ...to,
                  actor,
                  now,
                  published,
                  nameOf,
                  wholeLogs: false,
                  ...kinds,
                };
                return { status: 200, body: await importPaths(paths, options) };
              }),
            );
          } finally {
            await uploads.drop();
          }
        });
      },
    );
  };
}

/** @throws RequestProblem where there are other fields; WrongCall where it is no day */
function publishedIn({ fields }: Uploads): string | undefined {
  const { published, ...others } = fields;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw new RequestProblem(
      400,
      'InvalidRequest',
      `There is no field ${unknown}, only published.`,
    );
  }
  if (published === undefined) return undefined;
  return dayGiven(address.parameter('published'), published);
}
