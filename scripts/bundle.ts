/**
 * Makes `dist/`: the command as JavaScript. What a question needs to be answered lies in one file, what is seldom needed in others,
 * and beside each lies what V8 compiled of it. The launcher takes it as long as no source has changed since.
 *
 * `--unless-fresh` leaves one that is; `--into FOLDER` names another folder of the workspace.
 */
import { spawnSync } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type InputOptions,
  type OutputChunk,
  type OutputOptions,
  type Plugin,
  rolldown,
} from 'rolldown';
import { freshBundle } from '../packages/cli/src/bundle.cjs';
import { lazily } from './bundle/lazily.ts';
import { settled, workedOutFrom } from './bundle/settled.ts';
import { inThreads, writeThread } from './bundle/threads.ts';

const { values: options } = parseArgs({
  options: {
    into: { type: 'string', default: 'dist' },
    'unless-fresh': { type: 'boolean' },
    quiet: { type: 'boolean' },
  },
});
const root = resolve(import.meta.dirname, '..');
const dist = join(root, options.into);
const lazyZod = join(import.meta.dirname, 'bundle/lazy-zod.ts');
const source = (path: string): string => join(root, 'packages', path);

/** Where the answer to a question begins: what these lead to, without anything from outside, is one file. */
const beginnings = [
  'cli/src/command.ts',
  'cli/src/program/run.ts',
  'cli/src/commands/question.ts',
  'cli/src/output/json.ts',
  'core/src/store/sqlite/index.ts',
  'core/src/people/index.ts',
  'projections/src/questions/index.ts',
  'projections/src/questions/standing.ts',
].map(source);
const pages = source('cli/src/output/pages.ts');
/** What else a question is answered and shown with. */
const answering = [pages, source('cli/src/commands/due.ts'), source('cli/src/commands/notices.ts')];
/** Data that is worked out from what lies beside it. */
const data = [
  'core/src/authorities/shipped.ts',
  'core/src/calendar/month-names.ts',
  'projections/src/policy/england-children/index.ts',
].map(source);
const questions = source('projections/src/questions/shipped.ts');

/** Packages that questions need; every other stays where it is installed. */
const taken = /^(?:canonicalize|commander|fastest-levenshtein|luxon|rxjs|tslib|uuid|zod)(?:\/|$)/;
/** Beside these, a service has in its bundle what works with the schemas of zod: from where it lies it would load another zod. */
const takenToServe = new RegExp(`${taken.source}|^fastify-type-provider-zod$`);
const own = /^(?:@monitoring-timeline\/|\.|\/)/;

/** Libraries that most questions load nothing of, each a file of its own. */
const apart = { luxon: '#bundle/luxon.cjs', zod: '#bundle/zod.cjs' } as const;

/** What runs in threads of its own, and needs nothing else of the command. */
const threads = { worker: source('ingest/src/reading/worker.ts') } as const;

/** How every file is written: to be run as it is, in ASCII, so that each character takes a byte. */
const files = {
  format: 'cjs',
  exports: 'named',
  strict: true,
  dynamicImportInCjs: false,
  sourcemap: true,
  charset: 'ascii',
  comments: false,
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  banner: '(function (exports, require, module, __filename, __dirname) {',
  footer: '})',
  entryFileNames: '[name].cjs',
  chunkFileNames: '[name]-[hash].cjs',
} as const satisfies OutputOptions;

/** What is loaded later by one module and at once by another is in the same file, which is no fault. */
const withoutIneffective: NonNullable<InputOptions['onLog']> = (level, log, handle) => {
  if (log.code !== 'INEFFECTIVE_DYNAMIC_IMPORT') handle(level, log);
};

interface Graph {
  getModuleInfo(id: string): {
    readonly isExternal?: boolean;
    readonly importedIds: readonly string[];
    readonly dynamicallyImportedIds: readonly string[];
  } | null;
}

function reached(from: readonly string[], graph: Graph): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting = [...from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const module = graph.getModuleInfo(id);
    if (seen.has(id) || module === null || module.isExternal) continue;
    seen.add(id);
    waiting.push(...module.importedIds);
  }
  return seen;
}

function loadedBy(id: string, graph: Graph): readonly string[] {
  return graph.getModuleInfo(id)?.dynamicallyImportedIds ?? [];
}

