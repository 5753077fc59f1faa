/**
 * Scores answers against gold questions, as the evaluation README beside the data describes: facts
 * found, the right file and điều cited, length, abstentions, and quotes that stand word for word.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { AnswerRecord } from '../../bot/answer-record.ts';

export const goldQuestion = z.object({
  id: z.string(),
  question: z.string(),
  article: z.string().nullish(),
  articles: z.array(z.string()).optional(),
  section: z.string().nullish(),
  sections: z.array(z.string()).optional(),
  /** Every fact must be found, each by one of its variants. */
  facts: z.array(z.array(z.string())).default([]),
  type: z.string().default('other'),
  style: z.string().default('plain'),
  history: z
    .array(z.object({ role: z.enum(['user', 'assistant']), content: z.string() }))
    .default([]),
});
export type GoldQuestion = z.infer<typeof goldQuestion>;

export interface Verdict {
  answerable: boolean;
  right: boolean;
  factsRight: boolean;
  citedRight: boolean;
  /** Undefined when the question names no điều. */
  sectionRight: boolean | undefined;
  abstained: boolean;
  inventedQuotes: number;
  quotes: number;
}

const ANSWER_CHARACTERS_MAX = 900;

export function readGold(file: string): GoldQuestion[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => goldQuestion.parse(JSON.parse(line)));
}

/** Texts of all files below a folder by base name, ready to look quotes up in. */
export function readCorpus(folder: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (statSync(path).isFile()) texts.set(basename(name), comparable(readFileSync(path, 'utf8')));
  }
  return texts;
}

/** Judges one answer. */
export function judge(
  gold: GoldQuestion,
  record: AnswerRecord,
  corpus: ReadonlyMap<string, string>,
): Verdict {
  const files = gold.articles ?? (gold.article ? [gold.article] : []);
  const ofFile = record.citations.filter((citation) => files.includes(basename(citation.document)));
  const invented = record.citations.filter(({ document, quote }) => {
    const wanted = comparable(quote);
    return wanted === '' || !corpus.get(basename(document))?.includes(wanted);
  }).length;
  const factsRight = !record.abstained && hasFacts(gold, record.answer);
  const sections = gold.sections ?? (gold.section ? [gold.section] : []);
  return {
    answerable: files.length > 0,
    factsRight,
    citedRight: ofFile.length > 0,
    right: factsRight && ofFile.length > 0 && record.answer.length <= ANSWER_CHARACTERS_MAX,
    sectionRight:
      sections.length === 0
        ? undefined
        : ofFile.some(({ section }) => sections.some((wanted) => namesSection(section, wanted))),
    abstained: record.abstained,
    inventedQuotes: invented,
    quotes: record.citations.length,
  };
}

/** Whether a text holds every fact of a question. */
export function hasFacts(gold: Pick<GoldQuestion, 'facts'>, text: string): boolean {
  const answer = comparable(text)
    .replace(/\[\d+\]/g, '')
    .trim();
  return gold.facts.every((variants) =>
    variants.some((variant) => includesWhole(answer, comparable(variant))),
  );
}

function namesSection(section: string | undefined, wanted: string): boolean {
  return new RegExp(`(?:^|\\D)${wanted}(?:\\D|$)`, 'i').test(section ?? '');
}

/** Lower case, one kind of space, without quotation marks and emphasis. */
function comparable(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u200b\u00a0]/g, ' ')
    .replace(/[“”„"'‘’*_`]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A number must not be found inside a longer one: "56" is neither in "156" nor in "1.56". */
function includesWhole(text: string, wanted: string): boolean {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const before = text.slice(Math.max(0, at - 2), at);
    const after = text.slice(at + wanted.length, at + wanted.length + 2);
    const cutBefore = /^\d/.test(wanted) && /\d[.,]?$/.test(before);
    const cutAfter = /\d$/.test(wanted) && /^[.,]?\d/.test(after);
    if (!cutBefore && !cutAfter) return true;
  }
  return false;
}
