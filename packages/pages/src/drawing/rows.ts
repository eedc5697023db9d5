/** From where to where something lies on a line. */
export interface Extent {
  readonly from: number;
  readonly to: number;
}

/** Things in as few rows as let none cover another, each in the first row that has room, with this much between them. */
export function inRows<T extends Extent>(things: readonly T[], between = 8): readonly T[][] {
  const rows: T[][] = [];
  const ends: number[] = [];
  for (const one of things.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const free = ends.findIndex((end) => end + between <= one.from);
    const index = free === -1 ? rows.length : free;
    rows[index] = [...(rows[index] ?? []), one];
    ends[index] = one.to;
  }
  return rows;
}