/** Packages are imported by where they lie, as from the source that imports them; a source goes on knowing where it lies. */
const inPlace = (inside: RegExp): Plugin => ({
  name: 'in-place',
  async resolveId(id, importer) {
    if (importer === undefined || id.startsWith('node:') || own.test(id) || inside.test(id)) {
      return null;
    }
    const found = await this.resolve(id, importer, { skipSelf: true });
    return found?.id.startsWith(root)
      ? { id: `#workspace/${relative(root, found.id)}`, external: true }
      : found;
  },
  transform(code, id) {
    if (!id.startsWith(source('')) || !code.includes('import.meta.url')) return null;
    // by no name of the module: one that needs this may well call something `require`
    const builtin = 'process.getBuiltinModule';
    const place = `${builtin}('node:url').pathToFileURL(${builtin}('node:path').join(__dirname, '../../${relative(root, id)}')).href`;
    return { code: code.replaceAll('import.meta.url', place), map: null };
  },
});

/** The list of all questions waits for each to load; in a bundle they are there, and a module may not wait. */
const together: Plugin = {
  name: 'together',
  transform(code, id) {
    if (id !== source('projections/src/questions/all.ts')) return null;
    const list = readFileSync(questions, 'utf8').matchAll(/import\('(.+)'\)\)\.(\w+)/g);
    const found = [...list].map(([, file, name]) => ({ file, name }));
    const imports = found.map(({ file, name }) => `import { ${name} } from '${file}';`).join(' ');
    const names = found.map(({ name }) => name).join(', ');
    return {
      code: imports + code.replace(/await Promise\.all\([^;]*;/, `[${names}];`),
      map: null,
    };
  },
};

/** Size and time of every source. @throws Error where one was written since a time, perhaps after it was read */
function state(
  sources: readonly string[],
  since: number,
): readonly (readonly [string, number, number])[] {
  return sources.map((path) => {
    const { size, mtimeMs } = statSync(path);
    if (mtimeMs > since) throw new Error(`${path} was changed meanwhile. Build again.`);
    return [relative(root, path), size, mtimeMs] as const;
  });
}

