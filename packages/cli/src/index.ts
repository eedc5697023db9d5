export { exitCodes } from './call/exit-codes.ts';
export type { Terminal } from './call/terminal.ts';
export { run } from './program/run.ts';
