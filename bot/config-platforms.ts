/**
 * The variables of the chat platforms, and each platform's configuration read from them. A platform
 * is configured wholly or not at all.
 */
import { z } from 'zod';
import {
  blankIsUnset,
  ConfigError,
  halfSet,
  httpUrl,
  path,
  problem,
  secret,
  text,
  wholeNumber,
  yesOrNo,
} from './config-values.ts';

/** Part of the environment's schema. */
export const platformVariables = {
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
};

type PlatformValues = z.infer<z.ZodObject<typeof platformVariables>>;

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

/** Undefined when it is not configured. Throws ConfigError when it is configured by half. */
export function telegram(values: PlatformValues): TelegramConfig | undefined {
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

/** Undefined when it is not configured. Throws ConfigError when it is configured by half. */
export function zaloBot(values: PlatformValues): ZaloBotConfig | undefined {
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

/** Undefined when it is not configured. Throws ConfigError when it is configured by half. */
export function zaloOa(values: PlatformValues): ZaloOaConfig | undefined {
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
function mustDiffer(values: PlatformValues, variable: string, pathname: string): void {
  for (const other of ['TELEGRAM_WEBHOOK_URL', 'ZALO_BOT_WEBHOOK_URL'] as const) {
    const url = values[other];
    if (other === variable || url === undefined || new URL(url).pathname !== pathname) continue;
    throw new ConfigError(variable, { wants: 'another-path-than', other });
  }
}