/** Asks a small record once, and keeps what V8 compiled for that: a question need not compile it again. */
function warm(bundled: string): void {
  const place = mkdtempSync(join(tmpdir(), 'timeline-bundle-'));
  const store = `sqlite:${join(place, 'timeline.db')}`;
  const run = (...words: readonly string[]): void => {
    const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}: ${stderr}`);
  };
  try {
    const seeds = join(root, 'data/seeds');
    run(source('cli/src/main.ts'), 'import', seeds, '--quiet', '--store', store);
    run(join(import.meta.dirname, 'bundle/warm.cjs'), bundled, store);
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** Bundles what runs in threads, each by itself: one that shared files with the command would load much that it has no use for. */
async function makeThreads(dir: string): Promise<readonly OutputChunk[]> {
  const made: OutputChunk[] = [];
  for (const [name, input] of Object.entries(threads)) {
    const thread = await rolldown({
      input: { [name]: input },
      platform: 'node',
      checks: { bundlerTimings: false },
      treeshake: { moduleSideEffects: false },
      plugins: [settled(data), inPlace(taken)],
    });
    const { output } = await thread.write({ ...files, dir });
    await thread.close();
    made.push(...output.filter((file) => file.type === 'chunk'));
    writeThread(join(dir, `${name}.cjs`), relative(dir, source('cli/src/bundle.cjs')));
  }
  return made;
}

/** Bundles the command as a service runs it: all that it needs is used in time, so nothing stands in for what is dear to load. */
async function makeServing(dir: string): Promise<readonly OutputChunk[]> {
  const bundle = await rolldown({
    input: { serving: source('cli/src/command.ts') },
    platform: 'node',
    checks: { bundlerTimings: false },
    treeshake: { moduleSideEffects: false },
    plugins: [settled(data), inThreads(Object.keys(threads)), inPlace(takenToServe), together],
    onLog: withoutIneffective,
  });
  const { output } = await bundle.write({ ...files, dir, strictExecutionOrder: true });
  await bundle.close();
  return output.filter((file) => file.type === 'chunk');
}

if (!(options['unless-fresh'] && freshBundle(root, { into: options.into }))) await make();

/** Makes a bundle in a folder of its own, then says that it is the one to take. */
async function make(): Promise<void> {
  const began = Date.now();
  const folder = began.toString(36);
  let inOne: ReadonlySet<string> | undefined;
  let others: ReadonlySet<string> | undefined;
  let asking: ReadonlySet<string> | undefined;
  const bundle = await rolldown({
    input: { command: source('cli/src/command.ts'), run: source('cli/src/index.ts') },
    platform: 'node',
    // how long it takes is no fault of the sources: a slow machine is not told of
    checks: { bundlerTimings: false },
    preserveEntrySignatures: 'allow-extension',
    treeshake: { moduleSideEffects: false },
    plugins: [
      lazily(lazyZod, apart),
      settled(data),
      inThreads(Object.keys(threads)),
      inPlace(taken),
      together,
    ],
    onLog: withoutIneffective,
  });
  const { output } = await bundle.write({
    ...files,
    dir: join(dist, folder),
    strictExecutionOrder: true,
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [
        {
          debugName: 'questions',
          name(id, graph) {
            inOne ??= reached(beginnings, graph);
            const shown = [...answering, ...loadedBy(pages, graph)];
            if (inOne.has(id)) return 'question';
            others ??= reached(loadedBy(questions, graph), graph);
            asking ??= new Set([...inOne, ...others, ...reached(shown, graph)]);
            return others.has(id) ? 'questions' : null;
          },
        },
      ],
    },
  });
  await bundle.close();
  for (const name of Object.keys(apart)) {
    const library = await rolldown({
      input: { [name]: name },
      cwd: source('core'),
      platform: 'node',
      checks: { bundlerTimings: false },
    });
    await library.write({ ...files, dir: join(dist, folder), codeSplitting: false });
    await library.close();
  }

  const threaded = await makeThreads(join(dist, folder));
  const serving = await makeServing(join(dist, folder));

  warm(join(dist, folder));

  const chunks = output.filter((file) => file.type === 'chunk');
  const madeOf = (modules: ReadonlySet<string> | undefined): readonly OutputChunk[] =>
    chunks.filter(({ moduleIds }) =>
      moduleIds.every((id) => id.startsWith('\0') || modules?.has(id)),
    );
  const [begun, forAsking] = [madeOf(inOne), madeOf(asking)];
  const sourcesOf = (list: readonly OutputChunk[]): readonly string[] =>
    list
      .flatMap(({ moduleIds }) => moduleIds)
      .filter((id) => id.startsWith(source('')) && !id.includes('node_modules'));
  const makers = readdirSync(join(import.meta.dirname, 'bundle')).map((name) => `bundle/${name}`);
  const first = new Set([
    ...sourcesOf(begun),
    ...workedOutFrom(data),
    ...['bundle.ts', ...makers].map((name) => join(import.meta.dirname, name)),
    join(root, 'pnpm-lock.yaml'),
  ]);
  const asked = new Set(sourcesOf(forAsking).filter((path) => !first.has(path)));
  const seldom = new Set(
    sourcesOf([...chunks, ...threaded, ...serving]).filter(
      (path) => !first.has(path) && !asked.has(path),
    ),
  );
  const rest = JSON.stringify(state([...seldom], began));
  writeFileSync(join(dist, folder, 'others.json'), rest);
  const draft = join(dist, `${folder}.json`);
  writeFileSync(
    draft,
    JSON.stringify({
      folder,
      questions: [...readFileSync(questions, 'utf8').matchAll(/^ {2}(\w+): async/gm)].map(
        ([, name]) => name,
      ),
      beginning: {
        files: [
          ...begun.map(({ fileName }) => fileName),
          ...Object.keys(apart).map((name) => `${name}.cjs`),
        ],
        sources: state([...first], began),
      },
      answering: {
        files: forAsking.map(({ fileName }) => fileName),
        sources: state([...asked], began),
      },
    }),
  );
  renameSync(draft, join(dist, 'bundle.json'));
  // who runs the one before goes on to the end
  const kept = readdirSync(dist)
    .filter((name) => /^[0-9a-z]+$/.test(name))
    .sort();
  for (const before of kept.slice(0, -2)) rmSync(join(dist, before), { recursive: true });
  if (!options.quiet)
    console.log(
      `Bundled ${first.size + asked.size + seldom.size} sources into ${options.into}/${folder}.`,
    );
}
