/**
 * The real bot as a process of its own, to be killed or measured: node run.mjs
 * test/fakes/telegram-bot-process, configured by the environment like `npm start`. It answers with
 * the echo assistant, or from the corpus in the folder FAKE_BOT_CORPUS.
 */
import { join } from 'node:path';
import { createAnswerThread } from '../../bot/answer-thread.ts';
import { type Assistant, createAssistant } from '../../bot/assistant.ts';
import { startBot } from '../../bot/bot.ts';
import { parseConfig } from '../../bot/config.ts';
import { createLog, describeError } from '../../bot/log.ts';
import { openBotStore } from '../../bot/store/bot-store.ts';
import { openKnowledge } from '../../knowledge/knowledge.ts';
import { createEchoAssistant } from './telegram-assistant.ts';
import { testParts } from './test-parts.ts';

const config = parseConfig(process.env);
const log = createLog('warn');
const store = openBotStore({
  file: join(config.dataDir, 'bot.db'),
  now: Date.now,
  ...config.conversation,
});

async function corpusAssistant(dataDir: string): Promise<Assistant> {
  const { corpus } = await openKnowledge({ dataDir });
  return createAssistant({
    answerer: createAnswerThread({ knowledge: { dataDir }, logLevel: 'warn' }),
    corpus,
    profile: {},
    recordUnanswered: store.unanswered.record,
    logError: (error) => log.error(describeError(error), 'answering failed'),
  });
}

const corpusFolder = process.env.FAKE_BOT_CORPUS;
const assistant = corpusFolder ? await corpusAssistant(corpusFolder) : createEchoAssistant();
const bot = await startBot({
  config,
  assistant,
  ...testParts(config, store),
  store,
  log,
  now: Date.now,
});
console.log(`ready ${bot.webhookPort ?? ''}`);
// A profiler writes its file only at an orderly end.
process.once('SIGTERM', () => void bot.stop().then(() => process.exit(0)));
