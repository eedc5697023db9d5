import { type Breach, targetOf } from './rules.ts';
import type { SourceFile } from './sources.ts';

/**
 * The rooms of a package, lowest floor first; rooms of one floor do not know each other. Files beside the rooms stand above
 * them all.
 */
const rooms: Readonly<Record<string, readonly (readonly string[])[]>> = {
  cli: [
    ['call'],
    ['answers', 'backup', 'reading'],
    ['compose'],
    ['output'],
    ['commands'],
    ['program'],
  ],
  pages: [
    ['assets', 'browser', 'links'],
    ['words'],
    ['drawing'],
    ['visit'],
    ['layout'],
    ['page'],
    [
      ...['authorities', 'authority', 'compare', 'due', 'findings', 'learned', 'problem'],
      ...['time', 'today', 'why'],
    ],
    ['desk'],
    ['bring-in', 'log', 'sign-in', 'status', 'subscriptions', 'tokens'],
    ['repair'],
  ],
  service: [
    ['config', 'extensions', 'problems'],
    ['health', 'tokens'],
    ['context'],
    ['sessions'],
    ['security'],
    ['openapi', 'operations', 'query'],
    ['commands', 'documents', 'export', 'seals', 'subscribe'],
    ['feeds', 'webhooks'],
    ['digest'],
    ['pages'],
    ['app'],
  ],
};

const entry = 'the entry of the package';

/** Every import between the rooms of a package that does not point down, lazy ones and types counted; tests may look anywhere. */
export function roomBreachesIn(files: readonly SourceFile[]): readonly Breach[] {
  return files.flatMap((file) => {
    const floors = rooms[file.package];
    if (floors === undefined || file.test) return [];
    return file.imports.flatMap(({ specifier, line }) => {
      const advice = adviceOn(file, specifier, floors);
      return advice === undefined ? [] : [{ path: file.path, line, specifier, advice }];
    });
  });
}

function adviceOn(
  file: SourceFile,
  specifier: string,
  floors: readonly (readonly string[])[],
): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const target = targetOf(file, specifier);
  if (!target.startsWith(sourceFolder(file))) return undefined;
  const [own, theirs] = [roomOf(file.path, file), roomOf(target, file)];
  if (theirs === own) return undefined;
  const floorOf = (room: string): number =>
    room === entry ? floors.length : floors.findIndex((floor) => floor.includes(room));
  const [ownFloor, theirFloor] = [floorOf(own), floorOf(theirs)];
  if (ownFloor === -1 || theirFloor === -1) {
    return `The room ${ownFloor === -1 ? own : theirs} of packages/${file.package} stands on no floor. Give it one in scripts/floors/rooms.ts.`;
  }
  if (theirFloor < ownFloor) return undefined;
  return theirFloor === ownFloor
    ? `The rooms ${own} and ${theirs} of packages/${file.package} stand side by side and do not know each other. Move what both need down.`
    : `This points up: ${theirs} stands above ${own} in packages/${file.package}. Move what is shared down, or pass it in from above.`;
}

/** The folder right below `src` that a file stands in; the entry of the package for a file beside the rooms. */
function roomOf(path: string, file: SourceFile): string {
  const within = path.slice(sourceFolder(file).length);
  return within.includes('/') ? within.split('/')[0]! : entry;
}

function sourceFolder(file: SourceFile): string {
  return `packages/${file.package}/src/`;
}
