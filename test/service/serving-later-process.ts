import { serveFrom } from './serving-later.ts';

/**
 * A process that serves a log and its state from an instant on: `node serving-later-process.ts FOLDER INSTANT SETTINGS`, the last as JSON. It prints its
 * address, and serves until it is killed.
 */
const [folder = '', instant = '', settings = '{}'] = process.argv.slice(2);
const { url } = await serveFrom(folder, instant, settings);
process.stdout.write(`${JSON.stringify({ url })}\n`);
