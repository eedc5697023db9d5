import { z } from 'zod';

const port = z.int().min(0).max(65_535);
const hostName = z
  .string()
  .regex(/^[a-z0-9.-]{1,253}$/i, 'is no host name; leave out scheme and port');
const origin = z
  .string()
  .regex(/^https?:\/\/[^/\s]+$/, 'is no origin; write scheme, host and port, without a path');

const word = z.string().min(1).max(200);

/** The days of the week, in the order of `Date.getUTCDay`. */
export const weekdays = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;

const digest = z.strictObject({
  to: z.email('is no address of mail').max(254),
  every: z.enum(['day', 'week']).default('week'),
  /** Of a weekly one. */
  on: z.enum(weekdays).default('monday'),
  /** Time in London. */
  at: z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'is no time such as 07:00')
    .default('07:00'),
  /** Whether one is sent where nothing happened. */
  evenIfNothing: z.boolean().default(false),
  region: word.optional(),
  authority: z.array(word).min(1).max(200).optional(),
  type: z.array(word).min(1).max(50).optional(),
  area: z.array(word).min(1).max(20).optional(),
  rule: word.optional(),
  inadequate: z.boolean().optional(),
  weight: z.enum(['1', '2', '3', '4', '5']).optional(),
});

/** Who is sent a digest of which notices, and when. */
export type DigestGiven = z.output<typeof digest>;

const webAddress = z
  .url({ protocol: /^https?$/, error: 'is no address such as https://timeline.example.org' })
  .max(300);

const proxy = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);

/**
 * Every setting of the service: its meaning, its limits and what it is where nobody sets it. Each can stand in the file
 * under its name, and in the environment as TIMELINE_ and the name in capitals (`ratePerMinute` is
 * TIMELINE_RATE_PER_MINUTE; lists are parted by commas).
 */
