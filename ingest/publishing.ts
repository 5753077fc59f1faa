/**
 * Puts finished documents into the corpus, several in one transaction: a transaction costs as much as
 * the search rows of several passages. Each document is still published whole or not at all.
 */
import type { Corpus, Publication } from '../knowledge/corpus/corpus.ts';
import { retryWhileBusy } from './busy.ts';
import type { IngestReport } from './run.ts';

/** The corpus cannot be written: going on would only refuse every document. */
export class CorpusWriteError extends Error {
  readonly code = 'CORPUS_WRITE';
}

export interface Publishing {
  /** Takes a document; publishes those that wait once they are many. */
  add(publication: Publication): Promise<void>;
  /** Publishes what waits. Rejects with CorpusWriteError. */
  flush(): Promise<void>;
}

/** More passages that wait only take memory; the gain is nearly all there at this number. */
const WAITING_PASSAGES_MAX = 256;

/** Publishes into a corpus and enters the outcomes in a report. */
export function createPublishing(corpus: Corpus, report: IngestReport): Publishing {
  let waiting: Publication[] = [];
  let passages = 0;

  /** Enters a document that another ingest of the same folder was faster with; true when it was. */
  function isAlreadyThere({ source }: Publication): boolean {
    if (corpus.source(source.key)?.contentHash !== source.contentHash) return false;
    report.unchanged.push(source.key);
    return true;
  }

  async function flush(): Promise<void> {
    const batch = waiting.filter((publication) => !isAlreadyThere(publication));
    waiting = [];
    passages = 0;
    if (batch.length === 0) return;
    const before = batch.map(({ source }) => corpus.source(source.key)?.documentId);
    const outcomes = await write(() => corpus.publishAll(batch));
    for (const [index, { outcome, documentId }] of outcomes.entries()) {
      const { key } = batch[index]!.source;
      if (outcome !== 'duplicate') {
        (outcome === 'added' ? report.added : report.replaced).push(key);
      } else if (before[index] === documentId) {
        report.unchanged.push(key); // Other bytes, the same text.
      } else {
        report.duplicates.push({ source: key, of: corpus.document(documentId)?.name ?? '' });
      }
    }
  }

  return {
    flush,
    async add(publication) {
      waiting.push(publication);
      passages += publication.draft.passages.length;
      if (passages >= WAITING_PASSAGES_MAX) await flush();
    },
  };
}

async function write<T>(publish: () => T): Promise<T> {
  try {
    return await retryWhileBusy(publish);
  } catch (cause) {
    throw new CorpusWriteError('The corpus cannot be written.', { cause });
  }
}
