import { parentPort, workerData } from 'node:worker_threads';
import type { Brief } from './document.ts';
import { briefDocx } from './docx.ts';

parentPort?.postMessage(await briefDocx(workerData as Brief));
