/**
 * Brings sources into the corpus: look, plan, then one document at a time load, understand, embed
 * and publish. Invariant: whatever fails or is interrupted, each document of the corpus is either
 * the old version or the new one, whole.
 */
import type { Corpus } from '../knowledge/corpus/corpus.ts';
import type { Embedder } from '../knowledge/embedder/embedder.ts';
import { embedDocument } from '../knowledge/search/embed-document.ts';
import { retryWhileBusy } from './busy.ts';
import { extractFacts } from './facts/extract.ts';
import { createFetchPage, type FetchPage } from './fetch.ts';
import { isPublicAddress } from './fetch-address.ts';
import { type Plan, planSource } from './plan.ts';
import { CorpusWriteError, createPublishing, type Publishing } from './publishing.ts';
import { type Refusal, refusalOf } from './reasons.ts';
import { ensureSameEmbedder } from './reembed.ts';
import { RefusedSourceError } from './refusal.ts';
import { resolveSource } from './source.ts';
import { type Gathered, gather, type Item } from './source-items.ts';

export interface IngestReport {
  /** Keys: real paths and normalised addresses. */
  added: string[];
  replaced: string[];
  unchanged: string[];
  removed: string[];
  refused: Refusal[];
  /** Sources whose text another source had already brought in; stored once, under both names. */
  duplicates: { source: string; of: string }[];
  /** Files that are no documents, and feed entries beyond the limit. */
  ignored: number;
  /** Passages that were embedded again because the embedder had changed. */
  reembedded: number;
  /** The run was stopped before all sources were dealt with. */
  interrupted: boolean;
  dryRun: boolean;
  tookMs: number;
}

export type IngestProgress =
  | { phase: 'reembedding'; done: number; total: number }
  | { phase: 'reading'; source: string }
  | { phase: 'storing'; source: string; done: number; total: number };

export interface IngestOptions {
  /** Files, folders, addresses and feeds. */
  sources: readonly string[];
  corpus: Corpus;
  embedder: Embedder;
  /** Default: public addresses only. */
  fetchPage?: FetchPage;
  /** Lets a run remove more than a third of a folder's documents. */
  allowRemoval?: boolean;
  /** Reads and plans as always, but stores nothing. */
  dryRun?: boolean;
  onProgress?: (progress: IngestProgress) => void;
  /** When aborted, the current document is finished and the rest is left. */
  signal?: AbortSignal;
}

/** Runs the whole of ingest. Rejects only when the corpus or the embedder fails; bad sources are in the report. */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const startedAt = performance.now();
  const run: Run = {
    ...options,
    fetchPage: options.fetchPage ?? createFetchPage({ mayConnect: isPublicAddress }),
    onProgress: options.onProgress ?? (() => {}),
    report: emptyReport(options.dryRun ?? false),
    embedFailures: 0,
  };
  try {
    if (!options.dryRun) {
      await retryWhileBusy(() => options.corpus.reindexWords());
      run.report.reembedded = await ensureSameEmbedder(run);
    }
    for (const source of options.sources) await ingestSource(source, run);
  } catch (error) {
    if (!options.signal?.aborted) throw error;
    run.report.interrupted = true;
  }
  run.report.tookMs = Math.round(performance.now() - startedAt);
  return run.report;
}

interface Run extends IngestOptions {
  fetchPage: FetchPage;
  onProgress: (progress: IngestProgress) => void;
  report: IngestReport;
  /** Documents in a row that could not be embedded. */
  embedFailures: number;
}

function emptyReport(dryRun: boolean): IngestReport {
  return {
    added: [],
    replaced: [],
    unchanged: [],
    removed: [],
    refused: [],
    duplicates: [],
    ignored: 0,
    reembedded: 0,
    interrupted: false,
    dryRun,
    tookMs: 0,
  };
}

async function ingestSource(argument: string, run: Run): Promise<void> {
  run.signal?.throwIfAborted();
  run.onProgress({ phase: 'reading', source: argument });
  let gathered: Gathered;
  try {
    gathered = await gather(await resolveSource(argument), run);
  } catch (error) {
    run.signal?.throwIfAborted();
    run.report.refused.push(refusalOf(argument, error));
    return;
  }
  run.report.ignored += gathered.ignored;
  const refusals = gathered.refused.map(({ source, error }) => refusalOf(source, error));
  run.report.refused.push(...refusals);
  const plan = planSource({
    found: gathered.items,
    known: gathered.known,
    vanished: gathered.vanished,
    allowRemoval: run.allowRemoval ?? false,
  });
  if (plan.massRemoval) {
    const { removed, of } = plan.massRemoval;
    const error = new RefusedSourceError('MASS_REMOVAL', `${removed}/${of}`);
    run.report.refused.push(refusalOf(argument, error));
    return;
  }
  await carryOut(plan, run);
}

async function carryOut(plan: Plan<Item>, run: Run): Promise<void> {
  run.report.unchanged.push(...plan.keep.map((item) => item.key));
  const work = [...plan.add, ...plan.replace];
  const total = work.length;
  const publishing = createPublishing(run.corpus, run.report);
  try {
    for (const [done, item] of work.entries()) {
      run.signal?.throwIfAborted();
      run.onProgress({ phase: 'storing', source: item.name, done, total });
      try {
        await store(item, run, publishing);
      } catch (error) {
        if (isFatal(error)) throw error;
        run.report.refused.push(refusalOf(item.key, error));
      }
    }
  } finally {
    await publishing.flush();
  }
  // After the new ones, so that a document that only moved is never gone in between.
  for (const { key } of plan.remove) {
    run.signal?.throwIfAborted();
    if (!run.dryRun) await retryWhileBusy(() => run.corpus.remove(key));
    run.report.removed.push(key);
  }
  if (total > 0) run.onProgress({ phase: 'storing', source: '', done: total, total });
}

async function store(item: Item, run: Run, publishing: Publishing): Promise<void> {
  const draft = await item.draft();
  if (run.dryRun) {
    const { added, replaced } = run.report;
    (run.corpus.source(item.key) ? replaced : added).push(item.key);
    return;
  }
  const embedded = await embed(run, draft);
  const { key, name, collection, contentHash } = item;
  const facts = extractFacts(draft);
  const source = { key, name, collection, contentHash };
  await publishing.add({ source, draft: { ...draft, facts }, embedded });
}

// One document may be too much for an endpoint; several in a row mean that it is down.
const EMBED_FAILURES_MAX = 3;

/** The embedder is out of order: going on would only refuse every document. */
class FatalIngestError extends Error {
  readonly code = 'FATAL_INGEST';
}

function isFatal(error: unknown): boolean {
  return error instanceof FatalIngestError || error instanceof CorpusWriteError;
}

async function embed(run: Run, draft: Parameters<typeof embedDocument>[1]) {
  try {
    const embedded = await embedDocument(run.embedder, draft);
    run.embedFailures = 0;
    return embedded;
  } catch (cause) {
    run.embedFailures += 1;
    const isDown = run.embedFailures >= EMBED_FAILURES_MAX;
    throw isDown ? new FatalIngestError('The embedder fails.', { cause }) : cause;
  }
}
