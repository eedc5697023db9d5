export { describeSettings } from './describe-settings.ts';
export { InvalidSetting } from './errors.ts';
export { environmentName, isGiven, readSettings, type SettingSources } from './read-settings.ts';
export { readRules } from './rules.ts';
export {
  type DigestGiven,
  isLoopback,
  type SettingName,
  type Settings,
  weekdays,
} from './settings.ts';
