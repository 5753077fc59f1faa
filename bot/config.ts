/**
 * Configuration from the environment. parseConfig is pure and is called once, in a program's main;
 * nothing else reads process.env. Invariant: a failure names the variable and what it wants, never
 * its value, because the value may be a secret.
 */
import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { z } from 'zod';
import {
  blankIsUnset,
  ConfigError,
  httpUrl,
  path,
  people,
  problem,
  secret,
  text,
  wholeNumber,
  yesOrNo,
} from './config-values.ts';
import { isTimeZone, type QuietHours } from './local-time.ts';
import type { Person } from './person.ts';

const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
const DAY_MINUTES = 24 * 60;

/** Every variable the programs know. `.env.example` is tested against this list. */
export const environmentSchema = z.object({
  HOPTAC_DATA: path,
  HOST: path,
  PORT: wholeNumber(0, 65_535, 8080),
  TRUST_PROXY: yesOrNo,
  /** Read by ingest: addresses inside the own network may be fetched. */
  HOPTAC_ALLOW_PRIVATE_URLS: yesOrNo,
  HOPTAC_LOG_LEVEL: z.preprocess(
    blankIsUnset,
    z
      .enum(LOG_LEVELS, { error: problem({ wants: 'one-of', choices: LOG_LEVELS }) })
      .default('warn'),
  ),
  HOPTAC_NAME: text,
  HOPTAC_HOME: text,
  HOPTAC_CONTACT: text,
  HOPTAC_OWNERS: people,
  HOPTAC_LLM_BASE_URL: httpUrl,
  HOPTAC_LLM_MODEL: text,
  HOPTAC_LLM_API_KEY: secret,
  HOPTAC_LLM_TIMEOUT_MS: wholeNumber(1_000, 300_000, 20_000),
  HOPTAC_EMBED_BASE_URL: httpUrl,
  HOPTAC_EMBED_MODEL: text,
  HOPTAC_EMBED_API_KEY: secret,
  HOPTAC_TIME_ZONE: z.preprocess(
    blankIsUnset,
    z
      .string()
      .trim()
      .refine(isTimeZone, { error: problem({ wants: 'time-zone' }) })
      .default('Asia/Ho_Chi_Minh'),
  ),
  /** Nothing is sent to subscribers from this full hour to that; the same twice: at any hour. */
  HOPTAC_QUIET_FROM_HOUR: wholeNumber(0, 23, 22),
  HOPTAC_QUIET_TO_HOUR: wholeNumber(0, 23, 6),
  HOPTAC_CONVERSATION_TURNS: wholeNumber(0, 50, 6),
  HOPTAC_RETENTION_DAYS: wholeNumber(1, 3_650, 90),
  HOPTAC_QUESTION_MAX_AGE_MINUTES: wholeNumber(1, 7 * DAY_MINUTES, 12 * 60),
  HOPTAC_QUESTION_MAX_CHARACTERS: wholeNumber(50, 4_000, 1_000),
  HOPTAC_QUESTIONS_PER_MINUTE: wholeNumber(1, 1_000, 20),
  HOPTAC_GROUP_QUESTIONS_PER_MINUTE: wholeNumber(1, 1_000, 20),
  TELEGRAM_BOT_TOKEN: z.preprocess(
    blankIsUnset,
    z
      .string()
      .trim()
      .regex(/^\d+:[\w-]{3,}$/, { error: problem({ wants: 'bot-token' }) })
      .optional(),
  ),
  TELEGRAM_API_ROOT: httpUrl,
  TELEGRAM_WEBHOOK_URL: httpUrl,
  TELEGRAM_WEBHOOK_SECRET: z.preprocess(
    blankIsUnset,
    z
      .string()
      .regex(/^[\w-]{1,256}$/, { error: problem({ wants: 'webhook-secret' }) })
      .optional(),
  ),
  /** Telegram speaks of about 30 messages a second over all chats. */
  TELEGRAM_PER_SECOND: wholeNumber(1, 1_000, 30),
  ZALO_BOT_TOKEN: z.preprocess(
    blankIsUnset,
    z
      .string()
      .trim()
      .regex(/^\d+:[\w-]{3,}$/, { error: problem({ wants: 'zalo-bot-token' }) })
      .optional(),
  ),
  ZALO_BOT_API_ROOT: httpUrl,
  ZALO_BOT_WEBHOOK_URL: httpUrl,
  ZALO_BOT_WEBHOOK_SECRET: z.preprocess(
    blankIsUnset,
    z
      .string()
      .regex(/^[\x21-\x7e]{8,256}$/, {
        error: problem({ wants: 'secret-of-length', min: 8, max: 256 }),
      })
      .optional(),
  ),
  ZALO_BOT_DELETE_WEBHOOK: yesOrNo,
  ZALO_BOT_POLL_SECONDS: wholeNumber(1, 30, 8),
  /** Not published; as Telegram's. */
  ZALO_BOT_PER_SECOND: wholeNumber(1, 1_000, 30),
  ZALO_OA_APP_ID: text,
  ZALO_OA_SECRET_KEY: secret,
  ZALO_OA_OA_SECRET: secret,
  ZALO_OA_REFRESH_TOKEN: secret,
  ZALO_OA_API_ROOT: httpUrl,
  ZALO_OA_OAUTH_ROOT: httpUrl,
  ZALO_OA_WEBHOOK_PATH: z.preprocess(
    blankIsUnset,
    z
      .string()
      .trim()
      .regex(/^\/[\w\-/]{1,200}$/, { error: problem({ wants: 'url-path' }) })
      .default('/zalo-oa'),
  ),
  ZALO_OA_FREE_HOURS: wholeNumber(0, 24 * 365, 48),
  ZALO_OA_ALLOWED_DAYS: wholeNumber(0, 365, 7),
  ZALO_OA_PAID_REPLIES: yesOrNo,
  ZALO_OA_MORNING_HOUR: wholeNumber(0, 23, 6),
  /** An app may make 4,000 requests a minute, and a message may take two. */
  ZALO_OA_PER_SECOND: wholeNumber(1, 1_000, 30),
  WEBHOOK_HOST: path,
  WEBHOOK_PORT: wholeNumber(0, 65_535, 8081),
});

