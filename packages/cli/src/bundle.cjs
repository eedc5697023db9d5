// Plain JavaScript that loads at once: it runs before every command.
const { readFileSync, statSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, join, resolve } = require('node:path');

/**
 * Folder of the bundle that `pnpm build` made of the command in a workspace; undefined where there is none, or a source has changed
 * since. It is asked before every command, so sources are told by size and time and not by what they hold.
 */
function freshBundle(root, into = 'dist') {
  const place = join(root, into);
  try {
    const { folder, sources } = JSON.parse(readFileSync(join(place, 'bundle.json'), 'utf8'));
    for (const [path, size, time] of sources) {
      const found = statSync(`${root}/${path}`, { throwIfNoEntry: false });
      // an image of the program holds nothing of what makes the bundle
      if (found === undefined && path.startsWith('scripts/')) continue;
      if (found === undefined || found.size !== size || !sameTime(found.mtimeMs, time)) return;
    }
    return join(place, folder);
  } catch {
    return;
  }
}

/** Archives, and so images of containers, keep whole seconds. */
function sameTime(found, noted) {
  return found === noted || found === Math.floor(noted / 1000) * 1000;
}

/** Begins what a bundle takes from where it is installed, by its path in the workspace. */
const place = '#workspace/';
const outside = createRequire(__filename);

/**
 * Loads files of a bundle with the code that V8 made of them when the bundle was built: Node's own cache keeps what runs at load and
 * nothing that is called later. Code of another V8 is passed over.
 */
function bundleLoader() {
  const loaded = new Map();
  const scripts = new Map();

  function load(path) {
    const before = loaded.get(path);
    if (before) return before.exports;
    const { Script, constants } = require('node:vm');
    const module = { exports: {} };
    loaded.set(path, module);
    const text = readFileSync(path, 'latin1');
    const script = new Script(
      `(function (exports, require, module, __filename, __dirname) {${text}\n})`,
      {
        filename: path,
        cachedData: codeOf(path),
        importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      },
    );
    scripts.set(path, script);
    const folder = dirname(path);
    const find = (id) => {
      if (id.startsWith('./')) return load(resolve(folder, id));
      return outside(id.startsWith(place) ? resolve(folder, '../..', id.slice(place.length)) : id);
    };
    script.runInThisContext()(module.exports, find, module, path, folder);
    return module.exports;
  }

  return { load, scripts };
}

function codeOf(path) {
  try {
    return readFileSync(`${path}.code`);
  } catch {
    return;
  }
}

module.exports = { freshBundle, bundleLoader };
