import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Hundreds of threads and processes load the same sources: what one compiled, no other compiles again. The worker that starts them
 * keeps nothing itself: it would write all that it ever loaded when it ends, and the run would wait for that.
 */
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'node-compile-cache');
