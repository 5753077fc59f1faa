/**
 * Reads a retrieval test set in BEIR layout: corpus and queries as JSON lines, judgements as
 * tab-separated values. Files that end in .gz are unpacked.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

const corpusRow = z.object({ _id: z.string(), title: z.string().default(''), text: z.string() });
const queryRow = z.object({ _id: z.string(), text: z.string() });

export type CorpusRow = z.infer<typeof corpusRow>;
export type QueryRow = z.infer<typeof queryRow>;
/** Query id → passage id → grade; only grades above 0 are kept. */
export type Judgements = Map<string, Map<string, number>>;

export interface TestSet {
  corpus: CorpusRow[];
  /** Those with at least one judgement, in file order. */
  queries: QueryRow[];
  judgements: Judgements;
}

/** Throws with the file and line when a row is not of the layout. */
export function readTestSet(files: { corpus: string; queries: string; qrels: string }): TestSet {
  const judgements = readJudgements(files.qrels);
  const queries = readRows(files.queries, queryRow).filter((row) => judgements.has(row._id));
  return { corpus: readRows(files.corpus, corpusRow), queries, judgements };
}

/** The lines of a JSON-lines file, checked against a schema. */
export function readRows<T>(file: string, schema: z.ZodType<T>): T[] {
  return readLines(file).map((line, index) => {
    try {
      return schema.parse(JSON.parse(line));
    } catch (cause) {
      throw new Error(`${file}:${index + 1} is not a row of the expected layout.`, { cause });
    }
  });
}

function readJudgements(file: string): Judgements {
  const judgements: Judgements = new Map();
  for (const line of readLines(file).slice(1)) {
    const [query, passage, grade] = line.split('\t');
    if (query === undefined || passage === undefined || !(Number(grade) > 0)) continue;
    const known = judgements.get(query) ?? new Map<string, number>();
    judgements.set(query, known.set(passage, Number(grade)));
  }
  return judgements;
}

function readLines(file: string): string[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.split('\n').filter((line) => line.trim() !== '');
}
