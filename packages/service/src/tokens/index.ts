export * from './change-token.ts';
export { LastUse } from './last-use.ts';
export { allows, type Role, roles, type Token, type TokenState, tokenState } from './token.ts';
export { TokenBook } from './token-book.ts';