/** An OpenAI-compatible endpoint. */
export interface ModelEndpoint {
  baseUrl: string;
  model: string;
  apiKey: string | undefined;
}

export interface TelegramConfig {
  token: string;
  apiRoot: string;
  /** Absent: long polling. */
  webhook: { url: string; secret: string | undefined } | undefined;
  perSecondMax: number;
}

export interface ZaloBotConfig {
  token: string;
  apiRoot: string;
  /** Absent: polling. */
  webhook: { url: string; secret: string | undefined } | undefined;
  /** Delete a webhook that was set before, instead of refusing to poll. */
  deleteWebhook: boolean;
  pollSeconds: number;
  perSecondMax: number;
}

export interface ZaloOaConfig {
  appId: string;
  /** Of the app: to refresh tokens. */
  secretKey: string;
  /** Of the account: it signs the webhook's events. */
  oaSecret: string;
  /** The first one; the newer ones are in bot.db. */
  refreshToken: string;
  apiRoot: string;
  oauthRoot: string;
  webhookPath: string;
  windows: { freeMs: number; allowedMs: number; mayCost: boolean; morningHour: number };
  perSecondMax: number;
}

export interface Config {
  dataDir: string;
  host: string;
  port: number;
  /** Believe the X-Forwarded-* headers of a proxy in front of the chat page. */
  trustProxy: boolean;
  logLevel: (typeof LOG_LEVELS)[number];
  /** What the bot calls itself. */
  name: string | undefined;
  /** The bot's own alliance or province, which breaks ties between answers. */
  home: string | undefined;
  /** Whom to ask when the bot does not know. */
  contact: string | undefined;
  /** Who may do everything. */
  owners: readonly Person[];
  llm: (ModelEndpoint & { timeoutMs: number }) | undefined;
  embed: ModelEndpoint | undefined;
  time: { zone: string; quiet: QuietHours };
  conversation: { turnsMax: number; retentionDays: number };
  limits: {
    questionMaxAgeMs: number;
    questionMaxCharacters: number;
    questionsPerMinute: number;
    groupQuestionsPerMinute: number;
  };
  telegram: TelegramConfig | undefined;
  zaloBot: ZaloBotConfig | undefined;
  zaloOa: ZaloOaConfig | undefined;
  /** Where the platforms' webhooks are received, apart from the chat page. */
  webhooks: { host: string; port: number };
}

