import type { Concern } from '../context/context.ts';
import { briefRoutes } from './brief-routes.ts';
import { dictionaryRoutes } from './dictionary-routes.ts';
import { logRoutes } from './log-routes.ts';
import { Sending } from './sending.ts';
import { tableRoutes } from './table-routes.ts';

/** Everything that can be had in bulk: the log, any view as a table, and what its columns mean. */
export const exporting: Concern = (context) => async (app) => {
  const sending = new Sending(context);
  app.addHook('onClose', () => sending.close());
  await app.register(dictionaryRoutes(context));
  await app.register(logRoutes(context, sending));
  await app.register(tableRoutes(context, sending));
  await app.register(briefRoutes(context));
};
