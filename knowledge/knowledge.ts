/**
 * Opens everything that is known: corpus, embedder, retriever, answerer. The one place where the
 * parts of this folder are put together; programs talk to what it returns.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Answerer, Question } from './answering/answer.ts';
import { createModelAnswerer, type ModelAnswererOptions } from './answering/model-answerer.ts';
import { createModelFirstAnswerer } from './answering/model-first.ts';
import {
  createOfflineAnswerer,
  type Inspection,
  type OfflineAnswerer,
} from './answering/offline-answerer.ts';
import { type Corpus, openCorpus, type StoredDocument } from './corpus/corpus.ts';
import type { Embedder } from './embedder/embedder.ts';
import { openOpenAiEmbedder } from './embedder/openai-embedder.ts';
import { openStaticEmbedder, type StaticEmbedder } from './embedder/static-embedder.ts';
import { factsStore } from './facts/lookup.ts';
import { createMeetings } from './meetings/meetings.ts';
import { type Rehearsal, startRehearsal } from './search/rehearsal.ts';
import { createRetriever, type Retriever } from './search/retriever.ts';
import { createKindFrequency, createTermFrequency } from './search/term-frequency.ts';
import { vocabularyOf } from './search/vocabulary.ts';
import { dayInVietnam } from './text/today.ts';

/** An OpenAI-compatible endpoint. */
export interface Endpoint {
  baseUrl: string;
  model: string;
  apiKey?: string | undefined;
}

export interface KnowledgeOptions {
  /** The folder of corpus.db; created when missing. */
  dataDir: string;
  /** Embeddings from an endpoint instead of the shipped embedder. */
  embed?: Endpoint | undefined;
  /** The bot's own alliance or province, which breaks ties between answers. */
  home?: string | undefined;
  /** A chat model words the answers; the offline ones stand in when it fails. */
  llm?: (Endpoint & { timeoutMs: number }) | undefined;
  /** Hears why the chat model's answer was not used; never a person's text. */
  log?: ModelAnswererOptions['log'];
}

export interface Knowledge {
  corpus: Corpus;
  embedder: Embedder;
  retriever: Retriever;
  answerer: Answerer;
  /** Everything found out about a question on the way to its offline answer. */
  inspect(question: Question): Promise<Inspection>;
  /**
   * Asks questions of its own making while nobody asks, so that people's first ones are answered as
   * fast as later ones; never asks a model or an endpoint. For programs that stay.
   */
  rehearse(): Rehearsal;
  close(): Promise<void>;
}

export async function openKnowledge(options: KnowledgeOptions): Promise<Knowledge> {
  const corpus = openCorpus(corpusFile(options.dataDir));
  const embedder = await openEmbedder(options.embed, corpus.embedderFingerprint());
  const retriever = createRetriever({ corpus, embedder });
  const facts = factsStore(corpus.database);
  const { database, generation } = corpus;
  const vocabularyNow = vocabularyOf(corpus);
  const offline = createOfflineAnswerer({
    retriever,
    embed: isStatic(embedder) ? embedder.embed : undefined,
    documentFrequency: createTermFrequency(corpus),
    passageCount: passageCountOf(corpus),
    near: (folded) => vocabularyNow().near(folded),
    ofKind: {
      article: createKindFrequency(corpus, 'article'),
      legal: createKindFrequency(corpus, 'legal'),
    },
    documents: documentsOf(corpus),
    facts,
    meetings: createMeetings({ database, facts, generation }),
    today: () => dayInVietnam(new Date()),
    corpus,
    home: options.home,
  });
  return {
    corpus,
    embedder,
    retriever,
    answerer: options.llm ? withModel(offline, options.llm, options.log ?? SILENT) : offline,
    inspect: offline.inspect,
    rehearse: () =>
      startRehearsal({
        database,
        ask: async (text) => isStatic(embedder) && offline.answer({ text, history: [] }),
      }),
    close: async () => {
      corpus.database.close();
    },
  };
}

const SILENT: ModelAnswererOptions['log'] = { info: () => {}, warn: () => {} };

function withModel(
  offline: OfflineAnswerer,
  endpoint: NonNullable<KnowledgeOptions['llm']>,
  log: ModelAnswererOptions['log'],
): Answerer {
  const model = createModelAnswerer({
    ...endpoint,
    log,
    clock: { now: Date.now, sleep: sleepUnlessAborted },
  });
  const prepare = async (question: Question) => {
    const { reading, passages } = await offline.inspect(question);
    return { completedQuestion: reading.text, passages };
  };
  return createModelFirstAnswerer({ offline, model, prepare });
}

/** Waits; an abort ends the wait early and is no error. */
async function sleepUnlessAborted(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

/** Where a data folder keeps its corpus. */
export function corpusFile(dataDir: string): string {
  return join(dataDir, 'corpus.db');
}

/** The corpus's documents, read again when it has changed. */
function documentsOf(corpus: Corpus): () => readonly StoredDocument[] {
  let generation = -1;
  let documents: readonly StoredDocument[] = [];
  return () => {
    const current = corpus.generation();
    if (current !== generation) documents = corpus.documents();
    generation = current;
    return documents;
  };
}

/** How many passages there are, counted again when the corpus has changed. */
function passageCountOf(corpus: Corpus): () => number {
  let generation = -1;
  let count = 0;
  return () => {
    const current = corpus.generation();
    if (current !== generation) count = corpus.passageCount();
    generation = current;
    return count;
  };
}

const embedEnvironment = z.object({
  HOPTAC_EMBED_BASE_URL: z.string().trim().optional(),
  HOPTAC_EMBED_MODEL: z.string().trim().optional(),
  HOPTAC_EMBED_API_KEY: z.string().trim().optional(),
});

/** The embedder that the environment asks for: an endpoint when its base URL and model are set, else the shipped one. */
export function openConfiguredEmbedder(
  env: Readonly<Record<string, string | undefined>>,
  knownFingerprint?: string,
): Promise<Embedder> {
  const values = embedEnvironment.parse(env);
  const {
    HOPTAC_EMBED_BASE_URL: baseUrl,
    HOPTAC_EMBED_MODEL: model,
    HOPTAC_EMBED_API_KEY: apiKey,
  } = values;
  return openEmbedder(baseUrl && model ? { baseUrl, model, apiKey } : undefined, knownFingerprint);
}

async function openEmbedder(
  endpoint: Endpoint | undefined,
  knownFingerprint: string | undefined,
): Promise<Embedder> {
  return endpoint ? openOpenAiEmbedder({ ...endpoint, knownFingerprint }) : openStaticEmbedder();
}

function isStatic(embedder: Embedder): embedder is StaticEmbedder {
  return 'embed' in embedder;
}
