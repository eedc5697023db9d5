import { randomUUID } from 'node:crypto';
import multipart, { type FastifyMultipartOptions } from '@fastify/multipart';
import { dayGiven } from '@monitoring-timeline/projections';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Settings } from '../config/index.ts';
import type { ServiceContext } from '../context/context.ts';
import { RequestProblem } from '../problems/index.ts';
import { address } from '../query/parameters.ts';
import { problemResponses } from '../query/routes.ts';
import { importsOf } from './imports.ts';
import type { Once } from './once.ts';
import { importedSchema } from './schemas.ts';
import { answerTried } from './trying-out.ts';
import { type Uploads, uploadLimits } from './uploads.ts';
import { writingOf } from './writing.ts';

/** Files from outside take the same way in as on the command line. */
export function importRoutes(context: ServiceContext, once: Once): FastifyPluginAsyncZod {
  const { settings } = context;
  const imports = importsOf(context);

  return async (app) => {
    await app.register(multipart, formsOf(settings));

    app.post(
      '/api/imports',
      {
        config: { access: 'editor' },
        schema: {
          operationId: 'importFiles',
          tags: ['Commands'],
          summary: 'Import files: reports, letters, papers, mails, tables and exported logs',
          description:
            'Files are parts of multipart/form-data, whatever their media types say: each is told by what it holds. Read are PDF, Word (.docx), OpenDocument (.odt), HTML and pages saved in one file (.mhtml), plain text, mails (.eml, of which the documents attached are read and day, domain and hash are kept), tables as CSV, .ods or .xlsx, and exported logs. A paper about one child who could be told from it is refused whole. What cannot be taken waits in quarantine with its reason; the rest is imported. An exported log brings its facts alone: never tokens, webhooks or the times of another store. The field `published` is the publication day of a release that states none; with the field `dryRun` set to true nothing is written, and `changes` says which answers would change.',
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
        const received = await imports.receive(request);
        try {
          const { published, dryRun: dry } = fieldsIn(received.uploads.fields);
          if (dry) {
            const job = imports.begin(randomUUID(), received, { by, published, dry });
            const result = await job.done;
            return answerTried(reply, { result, changes: job.changes });
          }
          return await once.answer(request, reply, received.uploads.content, async () => {
            const job = imports.begin(randomUUID(), received, { by, published });
            return { status: 200, body: await job.done };
          });
        } finally {
          await received.release();
        }
      },
    );
  };
}

/** @throws RequestProblem where there are other fields, or one says neither true nor false; WrongCall where it is no day */
function fieldsIn(fields: Uploads['fields']): {
  readonly published: string | undefined;
  readonly dryRun: boolean;
} {
  const { published, dryRun = 'false', ...others } = fields;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw new RequestProblem(
      400,
      'InvalidRequest',
      `There is no field ${unknown}, only published and dryRun.`,
    );
  }
  if (dryRun !== 'true' && dryRun !== 'false') {
    throw new RequestProblem(
      400,
      'InvalidRequest',
      `dryRun: "${dryRun}" is neither true nor false. Write dryRun=true to write nothing.`,
    );
  }
  return { published: publishedGiven(published), dryRun: dryRun === 'true' };
}

/** The publication day of releases that state none. @throws WrongCall where it is no day */
export function publishedGiven(published: string | undefined): string | undefined {
  return published === undefined ? undefined : dayGiven(address.parameter('published'), published);
}

/** How forms with files are read. */
export function formsOf({ uploadLimit }: Pick<Settings, 'uploadLimit'>): FastifyMultipartOptions {
  return {
    throwFileSizeLimit: false,
    limits: {
      fileSize: uploadLimit,
      ...uploadLimits,
      parts: uploadLimits.files + uploadLimits.fields,
      fieldSize: 1000,
      fieldNameSize: 100,
      headerPairs: 50,
    },
  };
}
