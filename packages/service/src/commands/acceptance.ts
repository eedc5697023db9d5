import {
  type Acceptance,
  acceptQuarantined,
  type DecisionResult,
  findQuarantined,
  parseEdit,
  readQuarantine,
  rowOf,
} from '@monitoring-timeline/ingest';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { ServiceContext } from '../context/context.ts';
import type { acceptanceWanted } from './schemas.ts';
import { type TriedOut, triedOut } from './trying-out.ts';
import { keyGiven, writingOf } from './writing.ts';

/** How a request agrees to what waits. @throws InvalidEntry, UnknownAuthority, AmbiguousAuthority */
export function acceptanceMeant(
  context: ServiceContext,
  { edit: given, authority, dryRun: _, ...how }: z.output<typeof acceptanceWanted>,
): Acceptance {
  const edit = given === undefined ? undefined : parseEdit(JSON.stringify(given), 'edit');
  return { ...how, edit, authority: keyGiven(context, authority) };
}

/** What agreeing to what waits would come to. @throws as `acceptQuarantined` */
export async function acceptanceTried(
  context: ServiceContext,
  request: Pick<FastifyRequest, 'caller'>,
  id: string,
  how: Acceptance,
): Promise<TriedOut<DecisionResult>> {
  const item = findQuarantined(await readQuarantine(context.store), id);
  const keys = [rowOf(item).authority, how.authority].filter(
    (key) => key !== null && key !== undefined,
  );
  const people = { name: (id: string) => context.people.name(id), addAll: async () => [] };
  const by = { ...writingOf(context, request), people };
  return triedOut(context, keys, (copy) => acceptQuarantined(id, how, { ...by, store: copy }));
}
