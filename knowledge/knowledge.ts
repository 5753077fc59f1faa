/**
 * Opens everything that is known: corpus, embedder, retriever, answerer. The one place where the
 * parts of this folder are put together; programs talk to what it returns.
 */
import { join } from 'node:path';
import { z } from 'zod';
import type { Answerer } from './answering/answer.ts';
import { createOfflineAnswerer } from './answering/offline-answerer.ts';
import { type Corpus, openCorpus } from './corpus/corpus.ts';
import type { Embedder } from './embedder/embedder.ts';
import { openOpenAiEmbedder } from './embedder/openai-embedder.ts';
import { openStaticEmbedder, type StaticEmbedder } from './embedder/static-embedder.ts';
import { createRetriever, type Retriever } from './search/retriever.ts';
import { createTermFrequency } from './search/term-frequency.ts';

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
}

export interface Knowledge {
  corpus: Corpus;
  embedder: Embedder;
  retriever: Retriever;
  answerer: Answerer;
  close(): Promise<void>;
}

export async function openKnowledge(options: KnowledgeOptions): Promise<Knowledge> {
  const corpus = openCorpus(corpusFile(options.dataDir));
  const embedder = await openEmbedder(options.embed, corpus.embedderFingerprint());
  const retriever = createRetriever({ corpus, embedder });
  const answerer = createOfflineAnswerer({
    retriever,
    embed: isStatic(embedder) ? embedder.embed : undefined,
    documentFrequency: createTermFrequency(corpus),
    passageCount: corpus.passageCount,
    home: options.home,
  });
  return {
    corpus,
    embedder,
    retriever,
    answerer,
    close: async () => {
      corpus.database.close();
    },
  };
}

/** Where a data folder keeps its corpus. */
export function corpusFile(dataDir: string): string {
  return join(dataDir, 'corpus.db');
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
