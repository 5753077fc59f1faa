/**
 * Facts of an article from a chat model, for what rules do not see. A failing endpoint gives fewer
 * facts, never an error: ingest must not depend on a model.
 */
import { randomBytes } from 'node:crypto';
import { factsMessages } from '../../prompts/facts.ts';
import {
  createChatEndpoint,
  EndpointError,
  type EndpointOptions,
} from '../answering/model-endpoint.ts';
import { jsonObjects } from '../answering/model-reply.ts';
import type { DocumentDraft, PassageDraft } from '../corpus/document.ts';
import { factOfRow } from './model-rows.ts';
import type { Fact } from './schemas.ts';

export interface ModelFactsOptions extends Omit<EndpointOptions, 'jsonSchema'> {
  /** Of one request. */
  timeoutMs: number;
  log: { warn(fields: Record<string, unknown>, message: string): void };
}

export interface ModelFacts {
  /** The facts that the draft's passages bear out. Rejects only when `signal` aborts. */
  of(draft: DocumentDraft, signal?: AbortSignal): Promise<Fact[]>;
}

/** One request reads about two pages; a long report is read to this many requests. */
const BATCH_CHARACTERS_MAX = 8_000;
const BATCHES_MAX = 6;
const ROWS_MAX = 200;
const FENCE_BYTES = 9;

export function createModelFacts(options: ModelFactsOptions): ModelFacts {
  const endpoint = createChatEndpoint(options);

  async function rowsOf(draft: DocumentDraft, batch: readonly Numbered[], signal: AbortSignal) {
    const messages = factsMessages({
      title: draft.title,
      publishedOn: draft.metadata.publishedOn,
      passages: batch.map(({ passage, n }) => ({ n, text: passage.text })),
      fence: `doan-${randomBytes(FENCE_BYTES).toString('hex')}`,
    });
    const deadlineMs = options.clock.now() + options.timeoutMs;
    return rowsIn(await endpoint.ask(messages, { signal, deadlineMs }));
  }

  return {
    async of(draft, signal) {
      const facts: Fact[] = [];
      for (const batch of batches(draft.passages)) {
        const timeout = AbortSignal.timeout(options.timeoutMs);
        try {
          const both = signal ? AbortSignal.any([signal, timeout]) : timeout;
          const rows = await rowsOf(draft, batch, both);
          facts.push(...rows.flatMap((row) => factOfRow(row, draft) ?? []));
        } catch (error) {
          signal?.throwIfAborted();
          if (!(error instanceof EndpointError)) throw error;
          const { reason, status } = error;
          options.log.warn({ reason, status }, 'chat model extracted no facts from a document');
          break;
        }
      }
      return facts;
    },
  };
}

interface Numbered {
  /** 1-based place among the draft's passages. */
  n: number;
  passage: PassageDraft;
}

function batches(passages: readonly PassageDraft[]): Numbered[][] {
  const found: Numbered[][] = [];
  let characters = BATCH_CHARACTERS_MAX;
  for (const [i, passage] of passages.entries()) {
    if (characters + passage.text.length > BATCH_CHARACTERS_MAX) {
      found.push([]);
      characters = 0;
    }
    found.at(-1)!.push({ n: i + 1, passage });
    characters += passage.text.length;
  }
  return found.slice(0, BATCHES_MAX);
}

function rowsIn(raw: string): unknown[] {
  for (const value of jsonObjects(raw)) {
    const rows = typeof value === 'object' && value !== null && 'facts' in value && value.facts;
    if (Array.isArray(rows)) return rows.slice(0, ROWS_MAX);
  }
  return [];
}
