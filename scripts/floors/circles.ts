import { type Breach, targetOf } from './rules.ts';
import type { SourceFile } from './sources.ts';

interface Edge {
  readonly to: string;
  readonly line: number;
  readonly specifier: string;
}

/**
 * One breach for each knot of files that import each other in a circle, told by its shortest way round. Imports of types
 * count: files that cannot be understood one without the other are one file. Lazy imports wait until they are called.
 */
export function circlesIn(files: readonly SourceFile[]): readonly Breach[] {
  const graph = graphOf(files);
  return knotsOf(graph).map((knot) => {
    const [first, ...rest] = shortestCircle(graph, knot);
    const way = [first!, ...rest, first!].map(({ from }) => from);
    return {
      path: first!.from,
      line: first!.edge.line,
      specifier: first!.edge.specifier,
      advice: `These files import each other in a circle: ${way.join(' -> ')}. Move what they share to a file of its own.`,
    };
  });
}

type Graph = ReadonlyMap<string, readonly Edge[]>;

function graphOf(files: readonly SourceFile[]): Graph {
  const known = new Set(files.map(({ path }) => path));
  return new Map(
    files.map((file) => [
      file.path,
      file.imports.flatMap(({ specifier, line, how }) => {
        if (how === 'lazy' || !specifier.startsWith('.')) return [];
        const to = targetOf(file, specifier);
        return known.has(to) ? [{ to, line, specifier }] : [];
      }),
    ]),
  );
}

/** Sets of files of which each reaches every other (Tarjan), those of one file only where it imports itself. */
function knotsOf(graph: Graph): readonly ReadonlySet<string>[] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const knots: Set<string>[] = [];

  function visit(node: string): void {
    index.set(node, index.size);
    low.set(node, index.get(node)!);
    stack.push(node);
    for (const { to } of graph.get(node) ?? []) {
      if (!index.has(to)) visit(to);
      if (stack.includes(to)) low.set(node, Math.min(low.get(node)!, low.get(to)!));
    }
    if (low.get(node) !== index.get(node)) return;
    const knot = new Set(stack.splice(stack.indexOf(node)));
    const itself = (graph.get(node) ?? []).some(({ to }) => to === node);
    if (knot.size > 1 || itself) knots.push(knot);
  }

  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return knots;
}

interface Step {
  readonly from: string;
  readonly edge: Edge;
}

/** The shortest way from the alphabetically first file of a knot back to itself. */
function shortestCircle(graph: Graph, knot: ReadonlySet<string>): readonly Step[] {
  const start = [...knot].sort()[0]!;
  let ways: readonly (readonly Step[])[] = [[]];
  const seen = new Set<string>();
  while (ways.length > 0) {
    const longer: (readonly Step[])[] = [];
    for (const way of ways) {
      const from = way.at(-1)?.edge.to ?? start;
      for (const edge of graph.get(from) ?? []) {
        const extended = [...way, { from, edge }];
        if (edge.to === start) return extended;
        if (!knot.has(edge.to) || seen.has(edge.to)) continue;
        seen.add(edge.to);
        longer.push(extended);
      }
    }
    ways = longer;
  }
  throw new Error(`No way leads from ${start} back to it, although its files form a knot.`);
}
