import { type Acceptance, parseEdit } from '@monitoring-timeline/ingest';
import type { z } from 'zod';
import type { ServiceContext } from '../context/context.ts';
import type { acceptanceWanted } from './schemas.ts';
import { keyGiven } from './writing.ts';

/** How a request agrees to what waits. @throws InvalidEntry, UnknownAuthority, AmbiguousAuthority */
export function acceptanceMeant(
  context: ServiceContext,
  { edit: given, authority, ...how }: z.output<typeof acceptanceWanted>,
): Acceptance {
  const edit = given === undefined ? undefined : parseEdit(JSON.stringify(given), 'edit');
  return { ...how, edit, authority: keyGiven(context, authority) };
}
