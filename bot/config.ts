/**
 * Configuration from the environment. parseConfig is pure and is called once, in a program's main;
 * nothing else reads process.env. Invariant: a failure names the variable and what it wants, never
 * its value, because the value may be a secret.
 */
import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { z } from 'zod';
import {
  platformVariables,
  type TelegramConfig,
  telegram,
  type ZaloBotConfig,
  type ZaloOaConfig,
  zaloBot,
  zaloOa,
} from './config-platforms.ts';
import {
  blankIsUnset,
  ConfigError,
  halfSet,
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
  ...platformVariables,
});

/** An OpenAI-compatible endpoint. */
export interface ModelEndpoint {
  baseUrl: string;
  model: string;
  apiKey: string | undefined;
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