/** Reads a whole configuration, or throws ConfigError for the first variable that is wrong. Pure. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environmentSchema.safeParse(env);
  if (!parsed.success) throw configError(parsed.error);
  const values = parsed.data;
  return {
    dataDir: values.HOPTAC_DATA ?? './data',
    host: values.HOST ?? '127.0.0.1',
    port: values.PORT,
    trustProxy: values.TRUST_PROXY === 'yes',
    logLevel: values.HOPTAC_LOG_LEVEL,
    name: values.HOPTAC_NAME,
    home: values.HOPTAC_HOME,
    contact: values.HOPTAC_CONTACT,
    owners: values.HOPTAC_OWNERS ?? [],
    llm: languageModel(values),
    embed: endpoint(values, 'HOPTAC_EMBED'),
    time: {
      zone: values.HOPTAC_TIME_ZONE,
      quiet: { fromHour: values.HOPTAC_QUIET_FROM_HOUR, toHour: values.HOPTAC_QUIET_TO_HOUR },
    },
    conversation: {
      turnsMax: values.HOPTAC_CONVERSATION_TURNS,
      retentionDays: values.HOPTAC_RETENTION_DAYS,
    },
    limits: {
      questionMaxAgeMs: values.HOPTAC_QUESTION_MAX_AGE_MINUTES * 60_000,
      questionMaxCharacters: values.HOPTAC_QUESTION_MAX_CHARACTERS,
      questionsPerMinute: values.HOPTAC_QUESTIONS_PER_MINUTE,
      groupQuestionsPerMinute: values.HOPTAC_GROUP_QUESTIONS_PER_MINUTE,
    },
    telegram: telegram(values),
    zaloBot: zaloBot(values),
    zaloOa: zaloOa(values),
    webhooks: { host: values.WEBHOOK_HOST ?? '127.0.0.1', port: values.WEBHOOK_PORT },
  };
}

/**
 * The environment of this process, with the variables of a `.env` file in the working directory
 * added where they are not set already. Call it once, in a main.
 */
export function readEnvironment(file = '.env'): Readonly<Record<string, string | undefined>> {
  if (existsSync(file)) loadEnvFile(file);
  return process.env;
}

type Values = z.infer<typeof environmentSchema>;

function configError(error: z.ZodError): ConfigError {
  const issue = error.issues[0];
  // Every check above carries its ConfigProblem as the message, so that zod never words the value.
  return new ConfigError(String(issue?.path[0]), JSON.parse(issue?.message ?? 'null'));
}

function endpoint(values: Values, prefix: 'HOPTAC_LLM' | 'HOPTAC_EMBED') {
  const baseUrl = values[`${prefix}_BASE_URL`];
  const model = values[`${prefix}_MODEL`];
  if (baseUrl === undefined && model === undefined) return undefined;
  if (baseUrl === undefined) throw halfSet(`${prefix}_MODEL`, `${prefix}_BASE_URL`);
  if (model === undefined) throw halfSet(`${prefix}_BASE_URL`, `${prefix}_MODEL`);
  return { baseUrl, model, apiKey: values[`${prefix}_API_KEY`] };
}

function languageModel(values: Values): Config['llm'] {
  const model = endpoint(values, 'HOPTAC_LLM');
  return model && { ...model, timeoutMs: values.HOPTAC_LLM_TIMEOUT_MS };
}

