import type { Concern } from '../context/context.ts';
import { importRoutes } from './imports-routes.ts';
import { Once } from './once.ts';
import { quarantineRoutes } from './quarantine-routes.ts';
import { repairRoutes } from './repairs-routes.ts';

/** What people write over HTTP: each with who did it, and once where it has an Idempotency-Key. */
export const commands: Concern = (context) => async (app) => {
  const once = new Once(context);
  await app.register(importRoutes(context, once));
  await app.register(repairRoutes(context, once));
  await app.register(quarantineRoutes(context, once));
};
