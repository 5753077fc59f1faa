/**
 * `npm start`: the composition root. Opens storage and knowledge, brings the sample articles into an
 * empty corpus, serves the chat page and the configured platforms, and stops in order on a signal.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ingest } from '../ingest/run.ts';
import type { Corpus } from '../knowledge/corpus/corpus.ts';
import { type FactsStore, factsStore } from '../knowledge/facts/lookup.ts';
import { type Knowledge, openKnowledge } from '../knowledge/knowledge.ts';
import { createMeetings } from '../knowledge/meetings/meetings.ts';
import { createNewsDesk } from '../knowledge/meetings/news.ts';
import { dayInVietnam } from '../knowledge/text/today.ts';
import { createAnswerThread } from './answer-thread.ts';
import { type Assistant, createAssistant } from './assistant.ts';
import { startBot } from './bot.ts';
import { startProposing } from './broadcast/proposing.ts';
import type { WebChannelOptions } from './channels/web/options.ts';
import { startWebChannel } from './channels/web/server.ts';
import { comingEvents } from './coming-events.ts';
import { type Config, parseConfig, readEnvironment } from './config.ts';
import { meetingLookupFeature } from './features/meeting-lookup.ts';
import { createListingAssistant } from './listing-assistant.ts';
import { listing } from './listings.ts';
import { quietUntil } from './local-time.ts';
import { createLog, describeError, type Log } from './log.ts';
import { createLookup } from './meetings/lookup.ts';
import { createParts } from './parts.ts';
import { PERMISSIONS } from './permissions.ts';
import { createRelatedQuestions } from './related-questions.ts';
import { startReminding } from './reminding.ts';
import * as words from './replies/program.ts';
import type { Desk } from './screens/desk.ts';
import type { Feature } from './screens/feature.ts';
import { createWebScreens } from './screens/web-screens.ts';
import { startFailureSentence } from './start-failure.ts';
import { type BotStore, openBotStore } from './store/bot-store.ts';
import { createWebStores } from './store/web-stores.ts';

/** What was started, to be stopped in reverse order. */
type Stop = () => Promise<void> | void;

const SIGNAL_EXIT_CODE = 130;
/** npm passes the terminal's Ctrl+C on, so one key press arrives twice; a person's second is later. */
const SAME_KEY_PRESS_MS = 500;

async function start(config: Config, log: Log, stops: Stop[]): Promise<void> {
  const store = openBotStore({
    file: join(config.dataDir, 'bot.db'),
    now: Date.now,
    ...config.conversation,
  });
  stops.push(store.close);
  const knowledge = await openKnowledge({ ...config, log });
  stops.push(knowledge.close);
  await bringInSamples(knowledge, log);
  const { dataDir, embed, home, llm, logLevel } = config;
  const answerer = createAnswerThread({ knowledge: { dataDir, embed, home, llm }, logLevel });
  stops.push(answerer.stop);
  const { corpus } = knowledge;
  const logError = (error: unknown) => log.error(describeError(error), 'answering failed');
  const listingDeps = { corpus, facts: factsStore(corpus.database), now: () => new Date() };
  const assistant = createListingAssistant({
    assistant: createAssistant({
      answerer,
      corpus,
      profile: config,
      recordUnanswered: store.unanswered.record,
      logError,
    }),
    listing: (name) => listing(name, listingDeps),
    logError,
  });
  const related = createRelatedQuestions({ answerer, corpus, facts: listingDeps.facts });
  const lookup = meetingLookup(corpus, listingDeps.facts);
  const coming = () => comingEvents(listingDeps.facts, new Date());
  const parts = createParts({
    config,
    store,
    permissions: PERMISSIONS,
    features: [lookup],
    coming,
    now: Date.now,
  });
  const bot = await startBot({ ...parts, config, assistant, related, store, log, now: Date.now });
  stops.push(bot.stop);
  const { database } = corpus;
  const { facts } = listingDeps;
  const news = createNewsDesk({ database, facts, corpus });
  const timeZone = config.time.zone;
  const proposing = startProposing({ ...parts, news, corpus, store, timeZone, now: Date.now, log });
  stops.push(proposing.stop);
  const reminding = startReminding({
    reminders: store.reminders,
    voices: parts.voices,
    coming,
    timeZone,
    quietUntil: (at) => quietUntil(at, config.time.quiet, timeZone),
    now: Date.now,
    log,
  });
  stops.push(reminding.stop);
  await Promise.all([
    serveWeb(webOptions(config, assistant, parts.desk, store, log), stops),
    reportTelegram(bot.telegram, config),
    reportZaloBot(bot.zaloBot, config),
    reportZaloOa(bot.zaloOa, config),
  ]);
}

