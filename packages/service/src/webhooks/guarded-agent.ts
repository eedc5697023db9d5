import { type LookupAddress, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import type { Agent, buildConnector, Dispatcher } from 'undici';
import { AddressNotPublic, isPublicAddress, PortNotAllowed, portOf } from './public-address.ts';

/** Where webhooks may lead. */
export interface Reach {
  /** Addresses that are not public, and any port, too. */
  readonly toPrivate: boolean;
  readonly ports: readonly number[];
}

/**
 * Connections to public addresses alone. The address is checked where the connection is made, after the name was looked up: a name that
 * leads elsewhere a moment later is caught, too. What makes them is loaded with the first: a service without webhooks holds nothing of it.
 */
export class GuardedAgent {
  readonly #reach: Reach;
  #agent: Promise<Agent> | undefined;

  constructor(reach: Reach) {
    this.#reach = reach;
  }

  async request(
    address: string,
    options: Omit<Dispatcher.RequestOptions, 'origin' | 'path'>,
  ): Promise<Dispatcher.ResponseData> {
    const { request } = await import('undici');
    this.#agent ??= agentWithin(this.#reach);
    return request(address, { ...options, dispatcher: await this.#agent });
  }

  /** Cuts off what is under way. */
  async destroy(): Promise<void> {
    await (await this.#agent)?.destroy();
  }
}

async function agentWithin({ toPrivate, ports }: Reach): Promise<Agent> {
  const { Agent, buildConnector } = await import('undici');
  const connector = buildConnector({
    timeout: 5000,
    ...(toPrivate ? {} : { lookup: publicLookup }),
  } as buildConnector.BuildOptions);
  return new Agent({
    connections: 4,
    headersTimeout: 15_000,
    bodyTimeout: 15_000,
    maxHeaderSize: 16 * 1024,
    connect(options, callback) {
      const { hostname, protocol } = options;
      const literal = hostname.replace(/^\[|\]$/g, '');
      const port = portOf(options.port, protocol);
      if (!toPrivate && !ports.includes(port)) {
        callback(new PortNotAllowed(hostname, port, ports), null);
        return;
      }
      // an address that is written out is never looked up
      if (!toPrivate && isIP(literal) !== 0 && !isPublicAddress(literal)) {
        callback(new AddressNotPublic(hostname), null);
        return;
      }
      connector(options, (error, socket) => {
        if (error) {
          callback(error, null);
          return;
        }
        const { remoteAddress = '' } = socket;
        if (toPrivate || isPublicAddress(remoteAddress)) {
          callback(null, socket);
          return;
        }
        socket.destroy();
        callback(new AddressNotPublic(hostname), null);
      });
    },
  });
}

const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) {
      callback(error, '');
      return;
    }
    const wrong = addresses.find(({ address }) => !isPublicAddress(address));
    const [first] = addresses;
    if (wrong || !first) {
      callback(new AddressNotPublic(hostname), '');
    } else if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};
