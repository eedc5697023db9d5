import { authorityGiven, chosenAuthoritiesOn, datesGiven } from '@monitoring-timeline/projections';
import {
  describeCsv,
  describedBy,
  type ExportTable,
  exportedTable,
  exportTables,
  marked,
  type TableFormat,
  tableFormats,
  tableMedia,
} from '@monitoring-timeline/projections/export';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ServiceContext } from '../context/context.ts';
import { csvWanted } from '../query/asked.ts';
import { address, datesIn } from '../query/parameters.ts';
import { problemResponses } from '../query/routes.ts';
import { allows } from '../tokens/index.ts';
import { bytes, type TableWords, wordsOf } from './export-parameters.ts';
import type { Sending } from './sending.ts';

/** The log as JSON lines is the log itself, which import takes in again: `log-routes.ts`. */
const isLog = (table: ExportTable, format: TableFormat) =>
  table.name === 'events' && format === 'jsonl';

/** Every view of all authorities as a table, in each format. */
export function tableRoutes(context: ServiceContext, sending: Sending): FastifyPluginAsyncZod {
  const { store, timeline } = context;
  return async (app) => {
    for (const table of exportTables(await timeline.questions())) {
      for (const format of tableFormats) {
        if (isLog(table, format)) continue;
        app.route({
          method: 'GET',
          url: `/export/${table.name}.${format}`,
          config: { lane: 'export' },
          schema: schemaOf(table, format),
          handler: async (request, reply) => {
            const given = request.query as TableWords;
            const { region, authority } = given;
            const dates = datesGiven(datesIn(given), address);
            const named = authority === undefined ? undefined : [authority].flat();
            const authorities = named?.map((one) => authorityGiven(one, address));
            const of = { region, authorities };
            // what is wrong with the question is told before anything is worked out
            chosenAuthoritiesOn(timeline, dates, of);
            const file = `${table.name}.${format}`;
            // names of people in bulk are for whoever may have the log with them
            const withNames = request.caller !== null && allows(request.caller.role, 'admin');
            const mark = format === 'csv' && csvWanted(request.headers.accept) === 'csv_marked';
            return sending.send(
              {
                file,
                media: tableMedia[format],
                inParts: format === 'parquet',
                describedBy:
                  format === 'csv' ? `/export/${file}${describedBy}` : '/export/dictionary',
                question: [table.name, format, mark, withNames, dates, of],
                pieces: ({ position: upTo }) => {
                  const asked = { timeline, store, upTo, dates, named: withNames, ...of };
                  const pieces = exportedTable(table, format, asked);
                  return mark ? marked(pieces) : pieces;
                },
              },
              request,
              reply,
            );
          },
        });
      }
      describeRoute(table);
    }

    function describeRoute(table: ExportTable): void {
      const file = `${table.name}.csv`;
      app.route({
        method: 'GET',
        url: `/export/${file}${describedBy}`,
        schema: {
          operationId: `describe${capital(table.name)}`,
          tags: ['Export'],
          summary: `What the columns of ${file} mean, by the W3C's vocabulary for tables`,
          response: {
            200: {
              description: 'The description of the file.',
              content: { 'application/csvm+json': { schema: z.record(z.string(), z.unknown()) } },
            },
            ...problemResponses,
          },
        },
        handler: async (_request, reply) =>
          reply
            .type('application/csvm+json')
            .send(describeCsv(file, table) as Record<string, unknown>),
      });
    }
  };
}

function schemaOf(table: ExportTable, format: TableFormat) {
  const { name, meaning, grain } = table;
  return {
    operationId: `export${capital(name)}As${capital(format)}`,
    tags: ['Export'],
    summary: `${meaning} As ${format === 'jsonl' ? 'JSON lines' : capital(format)}.`,
    description: `${grain} Sent piece by piece; \`/export/dictionary\` says what the columns mean.`,
    querystring: wordsOf(table),
    response: {
      200: {
        description: 'The whole table.',
        content: { [mediaName(format)]: { schema: bytes } },
      },
      304: z.undefined().meta({ description: 'What the client has is right.' }),
      ...problemResponses,
    },
  };
}

function mediaName(format: TableFormat): string {
  return tableMedia[format].split(';', 1)[0] ?? '';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
