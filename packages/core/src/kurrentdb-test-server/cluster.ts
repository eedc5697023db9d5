import type { Member } from './gossip.ts';
import type { Placed } from './log.ts';
import { TestServer } from './server.ts';
import type { Standing } from './standing.ts';

const host = '127.0.0.1';

export interface ClusterOptions {
  /** How many nodes; three unless told. */
  readonly nodes?: number;
  /** How long what the leader wrote takes to its followers, in ms; none unless told. */
  readonly lagMs?: number;
  /** How long after the leader's end another one leads, in ms; unless told, when `elect` is called. */
  readonly electionMs?: number;
}

/**
 * Several nodes of which one leads, in this process. What the leader writes goes to the others after a lag, as it was
 * written and at its place; they answer reads from what they have, hand on writes, and refuse what asks for the leader
 * with its address. While there is no leader, none answers. Whoever is elected has everything that was acknowledged.
 */
export class TestCluster {
  /** All of them, whether they run or not. */
  readonly nodes: readonly TestServer[];
  /** How often a leader was elected. */
  epoch = 1;
  readonly #lagMs: number;
  readonly #electionMs: number | undefined;
  /** Everything that a leader wrote, and how much of it each node has. */
  readonly #written: Placed[] = [];
  readonly #has: number[];
  readonly #down = new Set<number>();
  readonly #held = new Set<number>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #leader: number | undefined = 0;
  #taking = false;

  constructor({ nodes = 3, lagMs = 0, electionMs }: ClusterOptions = {}) {
    this.#lagMs = lagMs;
    this.#electionMs = electionMs;
    const members = (): readonly Member[] => this.#members();
    this.nodes = Array.from(
      { length: nodes },
      (_, n) => new TestServer({ members, standing: () => this.#standing(n) }),
    );
    this.#has = this.nodes.map(() => 0);
    for (const [n, { log }] of this.nodes.entries()) {
      log.keep((placed) => {
        if (!this.#taking) this.#wrote(n, placed);
      });
    }
  }

  /** Starts every node; the first leads. */
  async start(): Promise<this> {
    for (const node of this.nodes) await node.start();
    return this;
  }

  /** What a client connects with that knows all nodes. */
  get connectionString(): string {
    const hosts = this.nodes.map(({ port }) => `${host}:${port}`);
    return `kurrentdb://${hosts.join(',')}?tls=false`;
  }

  /** The node that leads. */
  get leader(): TestServer {
    const leader = this.#leader === undefined ? undefined : this.nodes[this.#leader];
    if (leader === undefined) throw new Error('no node leads: elect one first');
    return leader;
  }

  /** The nodes that run and do not lead. */
  get followers(): readonly TestServer[] {
    return this.nodes.filter((_, n) => n !== this.#leader && !this.#down.has(n));
  }

  /** Ends a node as a killed process ends. Without its leader the cluster serves nobody until one is elected. */
  async kill(node: TestServer): Promise<void> {
    const n = this.nodes.indexOf(node);
    this.#down.add(n);
    if (n === this.#leader) {
      this.#leader = undefined;
      if (this.#electionMs !== undefined) this.#after(this.#electionMs, () => this.elect());
    }
    await node.kill();
  }

  /** Another node leads from here on: the one that has most. */
  elect(): TestServer {
    const running = [...this.nodes.keys()].filter((n) => !this.#down.has(n));
    const [most] = running.sort((a, b) => this.#has[b]! - this.#has[a]!);
    if (most === undefined) throw new Error('no node runs that could lead');
    this.#take(most);
    this.#leader = most;
    this.epoch += 1;
    return this.nodes[most]!;
  }

  /** Brings a node back, on its port and with what it had; it follows, and takes what it missed. */
  async restart(node: TestServer): Promise<void> {
    const n = this.nodes.indexOf(node);
    await node.start();
    this.#down.delete(n);
    this.#take(n);
  }

  /** From here on a node takes nothing of what the leader writes. */
  hold(node: TestServer): void {
    this.#held.add(this.nodes.indexOf(node));
  }

  /** It takes what it was kept from. */
  release(node: TestServer): void {
    const n = this.nodes.indexOf(node);
    this.#held.delete(n);
    this.#take(n);
  }

  /** Ends every node and whatever was still to happen. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    for (const node of this.nodes) await node[Symbol.asyncDispose]();
  }

  #standing(n: number): Standing {
    if (n === this.#leader) return { is: 'leader' };
    if (this.#leader === undefined) return { is: 'unready' };
    const { port, log } = this.leader;
    return { is: 'follower', leader: { host, port }, writes: log };
  }

  #members(): readonly Member[] {
    return this.nodes.map(({ port }, n) => ({
      host,
      port,
      alive: !this.#down.has(n),
      state: stateOf(this.#standing(n)),
    }));
  }

  #wrote(n: number, placed: Placed): void {
    this.#written.push(placed);
    this.#has[n] = this.#written.length;
    for (const other of this.nodes.keys()) {
      if (other === n || this.#held.has(other)) continue;
      if (this.#lagMs === 0) this.#take(other);
      else this.#after(this.#lagMs, () => this.#take(other));
    }
  }

  /** A node takes all that it has not. */
  #take(n: number): void {
    if (this.#down.has(n) || n === this.#leader) return;
    if (this.#held.has(n) && this.#leader !== undefined) return;
    const { log } = this.nodes[n]!;
    const missed = this.#written.slice(this.#has[n]);
    this.#has[n] = this.#written.length;
    this.#taking = true;
    for (const placed of missed) log.replicate(placed);
    this.#taking = false;
  }

  #after(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, ms);
    this.#timers.add(timer);
  }
}

function stateOf({ is }: Standing): Member['state'] {
  return is === 'unready' ? 'unknown' : is;
}