export const settingsSchema = z.strictObject({
  host: z.string().min(1).max(253).default('127.0.0.1').describe('Address to listen on.'),
  port: port.default(8080).describe('Port to listen on; 0 takes a free one.'),
  reading: z
    .enum(['open', 'closed'])
    .optional()
    .describe('Whether reading needs no token. Open on a loopback address, closed on any other.'),
  hosts: z
    .array(hostName)
    .max(50)
    .default([])
    .describe('Names by which clients may call this service, beside loopback names.'),
  with: z
    .array(z.string().min(1).max(1000))
    .max(50)
    .default([])
    .describe(
      'Files of modules with questions, kinds of document and table, or a policy, taken as the shipped ones are.',
    ),
  policy: z
    .string()
    .min(1)
    .max(1000)
    .optional()
    .describe('File of the rules (JSON) that answers go by; those that are shipped unless named.'),
  origins: z
    .array(origin)
    .max(50)
    .default([])
    .describe('Origins whose pages may read answers (CORS); none unless named.'),
  trustProxy: z
    .union([z.literal(false), z.int().min(1).max(10), z.array(proxy).min(1).max(20)], {
      error:
        'is neither how many proxies stand in front nor a list of their addresses; true would take whatever a client writes',
    })
    .default(false)
    .describe(
      'Proxies whose X-Forwarded-For is believed: how many stand in front of this service, or their addresses or networks.',
    ),
  ratePerMinute: z
    .int()
    .min(1)
    .max(1_000_000)
    .default(600)
    .describe('Requests a minute of one address without a token.'),
  tokenRatePerMinute: z
    .int()
    .min(1)
    .max(1_000_000)
    .default(3000)
    .describe('Requests a minute of one token.'),
  workSecondsPerMinute: z
    .int()
    .min(1)
    .max(600)
    .default(20)
    .describe(
      'Seconds in a minute that the service works for one token, or for one address without a token.',
    ),
  bodyLimit: z
    .int()
    .min(1024)
    .max(64 * 1024 * 1024)
    .default(1024 * 1024)
    .describe('Largest body of a request, in bytes.'),
  uploadLimit: z
    .int()
    .min(1024)
    .max(1024 * 1024 * 1024)
    .default(64 * 1024 * 1024)
    .describe('Largest file that is taken in, in bytes.'),
  ocr: z
    .boolean()
    .default(false)
    .describe(
      'Recognises the text of PDFs that hold pictures, by Tesseract as it is installed here. Nothing that it reads is taken unasked.',
    ),
  urlLimit: z.int().min(256).max(16_384).default(4096).describe('Longest address, in characters.'),
  requestSeconds: z
    .int()
    .min(1)
    .max(3600)
    .default(30)
    .describe('Seconds in which a request must have been received.'),
  maxConnections: z
    .int()
    .min(1)
    .max(100_000)
    .default(5000)
    .describe('Connections that are open at one time.'),
  maxSubscriptions: z
    .int()
    .min(0)
    .max(100_000)
    .default(2000)
    .describe('Subscriptions that are open at one time.'),
  maxSubscriptionsOfOne: z
    .int()
    .min(0)
    .max(100_000)
    .default(100)
    .describe('Subscriptions of one token, or of one address without a token.'),
  heartbeatSeconds: z
    .int()
    .min(1)
    .max(300)
    .default(15)
    .describe('Seconds between signs of life of a subscription.'),
  readerSeconds: z
    .int()
    .min(1)
    .max(600)
    .default(30)
    .describe('Seconds after which a subscriber that takes nothing is dropped.'),
  maxWebhooks: z.int().min(0).max(10_000).default(200).describe('Webhooks that there may be.'),
  webhooksToPrivate: z
    .boolean()
    .default(false)
    .describe('Lets webhooks call loopback, private and other addresses that are not public.'),
  webhooksOverHttp: z
    .boolean()
    .default(false)
    .describe('Lets webhooks call http addresses, which anybody on the way can read.'),
  webhookPorts: z
    .array(port.min(1))
    .min(1)
    .max(50)
    .default([443, 8443])
    .describe(
      'Ports that webhooks may call; any where they may call addresses that are not public.',
    ),
  publicUrl: webAddress
    .optional()
    .describe(
      'Address by which people reach this service, for links in mail; its name counts as one of `hosts`.',
    ),
  digests: z
    .array(digest)
    .max(200)
    .default([])
    .describe(
      'Who is sent a digest of notices by mail, how often and of what; see digest.md. In the environment as JSON.',
    ),
  mailFrom: z
    .email('is no address of mail')
    .max(254)
    .optional()
    .describe('Address that digests are sent from.'),
  smtpHost: hostName.optional().describe('Relay that takes mail from this service.'),
  smtpPort: port.min(1).default(587).describe('Port of the relay.'),
  smtpTls: z
    .enum(['starttls', 'implicit', 'none'])
    .default('starttls')
    .describe(
      'How the way to the relay is kept private: it has to offer STARTTLS, it speaks TLS from the start, or, on this machine alone, not at all.',
    ),
  smtpUser: word.optional().describe('Name under which the relay knows this service.'),
  smtpPassword: z
    .string()
    .min(1)
    .max(1000)
    .optional()
    .describe('Password for the relay: a secret.'),
  smtpPasswordFile: z
    .string()
    .min(1)
    .max(1000)
    .optional()
    .describe('File that holds the password for the relay, in place of `smtpPassword`.'),
  secretsKeyFile: z
    .string()
    .min(1)
    .max(1000)
    .optional()
    .describe(
      'File of the key that secrets of webhooks are sealed with, 32 bytes in base64 or hex: needed where the log lies on a server, the same for every service of it.',
    ),
  metrics: z
    .enum(['open', 'closed', 'off'])
    .optional()
    .describe(
      'Whether /metrics needs a token of any role, or is not there. Open on a loopback address, closed on any other.',
    ),
  metricsPort: port
    .optional()
    .describe(
      'Serves /metrics on this port of 127.0.0.1 alone, without a token, and no longer on the other. 0 takes any free one, which is told.',
    ),
  lagSeconds: z
    .int()
    .min(1)
    .max(86_400)
    .default(10)
    .describe('Seconds that views or notices may be behind the log while the service is ready.'),
  stallSeconds: z
    .int()
    .min(1)
    .max(86_400)
    .default(30)
    .describe('Seconds after which what is behind the log and does not move counts as stalled.'),
  shutdownSeconds: z
    .int()
    .min(0)
    .max(3600)
    .default(10)
    .describe('Seconds that requests under way have to end in when the service is stopped.'),
  logLevel: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('warn')
    .describe('What is written to the log on standard error.'),
});

/** Settings as they are given, in part. */
export type SettingsGiven = z.input<typeof settingsSchema>;

/** Settings as the service runs by them. */
export type Settings = Omit<z.output<typeof settingsSchema>, 'reading' | 'metrics'> & {
  /** `closed`: reading needs a token of any role. */
  readonly reading: 'open' | 'closed';
  /** `closed`: /metrics needs a token of any role; `off`: it is not there. */
  readonly metrics: 'open' | 'closed' | 'off';
};

/** Name of a setting as it stands in the file of settings, e.g. `ratePerMinute`. */
export type SettingName = keyof typeof settingsSchema.shape;

export const settingNames = Object.keys(settingsSchema.shape) as readonly SettingName[];

const loopback = /^(?:127(?:\.\d{1,3}){3}|::1|localhost)$/i;

/** True for an address that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return loopback.test(host);
}
