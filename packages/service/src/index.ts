export { createService, type Service } from './app/service.ts';
export {
  describeSettings,
  environmentName,
  InvalidSetting,
  isGiven,
  isLoopback,
  readSettings,
  type SettingName,
  type SettingSources,
  type Settings,
} from './config/index.ts';
export type { Concern, Parts, ServiceContext } from './context/context.ts';
export { secrecyOf } from './context/secrecy.ts';
export { type DigestShown, Digests, DigestTrouble } from './digest/digests.ts';
export { calendarText } from './feeds/calendar.ts';
export { type ClocksWanted, clocksOf } from './feeds/clocks.ts';
export { EntryChanges } from './feeds/entry-changes.ts';
export { reminderGiven } from './feeds/reminder.ts';
export { whose } from './feeds/whose.ts';
export {
  createToken,
  LastUse,
  type Role,
  revokeToken,
  roles,
  type Token,
  TokenBook,
  type TokenState,
  tokenState,
  UnknownToken,
} from './tokens/index.ts';
export type { WebhookActions, WebhookShown } from './webhooks/actions.ts';
export { withWebhooks } from './webhooks/at-hand.ts';
export { type WebhookFormat, webhookFormats } from './webhooks/formats.ts';
