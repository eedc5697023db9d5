import { isIP } from 'node:net';
import { TimelineError } from '@monitoring-timeline/core';
import ipaddr from 'ipaddr.js';

/** A webhook would call an address that is not public. */
export class AddressNotPublic extends TimelineError {
  readonly code = 'AddressNotPublic';

  constructor(host: string) {
    // where a name leads inside the operator's network is not told to whoever set the webhook
    super(
      `${host} does not lead to a public address. Give one that does; whoever runs this service can allow others (setting \`webhooksToPrivate\`).`,
      { host },
    );
  }
}

/** A webhook would call a port at which no receiver is expected. */
export class PortNotAllowed extends TimelineError {
  readonly code = 'PortNotAllowed';

  constructor(host: string, port: number, allowed: readonly number[]) {
    super(
      `Webhooks do not call port ${port} of ${host}, only ${allowed.join(', ')}. Give an address at one of these; whoever runs this service can allow others (setting \`webhookPorts\`).`,
      { host, port },
    );
  }
}

/** All that is given out to be routed on the internet (RFC 4291 §2.4); every embedding of IPv4 but two lies outside. */
const globalUnicast = [ipaddr.IPv6.parse('2000::'), 3] as const;

/**
 * True for an address that anybody on the internet could reach: no loopback, private, link-local, shared (CGNAT), multicast,
 * reserved, compatible or translated one, however it is written.
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  if (isIP(bare) === 0) return false;
  // an IPv4 address in the clothes of IPv6 is judged as what it is
  const parsed = ipaddr.process(bare);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || (parsed.match(...globalUnicast) && !isTunnelled(parsed));
}

/** ISATAP (RFC 5214 §6.1): an IPv4 address behind `0:5efe` or `200:5efe`, to which the packet is taken out and sent. */
function isTunnelled({ parts }: ipaddr.IPv6): boolean {
  return (parts[4] === 0 || parts[4] === 0x200) && parts[5] === 0x5efe;
}

/** The port that an address names, else the one of its scheme. */
export function portOf(port: string | number | undefined, protocol: string): number {
  return port === undefined || port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port);
}
