// What `pnpm pack` in a package ends with: the copy of the record that the command took along goes, so that it is never
// taken for the workspace's own.
import { rmSync } from 'node:fs';
import { join } from 'node:path';

rmSync(join(process.cwd(), 'data'), { recursive: true, force: true });
