import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { ChannelCredentials, Metadata } from '@grpc/grpc-js';
import type { ClusterInfo } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_pb.js';
import { kurrentAddress } from '@monitoring-timeline/core/kurrentdb';
import { gossipService, shared } from '@monitoring-timeline/core/testing/protocol';

/** A node as a client names it. */
export type NodeName = string;

const leading = 8;
const gossipMs = 2000;

/** The nodes that an address names. */
export function nodesIn(address: string): readonly NodeName[] {
  const { connectionString } = kurrentAddress(address);
  const hosts = /^[^:]+:\/\/([^/?]+)/.exec(connectionString)?.[1] ?? '';
  return hosts.split(',').map((host) => (/:\d+$/.test(host) ? host : `${host}:2113`));
}

/** How a cluster stands. */
export interface Cluster {
  /** How many nodes it has; one where there is no cluster. */
  readonly size: number;
  /** The node that leads; undefined while none does. */
  readonly leader: NodeName | undefined;
}

/** How the cluster of an address stands, as the first of its nodes tells that answers. @throws Error where none does */
export async function clusterAt(address: string): Promise<Cluster> {
  const channel = channelFor(kurrentAddress(address).connectionString);
  let failure: unknown;
  for (const node of nodesIn(address)) {
    try {
      const members = (await gossipOf(node, channel)).getMembersList();
      const leader = members.find((one) => one.getIsAlive() && one.getState() === leading);
      const at = leader?.getHttpEndPoint();
      return {
        size: Math.max(1, members.length),
        leader: at && `${at.getAddress()}:${at.getPort()}`,
      };
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

function channelFor(connectionString: string): ChannelCredentials {
  const option = (name: string): string | undefined =>
    new RegExp(`[?&]${name}=([^&]*)`, 'i').exec(connectionString)?.[1];
  if (option('tls')?.toLowerCase() === 'false') return ChannelCredentials.createInsecure();
  const file = option('tlsCAFile');
  const trusted = file === undefined ? null : readFileSync(decodeURIComponent(file));
  const any = option('tlsVerifyCert')?.toLowerCase() === 'false';
  return ChannelCredentials.createSsl(trusted, null, null, {
    ...(any ? { rejectUnauthorized: false } : {}),
  });
}

function gossipOf(node: NodeName, channel: ChannelCredentials): Promise<ClusterInfo> {
  const client = new gossipService.GossipClient(node, channel);
  return new Promise<ClusterInfo>((resolve, reject) => {
    client.read(
      new shared.Empty(),
      new Metadata(),
      { deadline: Date.now() + gossipMs },
      (error, info) => {
        if (error) reject(error);
        else resolve(info);
      },
    );
  }).finally(() => client.close());
}

/** Runs a command of the operator's for a node, which it is told as TIMELINE_NODE. @throws Error with what it wrote */
export async function runFor(command: string, node: NodeName): Promise<void> {
  const env = { ...process.env, TIMELINE_NODE: node };
  await promisify(execFile)('/bin/sh', ['-c', command], { env });
}
