/**
 * Reads training articles: JSON lines (gzip when the name ends in .gz) with a text and, where
 * known, a title and a topic. A line that is not such an object stops the run: silently skipped
 * lines would make weights that nobody can reproduce.
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';

const articleSchema = z.object({
  title: z.string().default(''),
  /** What stands above the title: the legal topic, the section of a newspaper. */
  topic: z.string().default(''),
  text: z.string(),
});

export type TrainingArticle = z.infer<typeof articleSchema>;

/** A line of a training file is not an article. */
export class TrainingDataError extends Error {
  readonly code = 'TRAINING_DATA';
  constructor(
    readonly file: string,
    readonly line: number,
    options?: ErrorOptions,
  ) {
    super(`${file}, line ${line}: not a JSON object with a "text"`, options);
  }
}

export async function* readArticles(file: string): AsyncGenerator<TrainingArticle> {
  const raw = createReadStream(file);
  const input = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
  raw.on('error', (error) => input.destroy(error));
  let line = 0;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++;
    if (text.trim() === '') continue;
    yield parseLine(file, line, text);
  }
}

function parseLine(file: string, line: number, text: string): TrainingArticle {
  try {
    return articleSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new TrainingDataError(file, line, { cause });
  }
}
