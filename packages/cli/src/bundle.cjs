// Plain JavaScript that loads at once: it runs before every command.
const { isAscii } = require('node:buffer');
const { readFileSync, statSync } = require('node:fs');
const { dirname, join, resolve } = require('node:path');

/**
 * The bundle that `pnpm build` made of the command in a workspace, below `into`; undefined where there is none, or a source has
 * changed since. It is asked before every command, so sources are told by size and time and not by what they hold; and where the
 * words ask a question, those alone that every question begins with, the others when a file of theirs is to be loaded.
 */
function freshBundle(root, { into = 'dist', words = [] } = {}) {
  try {
    const read = (path) => JSON.parse(readFileSync(join(root, into, path), 'utf8'));
    const { folder, questions, beginning, answering } = read('bundle.json');
    const others = () => unchanged(root, read(`${folder}/others.json`));
    if (!unchanged(root, beginning.sources)) return;
    const made = { folder: join(root, into, folder) };
    const answers = { files: answering.files, isFresh: () => unchanged(root, answering.sources) };
    if (questions.includes(words[0])) {
      return { ...made, files: beginning.files, further: [answers, { isFresh: others }] };
    }
    return answers.isFresh() && others() ? made : undefined;
  } catch {
    return;
  }
}

/**
 * The file of a bundle that a call begins from; undefined where it may load modules of whoever runs this: these share ours, which a
 * bundle has no names for. A service is set to load some by its words, its environment or its file.
 */
function beginningOf(words, env = process.env) {
  const given = (option) => words.some((word) => word === option || word.startsWith(`${option}=`));
  const serves = words.includes('serve') || words.includes('start');
  if (given('--with') || (serves && (given('--config') || env.TIMELINE_WITH))) return;
  return serves ? 'serving.cjs' : 'command.cjs';
}

function unchanged(root, sources) {
  return sources.every(([path, size, time]) => {
    const found = statSync(`${root}/${path}`, { throwIfNoEntry: false });
    // an image of the program holds nothing of what makes the bundle
    if (found === undefined) return path.startsWith('scripts/');
    // archives, and so images, keep whole seconds
    const { mtimeMs } = found;
    return found.size === size && (mtimeMs === time || mtimeMs === Math.floor(time / 1000) * 1000);
  });
}

/** Begins a file of a bundle that is loaded when something of it is used. */
const beside = '#bundle/';
/** Begins what a bundle takes from where it is installed, by its path in the workspace. */
const place = '#workspace/';

/** Most commands end before what Maglev compiles has paid for itself. */
const lateMaglev = '--invocation-count-for-maglev=2000';

/**
 * Loads files of a bundle with the code that V8 made of them when the bundle was built: Node's own cache keeps what runs at load and
 * nothing that is called later. Code of another V8 is passed over.
 */
function bundleLoader({ files, further = [] } = {}) {
  const { Script, constants } = require('node:vm');
  // code that V8 made goes with its flags; the launcher has set this one, and setting it here takes milliseconds to load
  if (!process.execArgv.includes(lateMaglev)) require('node:v8').setFlagsFromString(lateMaglev);
  const loaded = new Map();
  const scripts = new Map();
  let checked = files;
  const unchecked = [...further];

  function load(path) {
    const before = loaded.get(path);
    if (before) return before.exports;
    while (checked !== undefined && !checked.includes(path.slice(dirname(path).length + 1))) {
      const { files: more, isFresh } = unchecked[0];
      if (!isFresh()) {
        throw new Error('Sources have changed since the command was bundled. Run `pnpm build`.');
      }
      unchecked.shift();
      checked = more && [...checked, ...more];
    }
    const module = { exports: {} };
    loaded.set(path, module);
    const script = new Script(sourceOf(path), {
      filename: path,
      cachedData: codeOf(path),
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    scripts.set(path, script);
    const folder = dirname(path);
    const find = (id) => {
      if (id.startsWith('./')) return load(resolve(folder, id));
      if (id.startsWith(beside)) return load(resolve(folder, id.slice(beside.length)));
      return require(id.startsWith(place) ? resolve(folder, '../..', id.slice(place.length)) : id);
    };
    script.runInThisContext()(module.exports, find, module, path, folder);
    return module.exports;
  }

  return { load, scripts };
}

/** A file is written in ASCII, which is read at once, but for what stands in templates whose raw text is asked for. */
function sourceOf(path) {
  const bytes = readFileSync(path);
  return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
}

function codeOf(path) {
  try {
    return readFileSync(`${path}.code`);
  } catch {
    return;
  }
}

module.exports = { beginningOf, freshBundle, bundleLoader };
