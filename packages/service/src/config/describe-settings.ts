import { environmentName } from './read-settings.ts';
import { settingNames, settingsSchema } from './settings.ts';

/** A setting as a reader meets it. */
export interface SettingDescription {
  readonly name: string;
  /** The variable of the environment that sets it. */
  readonly variable: string;
  readonly meaning: string;
  /** What it is where nobody sets it, as it is written in the file; absent where that depends on another. */
  readonly usual: string | undefined;
}

/** Every setting, in the order in which they are defined. */
export function describeSettings(): readonly SettingDescription[] {
  return settingNames.map((name) => {
    const schema = settingsSchema.shape[name];
    const { data } = schema.safeParse(undefined);
    return {
      name,
      variable: environmentName(name),
      meaning: schema.description ?? '',
      usual: data === undefined ? undefined : JSON.stringify(data),
    };
  });
}
