import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import type { ClusterInfo } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_pb.js';
import type { ServerContext } from './context.ts';
import { gossip, shared } from './protocol.ts';
import { unaryWithFault } from './unary.ts';

/** A node as its cluster tells of it. */
export interface Member {
  readonly host: string;
  readonly port: number;
  readonly state: keyof typeof STATE;
  readonly alive: boolean;
}

/** The states of a node by their numbers on the wire. */
const STATE = { unknown: 2, follower: 6, leader: 8 } as const;

/** `Gossip/Read`: how a client with several hosts, or with `+discover`, finds the leader. */
export function handleGossip(context: ServerContext, members: () => readonly Member[]) {
  return (call: ServerUnaryCall<unknown, ClusterInfo>, reply: sendUnaryData<ClusterInfo>): void => {
    unaryWithFault(context, 'gossip', '', call.metadata, reply, () => {
      const info = new gossip.ClusterInfo();
      for (const [place, member] of members().entries()) {
        const message = new gossip.MemberInfo()
          .setInstanceId(
            new shared.UUID().setStructured(
              new shared.UUID.Structured()
                .setMostSignificantBits(String(place + 1))
                .setLeastSignificantBits(String(member.port)),
            ),
          )
          .setTimeStamp(`${Date.now()}0000`)
          .setState(STATE[member.state])
          .setIsAlive(member.alive)
          .setHttpEndPoint(new gossip.EndPoint().setAddress(member.host).setPort(member.port));
        info.addMembers(message);
      }
      return info;
    });
  };
}
