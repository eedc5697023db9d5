import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { targetOf } from '../floors/rules.ts';
import { packagesOf, type SourceFile, sourcesOf } from '../floors/sources.ts';

/** A room: a folder of a package's sources, or what lies beside the folders. */
interface Room {
  readonly name: string;
  /** Rooms of the same package, and packages, that it imports from when it runs. */
  readonly from: Set<string>;
}

const beside = '(beside the rooms)';

function roomOf(path: string): string {
  const [, , , first, ...rest] = path.split('/');
  return rest.length === 0 ? beside : first!;
}

function roomsOf(files: readonly SourceFile[], names: ReadonlyMap<string, string>) {
  const rooms = new Map<string, Room>();
  for (const file of files) {
    const name = roomOf(file.path);
    const room = rooms.get(name) ?? { name, from: new Set<string>() };
    rooms.set(name, room);
    for (const { specifier, how } of file.imports) {
      if (how === 'type') continue;
      const other = [...names].find(
        ([full]) => specifier === full || specifier.startsWith(`${full}/`),
      );
      if (other) room.from.add(`**${other[1]}**`);
      else if (specifier.startsWith('.')) {
        const target = roomOf(targetOf(file, specifier));
        if (target !== name) room.from.add(target);
      }
    }
  }
  return [...rooms.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** The map of the house: which package imports which, and what the rooms of each have to do with each other. */
export function housePage(root: string): string {
  const packages = packagesOf(root);
  const names = new Map(packages.map(({ name, folder }) => [name, folder]));
  const sources = sourcesOf(root).filter(({ test }) => !test);
  const parts = packages.map(({ folder }) => {
    const own = sources.filter((file) => file.package === folder);
    return { folder, rooms: roomsOf(own, names) };
  });
  const arrows = parts.flatMap(({ folder, rooms }) =>
    [...new Set(rooms.flatMap(({ from }) => [...from]))]
      .filter((one) => one.startsWith('**'))
      .sort()
      .map((one) => `  ${folder} --> ${one.replaceAll('**', '')}`),
  );
  const chapters = parts.map(({ folder, rooms }) => {
    const manifest = readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8');
    const { description } = JSON.parse(manifest) as { description: string };
    const rows = rooms.map(({ name, from }) => `| ${name} | ${[...from].sort().join(', ')} |`);
    return `## ${folder}\n\n${description}\n\n| room | imports from |\n|---|---|\n${rows.join('\n')}\n`;
  });
  return `# The house

Made from the imports by \`pnpm documents\`. Every import points down, and no circle closes: \`pnpm floors\` holds every change to it.
Packages stand in bold; tests and what types alone name are left out.

\`\`\`mermaid
flowchart TD
${arrows.join('\n')}
\`\`\`

${chapters.join('\n')}`;
}
