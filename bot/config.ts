/**
 * Configuration from the environment. parseConfig is pure and is called once, in a program's main;
 * nothing else reads process.env. Invariant: a failure names the variable and what it wants, never
 * its value, because the value may be a secret.
 */
import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { z } from 'zod';

/** What is wrong with a variable; bot/replies says it in Vietnamese. */
export type ConfigProblem =
  | { wants: 'whole-number'; min: number; max: number }
  | { wants: 'url' }
  | { wants: 'one-of'; choices: readonly string[] }
  | { wants: 'bot-token' }
  | { wants: 'webhook-secret' }
  | { wants: 'zalo-bot-token' }
  | { wants: 'url-path' }
  | { wants: 'secret-of-length'; min: number; max: number }
  | { wants: 'another-path-than'; other: string }
  | { wants: 'text-at-most'; max: number }
  | { wants: 'together-with'; other: string };

/** A variable holds a value the program cannot start with. */
export class ConfigError extends Error {
  readonly code = 'CONFIG';
  constructor(
    readonly variable: string,
    readonly problem: ConfigProblem,
  ) {
    super(`The environment variable ${variable} wants: ${JSON.stringify(problem)}.`);
  }
}

const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
const YES_OR_NO = ['yes', 'no'] as const;
const TEXT_MAX = 200;
const DAY_MINUTES = 24 * 60;

/** An empty variable is an absent one, so that a line of .env can be left blank. */
const blankIsUnset = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' ? undefined : value;

function problem(wanted: ConfigProblem): string {
  return JSON.stringify(wanted);
}

function wholeNumber(min: number, max: number, fallback: number) {
  const error = problem({ wants: 'whole-number', min, max });
  return z.preprocess(
    blankIsUnset,
    z
      .string()
      .regex(/^\s*\d+\s*$/, { error })
      .transform(Number)
      .refine((value) => value >= min && value <= max, { error })
      .default(fallback),
  );
}

const text = z.preprocess(
  blankIsUnset,
  z
    .string()
    .trim()
    .max(TEXT_MAX, { error: problem({ wants: 'text-at-most', max: TEXT_MAX }) })
    .optional(),
);
const secret = z.preprocess(blankIsUnset, z.string().trim().optional());
const path = z.preprocess(blankIsUnset, z.string().trim().optional());

const checkedUrl = z
  .url({ protocol: /^https?$/, error: problem({ wants: 'url' }) })
  .transform((value) => value.replace(/\/+$/, ''));
const httpUrl = z.preprocess(blankIsUnset, z.string().trim().pipe(checkedUrl).optional());

const yesOrNo = z.preprocess(
  blankIsUnset,
  z.enum(YES_OR_NO, { error: problem({ wants: 'one-of', choices: YES_OR_NO }) }).default('no'),
);

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
  HOPTAC_LLM_BASE_URL: httpUrl,
  HOPTAC_LLM_MODEL: text,
  HOPTAC_LLM_API_KEY: secret,
  HOPTAC_LLM_TIMEOUT_MS: wholeNumber(1_000, 300_000, 20_000),
  HOPTAC_EMBED_BASE_URL: httpUrl,
  HOPTAC_EMBED_MODEL: text,
  HOPTAC_EMBED_API_KEY: secret,
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
}

export interface ZaloBotConfig {
  token: string;
  apiRoot: string;
  /** Absent: polling. */
  webhook: { url: string; secret: string | undefined } | undefined;
  /** Delete a webhook that was set before, instead of refusing to poll. */
  deleteWebhook: boolean;
  pollSeconds: number;
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
  llm: (ModelEndpoint & { timeoutMs: number }) | undefined;
  embed: ModelEndpoint | undefined;
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
    llm: languageModel(values),
    embed: endpoint(values, 'HOPTAC_EMBED'),
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