function meetingLookup(corpus: Corpus, facts: FactsStore): Feature {
  const { database, generation } = corpus;
  const meetings = createMeetings({ database, facts, generation });
  const today = () => dayInVietnam(new Date());
  return meetingLookupFeature({ lookup: createLookup({ meetings, facts, corpus, today }) });
}

async function serveWeb(options: WebChannelOptions, stops: Stop[]): Promise<void> {
  const web = await startWebChannel(options);
  stops.push(web.stop);
  console.log(words.pageIsAt(web.url));
}

/** Says when Telegram is there; rejects when it refuses the token. */
async function reportTelegram(
  connected: Promise<string | undefined>,
  { telegram }: Config,
): Promise<void> {
  if (!telegram) return;
  console.log(words.telegramConnecting);
  const username = await connected;
  if (username !== undefined) console.log(words.telegramIsAt(username));
}

/** The same for the Zalo Bot Platform; rejects also when a webhook keeps polling empty. */
async function reportZaloBot(
  connected: Promise<string | undefined>,
  { zaloBot }: Config,
): Promise<void> {
  if (!zaloBot) return;
  console.log(words.zaloBotConnecting);
  const account = await connected;
  if (account !== undefined) console.log(words.zaloBotIsThere(account));
}

async function reportZaloOa(
  connected: Promise<string | undefined>,
  { zaloOa }: Config,
): Promise<void> {
  if (!zaloOa) return;
  const account = await connected;
  if (account === '') console.error(words.zaloOaWithoutToken);
  else if (account !== undefined) console.log(words.zaloOaIsAt(zaloOa.webhookPath));
}

function webOptions(
  config: Config,
  assistant: Assistant,
  desk: Desk,
  store: BotStore,
  log: Log,
): WebChannelOptions {
  const { questionMaxCharacters, questionsPerMinute } = config.limits;
  return {
    assistant,
    ...createWebStores(store),
    screens: createWebScreens({ desk, store }),
    log,
    clock: () => new Date(),
    host: config.host,
    port: config.port,
    ...(config.name ? { title: config.name } : {}),
    limits: { questionMaxCharacters, questionsPerMinute },
    trustProxy: config.trustProxy,
    secret: store.key('web'),
  };
}

/** A first start has something to talk about; whoever ingests own articles can remove these. */
async function bringInSamples({ corpus, embedder }: Knowledge, log: Log): Promise<void> {
  const samples = join(projectRoot(), 'ingest', 'samples');
  if (corpus.passageCount() > 0 || !existsSync(samples)) return;
  console.log(words.loadingSamples);
  const { added, refused } = await ingest({ sources: [samples], corpus, embedder });
  log.info({ added: added.length, refused: refused.length }, 'sample articles were ingested');
  if (refused.length > 0) console.error(words.samplesNotLoaded(refused.length));
}

/** The folder with package.json: the program itself runs from dist/. */
function projectRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

async function stopAll(stops: Stop[]): Promise<void> {
  // Whoever asks is stopped before what answers, and that before where it is stored.
  for (const stop of stops.splice(0).reverse()) await stop();
}

function stopOnSignal(stops: Stop[], log: Log): void {
  let stoppingSince: number | undefined;
  const onSignal = () => {
    if (stoppingSince !== undefined) {
      if (Date.now() - stoppingSince > SAME_KEY_PRESS_MS) process.exit(SIGNAL_EXIT_CODE);
      return;
    }
    stoppingSince = Date.now();
    console.log(words.stopping);
    stopAll(stops).then(
      () => {
        console.log(words.stopped);
        process.exit(0);
      },
      (error) => {
        log.error(describeError(error), 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

async function main(): Promise<void> {
  const stops: Stop[] = [];
  let dataDir = '';
  try {
    const config = parseConfig(readEnvironment());
    dataDir = config.dataDir;
    const log = createLog(config.logLevel);
    stopOnSignal(stops, log);
    await start(config, log, stops);
  } catch (error) {
    const sentence = startFailureSentence(error, dataDir);
    console.error(sentence ?? error);
    await stopAll(stops);
    process.exit(1);
  }
}

await main();
