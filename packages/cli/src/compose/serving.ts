import { flushCompileCache } from 'node:module';
import type { Settings } from '@monitoring-timeline/service';
import { WrongCall } from '../call/errors.ts';
import type { OpenedStore } from './asking.ts';
import { clock } from './clock.ts';
import { openDocuments, openPictures } from './open-documents.ts';
import { openPeople } from './open-people.ts';
import { openState } from './open-state.ts';
import { openStore } from './open-store.ts';
import { sealsKeptOf } from './seals.ts';
import { storeAddress } from './store-address.ts';
import { untilStopped } from './until-stopped.ts';

/** Where a service answers, and where it serves health and metrics by themselves if it does. */
export interface Listening {
  readonly url: string;
  readonly metricsUrl: string | undefined;
}

/**
 * Serves a store until it is stopped: Ctrl+C ends open answers, finishes those under way and closes what was opened. A second
 * Ctrl+C ends at once. `onListening` is told the addresses when it answers. Any number of services
 * serve one log; one of them issues notices.
 * @throws WrongCall where the address cannot be listened on; the errors of the store
 */
export async function serveStore(
  { store, address }: OpenedStore,
  settings: Settings,
  onListening: (listening: Listening) => void,
): Promise<void> {
  const { createService, secrecyOf } = await import('@monitoring-timeline/service');
  const secrecy = await secrecyOf(settings, store.id);
  const [people, state] = [await openPeople(address), await openState(address, secrecy)];
  try {
    const documents = await openDocuments(address);
    const emptyStore = () => openStore(storeAddress('memory:'));
    const pictures = await openPictures(address);
    const seals = sealsKeptOf(address, state);
    const parts = { store, people, documents, pictures, seals, state, clock, emptyStore };
    const service = await createService(parts, settings);
    try {
      await untilStopped(async (stop) => {
        const url = await service.listen();
        service.describe();
        onListening({ url, metricsUrl: service.metricsUrl });
        // what was compiled is kept now, so that a service that is killed begins as fast the next time
        flushCompileCache();
        if (stop.aborted) return;
        await new Promise<void>((resolve) => {
          stop.addEventListener('abort', () => resolve(), { once: true });
        });
      });
    } catch (error) {
      throw listeningRefused(error, settings) ?? error;
    } finally {
      await service.close();
    }
  } finally {
    await state.close();
    await people.close();
  }
}

const refusals: Readonly<Record<string, string>> = {
  EADDRINUSE: 'something else listens there. Stop it, or take another port with --port',
  EACCES: 'this user may not listen there. Take a port above 1023 with --port',
  EADDRNOTAVAIL: 'this machine has no such address. Give one of its own with --host',
  ENOTFOUND: 'no address has that name. Give one of this machine with --host',
};

function listeningRefused(
  error: unknown,
  { host, port, metricsPort }: Settings,
): WrongCall | undefined {
  const { code = '', port: refused = port } = error as NodeJS.ErrnoException & { port?: number };
  const why = refusals[code];
  if (why === undefined) return undefined;
  if (refused === metricsPort && refused !== port) {
    return new WrongCall(
      `127.0.0.1 port ${refused}, for metrics: something else listens there, or this user may not. Set metricsPort to another.`,
      { port: refused, code },
    );
  }
  return new WrongCall(`${host} port ${port}: ${why}.`, { host, port, code });
}
