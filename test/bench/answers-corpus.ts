/**
 * The corpus and the questions of `npm run bench:answers`: the laws and articles beside the checkout
 * among articles of law up to the size wanted, and what people ask about them. The corpus is kept in
 * .artifacts, because embedding it takes minutes.
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ingest } from '../../ingest/run.ts';
import type { Corpus, Publication } from '../../knowledge/corpus/corpus.ts';
import type { DocumentDraft } from '../../knowledge/corpus/document.ts';
import type { Embedder } from '../../knowledge/embedder/embedder.ts';
import { openKnowledge } from '../../knowledge/knowledge.ts';
import { embedDocument } from '../../knowledge/search/embed-document.ts';
import { cleanText, fold } from '../../knowledge/text/normalise.ts';
import { readRows } from '../eval/beir.ts';
import { readGold } from '../eval/score.ts';

const SHARED = join(process.cwd(), '..', 'shared');
const SOURCES = ['law', 'articles'].map((name) => join(SHARED, 'corpus', name));
const LAW_FILE = join(SHARED, 'train', 'law.jsonl.gz');
const GOLD_FILES = ['law-dev', 'articles-dev'].map((name) =>
  join(SHARED, 'eval', 'questions', `${name}.jsonl`),
);
const ALQAC_FILE = join(SHARED, 'eval', 'retrieval', 'alqac', 'queries.jsonl');

const lawRow = z.object({ title: z.string(), topic: z.string(), text: z.string() });
const queryRow = z.object({ _id: z.string(), text: z.string() });

/** Rows with the same text are one document, so that a full corpus has fewer passages than rows. */
const FULL_SHARE = 0.95;
/** Documents in one transaction. */
const BATCH_DOCUMENTS = 256;

export interface AskedQuestion {
  text: string;
  history: { role: 'user' | 'assistant'; content: string }[];
}

/** The files beside the checkout that are not there. */
export function missingFiles(): string[] {
  return [...SOURCES, LAW_FILE, ...GOLD_FILES, ALQAC_FILE].filter((file) => !existsSync(file));
}

/** The data folder of a corpus of about so many passages; made when it is not there yet. */
export async function mixedCorpus(passages: number): Promise<string> {
  const folder = join(process.cwd(), '.artifacts', `answers-${passages}`);
  if (!(await isCurrent(folder, passages))) {
    rmSync(folder, { recursive: true, force: true });
    await build(folder, passages);
  }
  return folder;
}

async function isCurrent(folder: string, passages: number): Promise<boolean> {
  if (!existsSync(folder)) return false;
  const { corpus, embedder, close } = await openKnowledge({ dataDir: folder });
  const isCurrent =
    corpus.passageCount() >= FULL_SHARE * passages &&
    corpus.embedderFingerprint() === embedder.fingerprint;
  await close();
  return isCurrent;
}

async function build(dataDir: string, passages: number): Promise<void> {
  const { corpus, embedder, close } = await openKnowledge({ dataDir });
  await ingest({ sources: SOURCES, corpus, embedder });
  const rows = readRows(LAW_FILE, lawRow).slice(0, Math.max(0, passages - corpus.passageCount()));
  for (let from = 0; from < rows.length; from += BATCH_DOCUMENTS) {
    process.stderr.write(`\r${corpus.passageCount()} of ${passages} passages indexed`);
    await publishLaw(corpus, embedder, rows.slice(from, from + BATCH_DOCUMENTS), from);
  }
  process.stderr.write('\n');
  await close();
}

async function publishLaw(
  corpus: Corpus,
  embedder: Embedder,
  rows: readonly z.infer<typeof lawRow>[],
  first: number,
): Promise<void> {
  const batch: Publication[] = [];
  for (const [index, row] of rows.entries()) {
    const text = cleanText(row.text).trim();
    if (text === '') continue;
    const name = `law-${first + index}`;
    const draft: DocumentDraft = {
      kind: 'legal',
      title: cleanText(row.topic),
      text,
      metadata: { issuedOn: '2023-06-20' },
      visibility: 'public',
      passages: [{ kind: 'text', heading: row.title, text, start: 0, end: text.length }],
    };
    const source = { key: name, name, collection: 'bench', contentHash: name };
    batch.push({ source, draft, embedded: await embedDocument(embedder, draft) });
  }
  corpus.publishAll(batch);
}

/** Questions on the laws and articles, legal questions at large, and all of them without diacritics. */
export function questions(): AskedQuestion[] {
  const gold = GOLD_FILES.flatMap(readGold).map(({ question, history }) => ({
    text: question,
    history,
  }));
  const legal = readRows(ALQAC_FILE, queryRow).map(({ text }) => ({ text, history: [] }));
  const typed = [...gold, ...legal];
  return [...typed, ...typed.map(({ text, history }) => ({ text: fold(text), history }))];
}
