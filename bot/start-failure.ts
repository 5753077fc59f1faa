/** Why the program could not start, as the one sentence that a person at the terminal needs. */
import { NewerSchemaError } from '../knowledge/corpus/database.ts';
import { TelegramTokenError } from './channels/telegram/telegram.ts';
import { WebListenError } from './channels/web/server.ts';
import { WebhookListenError } from './channels/webhook-server.ts';
import { ZaloBotTokenError, ZaloBotWebhookError } from './channels/zalo-bot/zalo-bot.ts';
import { ConfigError } from './config-values.ts';
import * as words from './replies/program.ts';

// What better-sqlite3 and the file system say of a folder that cannot be written.
const FOLDER_CODES = new Set([
  'EACCES',
  'EPERM',
  'ENOTDIR',
  'EEXIST',
  'EROFS',
  'ENOSPC',
  'SQLITE_CANTOPEN',
  'SQLITE_READONLY',
  'SQLITE_FULL',
]);
const DAMAGED_CODES = new Set(['SQLITE_NOTADB', 'SQLITE_CORRUPT']);

/** Undefined for an error that only a programmer can read. */
export function startFailureSentence(error: unknown, dataDir: string): string | undefined {
  if (error instanceof ConfigError) return words.configSentence(error);
  if (error instanceof WebListenError) return words.cannotListen('PORT', error.port, error.reason);
  if (error instanceof WebhookListenError) {
    return words.cannotListen('WEBHOOK_PORT', error.port, error.reason);
  }
  if (error instanceof TelegramTokenError) return words.telegramTokenRefused;
  if (error instanceof ZaloBotTokenError) return words.zaloBotTokenRefused;
  if (error instanceof ZaloBotWebhookError) return words.zaloBotHasWebhook;
  if (error instanceof NewerSchemaError) return words.newerDatabase(error.file);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (FOLDER_CODES.has(code)) return words.dataNotUsable(dataDir);
  if (DAMAGED_CODES.has(code)) return words.databaseDamaged(dataDir);
  return undefined;
}
