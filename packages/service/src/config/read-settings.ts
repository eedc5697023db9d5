import { z } from 'zod';
import { InvalidSetting } from './errors.ts';
import { reason } from './reason.ts';
import {
  isLoopback,
  type SettingName,
  type Settings,
  type SettingsGiven,
  settingNames,
  settingsSchema,
} from './settings.ts';

/** Where settings can come from; a later one goes before an earlier: file, environment, flags. */
export interface SettingSources {
  /** A JSON file that was read. */
  readonly file?:
    | {
        /** Its name, for messages. */
        readonly name: string;
        /** What it holds. */
        readonly text: string;
      }
    | undefined;
  /** Variables of the environment. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Texts or values given with the call, under the names of settings. */
  readonly flags?: Readonly<Partial<Record<SettingName, unknown>>> | undefined;
}

interface Given {
  readonly value: unknown;
  /** How whoever set it wrote it: `--port`, `TIMELINE_PORT`, `port in timeline.json`. */
  readonly written: string;
}

/**
 * The settings of the service, each from where it is given last. Nothing is taken that was not checked.
 * @throws InvalidSetting naming the setting and where it came from
 */
export function readSettings(sources: SettingSources = {}): Settings {
  return checked(givenIn(sources));
}

/** Whether anybody set a setting, or it is what it is where nobody does. @throws InvalidSetting */
export function isGiven(name: SettingName, sources: SettingSources): boolean {
  return givenIn(sources).has(name);
}

function givenIn({ file, env = {}, flags = {} }: SettingSources): ReadonlyMap<SettingName, Given> {
  const given = new Map<SettingName, Given>();
  for (const [name, value] of Object.entries(file === undefined ? {} : parsed(file))) {
    if (!isSetting(name)) throw unknownSetting(name, `"${name}" in ${file?.name}`);
    given.set(name, { value, written: `"${name}" in ${file?.name}` });
  }
  for (const name of settingNames) {
    const written = environmentName(name);
    const text = env[written];
    if (text !== undefined && text !== '')
      given.set(name, { value: fromText(name, text), written });
    const flag = flags[name];
    if (flag === undefined) continue;
    const value = typeof flag === 'string' ? fromText(name, flag) : flag;
    given.set(name, { value, written: flagName(name) });
  }
  return given;
}

/** The variable of the environment that sets a setting. */
export function environmentName(name: SettingName): string {
  return `TIMELINE_${parted(name, '_').toUpperCase()}`;
}

function flagName(name: SettingName): string {
  return `--${parted(name, '-').toLowerCase()}`;
}

function parted(name: string, by: string): string {
  return name.replaceAll(/[A-Z]/g, (capital) => `${by}${capital}`);
}

function isSetting(name: string): name is SettingName {
  return Object.hasOwn(settingsSchema.shape, name);
}

function checked(given: ReadonlyMap<SettingName, Given>): Settings {
  const values = Object.fromEntries([...given].map(([name, { value }]) => [name, value]));
  const result = settingsSchema.safeParse(values as SettingsGiven);
  if (!result.success) {
    const [issue] = result.error.issues;
    const name = String(issue?.path[0] ?? '') as SettingName;
    const written = given.get(name)?.written ?? name;
    throw new InvalidSetting(
      `${written}: ${secret.has(name) ? 'what is given' : shown(given.get(name)?.value)} cannot be taken: ${reason(issue)}. ${meaning(name)}`,
      { setting: name, written },
    );
  }
  checkMail(result.data);
  const usual = isLoopback(result.data.host) ? 'open' : 'closed';
  const { reading = usual, metrics = usual, ...settings } = result.data;
  return { ...settings, reading, metrics };
}

/** Settings that no message shows. */
const secret: ReadonlySet<string> = new Set(['smtpPassword'] satisfies SettingName[]);

/** Where digests are wanted there has to be what sends them. @throws InvalidSetting */
function checkMail(settings: z.output<typeof settingsSchema>): void {
  const { digests, publicUrl, smtpHost, smtpTls } = settings;
  if (digests.length > 0) {
    for (const needed of ['smtpHost', 'mailFrom', 'publicUrl'] as const) {
      if (settings[needed] === undefined) {
        throw new InvalidSetting(`digests: they need ${needed}. ${meaning(needed)}`, {
          setting: needed,
        });
      }
    }
    const { protocol, hostname } = new URL(publicUrl ?? '');
    if (protocol !== 'https:' && !isLoopback(hostname)) {
      throw new InvalidSetting(
        'publicUrl: a link that ends mails has to be https. Write https://, and let whatever stands in front of this service end TLS.',
        { setting: 'publicUrl' },
      );
    }
  }
  if (smtpTls === 'none' && smtpHost !== undefined && !isLoopback(smtpHost)) {
    throw new InvalidSetting(
      `smtpTls: without TLS everybody on the way to ${smtpHost} reads along. Write starttls or implicit; none is for a relay on this machine.`,
      { setting: 'smtpTls' },
    );
  }
}

function parsed({ name, text }: { readonly name: string; readonly text: string }): object {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch (error) {
    const why = error instanceof SyntaxError ? error.message : 'it is not an object';
    throw new InvalidSetting(
      `${name} is not a JSON object of settings (${why}). Write for example {"port": 8080}.`,
      { file: name },
    );
  }
}

function unknownSetting(name: string, written: string): InvalidSetting {
  return new InvalidSetting(
    `${written}: there is no such setting. There are ${settingNames.join(', ')}.`,
    { setting: name, written },
  );
}

/** A text as the value that its setting wants; what does not fit is left for the check to refuse. */
function fromText(name: SettingName, text: string): unknown {
  const kind = kindOf(settingsSchema.shape[name]);
  if (kind === 'number') {
    const number = text.trim() === '' ? Number.NaN : Number(text);
    return Number.isNaN(number) ? text : number;
  }
  if (kind === 'boolean') return { true: true, false: false }[text.trim().toLowerCase()] ?? text;
  if (kind === 'union') return fromSeveral(text.trim());
  if (kind === 'array' && /^\s*\[/.test(text)) return fromJson(text);
  if (kind === 'array') return text.split(',').map((one) => one.trim());
  return text;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** `false`, a number, or a list of addresses. */
function fromSeveral(text: string): unknown {
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return /^\d+$/.test(text) ? Number(text) : text.split(',').map((one) => one.trim());
}

function kindOf(schema: z.ZodType): string {
  const { def } = schema as z.ZodType & { readonly def: { readonly innerType?: z.ZodType } };
  return def.innerType ? kindOf(def.innerType) : schema.type;
}

function meaning(name: SettingName): string {
  return settingsSchema.shape[name]?.description ?? `There are ${settingNames.join(', ')}.`;
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
