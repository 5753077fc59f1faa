/**
 * What a chat model says, read as sentences with quotes. Tolerant of how it is wrapped (code
 * fences, chatter, a thinking block, a cut end), strict about what it is: zod decides.
 */
import { z } from 'zod';

const quoteSchema = z.object({
  passage: z.preprocess(
    (value) => (typeof value === 'string' ? Number(/\d+/.exec(value)?.[0]) : value),
    z.number().int().positive(),
  ),
  quote: z.string(),
});

const sentenceSchema = z.object({ text: z.string().trim().min(1), quotes: z.array(quoteSchema) });

const replySchema = z.object({
  answerable: z.boolean().default(true),
  list: z.boolean().default(false),
  sentences: z.array(sentenceSchema).default([]),
});

export type ModelSentence = z.infer<typeof sentenceSchema>;
export type ModelReply = z.infer<typeof replySchema>;

/** For endpoints that accept a schema. Written by hand: strict mode wants every property required. */
export const replyJsonSchema = {
  name: 'answer',
  strict: true,
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['answerable', 'list', 'sentences'],
    properties: {
      answerable: { type: 'boolean' },
      list: { type: 'boolean' },
      sentences: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['quotes', 'text'],
          properties: {
            quotes: {
              type: 'array',
              items: {
                type: 'object',
                additionalProperties: false,
                required: ['passage', 'quote'],
                properties: { passage: { type: 'integer' }, quote: { type: 'string' } },
              },
            },
            text: { type: 'string' },
          },
        },
      },
    },
  },
};

/** A reply longer than this is not an answer; it is not searched for one. */
const REPLY_CHARACTERS_MAX = 40_000;
/** Objects that chatter may hold before the answer. */
const CANDIDATES_MAX = 20;

/** The JSON objects in a model's text, whatever stands around them. */
export function* jsonObjects(raw: string): Generator<unknown> {
  const text = withoutThinking(raw.slice(0, REPLY_CHARACTERS_MAX));
  for (const candidate of objectsIn(text)) {
    const value = parseJson(candidate);
    if (value !== undefined) yield value;
  }
}

/** The reply in a model's text; undefined when there is none. */
export function parseReply(raw: string): ModelReply | undefined {
  for (const value of jsonObjects(raw)) {
    const parsed = replySchema.safeParse(value);
    if (parsed.success && isReply(value)) return parsed.data;
  }
  return undefined;
}

const isReply = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && ('sentences' in value || 'answerable' in value);

/** The sentences that stand complete in a text that is still growing, in order. */
export function completeSentences(raw: string): ModelSentence[] {
  const text = withoutThinking(raw.slice(0, REPLY_CHARACTERS_MAX));
  const opening = /"sentences"\s*:\s*\[/.exec(text);
  if (!opening) return [];
  const sentences: ModelSentence[] = [];
  for (const candidate of objectsIn(text.slice(opening.index + opening[0].length))) {
    const parsed = sentenceSchema.safeParse(parseJson(candidate));
    if (!parsed.success) break;
    sentences.push(parsed.data);
  }
  return sentences;
}

/** Reasoning models may speak their thoughts first; an unclosed block has no answer yet. */
function withoutThinking(text: string): string {
  return text.replace(/<think(?:ing)?>[\s\S]*?(?:<\/think(?:ing)?>|$)/g, '');
}

/** The balanced {...} spans of a text at the outermost level, braces inside strings not counted. */
function* objectsIn(text: string): Generator<string> {
  let from = text.indexOf('{');
  for (let found = 0; from >= 0 && found < CANDIDATES_MAX * 10; found += 1) {
    const end = objectEnd(text, from);
    if (end !== undefined) yield text.slice(from, end);
    from = text.indexOf('{', end ?? from + 1);
  }
}

function objectEnd(text: string, from: number): number | undefined {
  let depth = 0;
  let isString = false;
  for (let i = from; i < text.length; i += 1) {
    const character = text[i];
    if (isString) {
      if (character === '\\') i += 1;
      else if (character === '"') isString = false;
    } else if (character === '"') isString = true;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  return undefined;
}

/** JSON, or JSON with what models get wrong most: line breaks inside strings and trailing commas. */
function parseJson(text: string): unknown {
  for (const attempt of [text, mended(text)]) {
    try {
      return JSON.parse(attempt);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return undefined;
}

function mended(text: string): string {
  return text
    .replace(/"(?:[^"\\]|\\[\s\S])*"/g, (string) =>
      string.replace(/\n/g, '\\n').replace(/\t/g, '\\t'),
    )
    .replace(/,(\s*[}\]])/g, '$1');
}