function telegram(values: Values): TelegramConfig | undefined {
  const token = values.TELEGRAM_BOT_TOKEN;
  if (token === undefined) {
    if (values.TELEGRAM_WEBHOOK_URL !== undefined)
      throw halfSet('TELEGRAM_WEBHOOK_URL', 'TELEGRAM_BOT_TOKEN');
    return undefined;
  }
  const webhook = values.TELEGRAM_WEBHOOK_URL && {
    url: values.TELEGRAM_WEBHOOK_URL,
    secret: values.TELEGRAM_WEBHOOK_SECRET,
  };
  return {
    token,
    apiRoot: values.TELEGRAM_API_ROOT ?? 'https://api.telegram.org',
    webhook: webhook || undefined,
    perSecondMax: values.TELEGRAM_PER_SECOND,
  };
}

function zaloBot(values: Values): ZaloBotConfig | undefined {
  const token = values.ZALO_BOT_TOKEN;
  const url = values.ZALO_BOT_WEBHOOK_URL;
  if (token === undefined) {
    if (url !== undefined) throw halfSet('ZALO_BOT_WEBHOOK_URL', 'ZALO_BOT_TOKEN');
    return undefined;
  }
  if (url) mustDiffer(values, 'ZALO_BOT_WEBHOOK_URL', new URL(url).pathname);
  return {
    token,
    apiRoot: values.ZALO_BOT_API_ROOT ?? 'https://bot-api.zaloplatforms.com',
    webhook: url === undefined ? undefined : { url, secret: values.ZALO_BOT_WEBHOOK_SECRET },
    deleteWebhook: values.ZALO_BOT_DELETE_WEBHOOK === 'yes',
    pollSeconds: values.ZALO_BOT_POLL_SECONDS,
    perSecondMax: values.ZALO_BOT_PER_SECOND,
  };
}

const ZALO_OA_NEEDS = [
  'ZALO_OA_APP_ID',
  'ZALO_OA_SECRET_KEY',
  'ZALO_OA_OA_SECRET',
  'ZALO_OA_REFRESH_TOKEN',
] as const;

function zaloOa(values: Values): ZaloOaConfig | undefined {
  const {
    ZALO_OA_APP_ID: appId,
    ZALO_OA_SECRET_KEY: secretKey,
    ZALO_OA_OA_SECRET: oaSecret,
    ZALO_OA_REFRESH_TOKEN: refreshToken,
  } = values;
  if (!appId || !secretKey || !oaSecret || !refreshToken) {
    const set = ZALO_OA_NEEDS.find((name) => values[name] !== undefined);
    const unset = ZALO_OA_NEEDS.find((name) => values[name] === undefined);
    if (set && unset) throw halfSet(set, unset);
    return undefined;
  }
  mustDiffer(values, 'ZALO_OA_WEBHOOK_PATH', values.ZALO_OA_WEBHOOK_PATH);
  return {
    appId,
    secretKey,
    oaSecret,
    refreshToken,
    apiRoot: values.ZALO_OA_API_ROOT ?? 'https://openapi.zalo.me',
    oauthRoot: values.ZALO_OA_OAUTH_ROOT ?? 'https://oauth.zaloapp.com',
    webhookPath: values.ZALO_OA_WEBHOOK_PATH,
    windows: {
      freeMs: values.ZALO_OA_FREE_HOURS * 3_600_000,
      allowedMs: values.ZALO_OA_ALLOWED_DAYS * 24 * 3_600_000,
      mayCost: values.ZALO_OA_PAID_REPLIES === 'yes',
      morningHour: values.ZALO_OA_MORNING_HOUR,
    },
    perSecondMax: values.ZALO_OA_PER_SECOND,
  };
}

/** All webhooks arrive at one server, where the path tells the platforms apart. */
function mustDiffer(values: Values, variable: string, pathname: string): void {
  for (const other of ['TELEGRAM_WEBHOOK_URL', 'ZALO_BOT_WEBHOOK_URL'] as const) {
    const url = values[other];
    if (other === variable || url === undefined || new URL(url).pathname !== pathname) continue;
    throw new ConfigError(variable, { wants: 'another-path-than', other });
  }
}

function halfSet(variable: string, other: string): ConfigError {
  return new ConfigError(variable, { wants: 'together-with', other });
}
