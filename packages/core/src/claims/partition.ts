/** A partition of 0..n-1 that grows by joining, and refuses a join that would unite what must stay apart. */
export class Partition {
  readonly #parent: number[];
  /** Of each root that somebody kept apart from others, the name under which those know it. */
  readonly #name = new Map<number, number>();
  readonly #apart = new Map<number, Set<number>>();
  readonly #closed = new Set<number>();

  constructor(size: number) {
    this.#parent = Array.from({ length: size }, (_, index) => index);
  }

  rootOf(index: number): number {
    let root = index;
    while (this.#parent[root]! !== root) root = this.#parent[root]!;
    // path compression keeps later look-ups short
    let at = index;
    while (this.#parent[at]! !== root) {
      const next = this.#parent[at]!;
      this.#parent[at] = root;
      at = next;
    }
    return root;
  }

  join(a: number, b: number): boolean {
    const [left, right] = [this.rootOf(a), this.rootOf(b)];
    if (left === right) return true;
    if (this.#mustStayApart(left, right)) return false;
    const [root, joined] = left < right ? [left, right] : [right, left];
    this.#parent[joined] = root;
    if (this.#closed.delete(joined)) this.#closed.add(root);
    this.#inherit(root, joined);
    return true;
  }

  /** Keeps two apart from now on; no effect where they are already joined. */
  keepApart(a: number, b: number): void {
    const [left, right] = [this.#nameOf(this.rootOf(a)), this.#nameOf(this.rootOf(b))];
    if (left === right) return;
    this.#apart.get(left)!.add(right);
    this.#apart.get(right)!.add(left);
  }

  /** Keeps each of the groups of these apart from each other of them; what is in none of them may still join one. */
  keepAllApart(indices: Iterable<number>): void {
    for (const index of indices) this.#closed.add(this.rootOf(index));
  }

  /** All groups, each in ascending order, ordered by their smallest member. */
  groups(): readonly (readonly number[])[] {
    const groups = new Map<number, number[]>();
    for (let index = 0; index < this.#parent.length; index += 1) {
      const root = this.rootOf(index);
      const group = groups.get(root);
      if (group) group.push(index);
      else groups.set(root, [index]);
    }
    return [...groups.values()];
  }

  #mustStayApart(left: number, right: number): boolean {
    if (this.#closed.has(left) && this.#closed.has(right)) return true;
    const [one, other] = [this.#name.get(left), this.#name.get(right)];
    return one !== undefined && other !== undefined && this.#apart.get(one)!.has(other);
  }

  #nameOf(root: number): number {
    let name = this.#name.get(root);
    if (name === undefined) {
      name = root;
      this.#name.set(root, name);
      this.#apart.set(name, new Set());
    }
    return name;
  }

  /** What kept apart from the joined keeps apart from its root: the name that fewer know is given up for the other. */
  #inherit(root: number, joined: number): void {
    const [one, other] = [this.#name.get(root), this.#name.get(joined)];
    this.#name.delete(joined);
    if (other === undefined) return;
    if (one === undefined) {
      this.#name.set(root, other);
      return;
    }
    const size = (name: number): number => this.#apart.get(name)!.size;
    const [kept, given] = size(one) < size(other) ? [other, one] : [one, other];
    for (const apart of this.#apart.get(given)!) {
      const known = this.#apart.get(apart)!;
      known.delete(given);
      known.add(kept);
      this.#apart.get(kept)!.add(apart);
    }
    this.#apart.delete(given);
    this.#name.set(root, kept);
  }
}
