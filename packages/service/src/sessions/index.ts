export { Cookies, isSecure } from './cookies.ts';
export { FormTokens } from './form-tokens.ts';
export { type Session, sessionsOf } from './sessions.ts';
