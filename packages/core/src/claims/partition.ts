/** A partition of 0..n-1 that grows by joining, and refuses a join that would unite what must stay apart. */
export class Partition {
  readonly #parent: number[];
  readonly #apart: [number, number][] = [];

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
    const parted = this.#apart.some(([x, y]) => {
      const [rx, ry] = [this.rootOf(x), this.rootOf(y)];
      return (rx === left && ry === right) || (rx === right && ry === left);
    });
    if (parted) return false;
    this.#parent[Math.max(left, right)] = Math.min(left, right);
    return true;
  }

  /** Keeps two apart from now on; no effect where they are already joined. */
  keepApart(a: number, b: number): void {
    if (this.rootOf(a) !== this.rootOf(b)) this.#apart.push([a, b]);
  }

  groupOf(index: number): readonly number[] {
    const root = this.rootOf(index);
    return this.#parent.flatMap((_, i) => (this.rootOf(i) === root ? [i] : []));
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
}
