import { type LookupAddress, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { TimelineError } from '@monitoring-timeline/core';
import ipaddr from 'ipaddr.js';
import { Agent, buildConnector } from 'undici';

/** A webhook would call an address that is not public. */
export class AddressNotPublic extends TimelineError {
  readonly code = 'AddressNotPublic';

  constructor(host: string, address: string) {
    super(
      `${host} leads to ${address}, which is not a public address. Give a public one; whoever runs this service can allow others (setting \`webhooksToPrivate\`).`,
      { host, address },
    );
  }
}

/**
 * True for an address that anybody on the internet could reach: no loopback, private, link-local, shared (CGNAT), multicast,
 * reserved or translated one, however it is written.
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  if (isIP(bare) === 0) return false;
  // an IPv4 address in the clothes of IPv6 is judged as what it is
  return ipaddr.process(bare).range() === 'unicast';
}

/**
 * Connections to public addresses alone. The address is checked where the connection is made, after the name was looked up: a name that
 * leads elsewhere a moment later is caught, too.
 */
export function guardedAgent(toPrivate: boolean): Agent {
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
      const { hostname } = options;
      const literal = hostname.replace(/^\[|\]$/g, '');
      // an address that is written out is never looked up
      if (!toPrivate && isIP(literal) !== 0 && !isPublicAddress(literal)) {
        callback(new AddressNotPublic(hostname, literal), null);
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
        callback(new AddressNotPublic(hostname, remoteAddress), null);
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
      callback(new AddressNotPublic(hostname, wrong?.address ?? 'nowhere'), '');
    } else if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};
