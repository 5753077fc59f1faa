/**
 * A corpus of many passages for measuring: articles of the law from ../shared/train, one document
 * each, published as ingest would. Kept in .artifacts, because embedding them takes a while.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { openCorpus } from '../../knowledge/corpus/corpus.ts';
import { openStaticEmbedder } from '../../knowledge/embedder/static-embedder.ts';
import { corpusFile } from '../../knowledge/knowledge.ts';
import { embedDocument } from '../../knowledge/search/embed-document.ts';
import { cleanText } from '../../knowledge/text/normalise.ts';
import { readRows } from '../eval/beir.ts';

const LAW = join(process.cwd(), '..', 'shared', 'train', 'law.jsonl.gz');
const lawRow = z.object({ title: z.string(), topic: z.string(), text: z.string() });
const QUESTION_TITLE = /^[^0-9()"]{20,90}$/;

export interface LawCorpus {
  /** The data folder that holds corpus.db. */
  folder: string;
  /** Questions a person could ask about it. */
  questions: string[];
}

/** Undefined when the law file is not there. */
export async function lawCorpus(passages: number): Promise<LawCorpus | undefined> {
  if (!existsSync(LAW)) return undefined;
  const rows = readRows(LAW, lawRow).slice(0, passages);
  const folder = join(process.cwd(), '.artifacts', `law-${passages}`);
  if (!(await isCurrent(folder, passages))) await build(folder, rows);
  const titles = rows.map(({ title }) => title).filter((title) => QUESTION_TITLE.test(title));
  return { folder, questions: [...new Set(titles)].map((title) => `${title} là gì?`) };
}

async function isCurrent(folder: string, passages: number): Promise<boolean> {
  if (!existsSync(corpusFile(folder))) return false;
  const corpus = openCorpus(corpusFile(folder));
  const embedder = await openStaticEmbedder();
  const isCurrent =
    corpus.passageCount() > passages * 0.9 && // rows with the same text are one document
    corpus.embedderFingerprint() === embedder.fingerprint;
  corpus.database.close();
  return isCurrent;
}

async function build(folder: string, rows: readonly z.infer<typeof lawRow>[]): Promise<void> {
  process.stderr.write(`embedding ${rows.length} passages…\n`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const corpus = openCorpus(corpusFile(folder));
  const embedder = await openStaticEmbedder();
  for (const [index, row] of rows.entries()) {
    const text = cleanText(row.text).trim();
    if (text === '') continue;
    const name = `law-${index}`;
    const draft = {
      kind: 'legal' as const,
      title: cleanText(`${row.topic}: ${row.title}`),
      text,
      metadata: { issuedOn: '2023-06-20' },
      visibility: 'public' as const,
      passages: [{ kind: 'text' as const, heading: row.title, text, start: 0, end: text.length }],
    };
    const source = { key: name, name, collection: 'bench', contentHash: name };
    corpus.publish(source, draft, await embedDocument(embedder, draft));
  }
  corpus.database.close();
}
