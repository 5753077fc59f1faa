/**
 * Answers from retrieved passages with a chat model. It either gives an outcome whose every claim
 * its quotes support, or says why not, and then the caller answers offline: a person never waits
 * longer than the time limit and never sees an error. The log gets reasons and counts, never the
 * question, the reply or the key.
 */
import { randomBytes } from 'node:crypto';
import { answerMessages, type PromptPassage, repairMessages } from '../../prompts/answer.ts';
import type { RetrievedPassage } from '../search/retriever.ts';
import type { Abstained, Answered, Question } from './answer.ts';
import {
  type Clock,
  createChatEndpoint,
  EndpointError,
  type EndpointFailure,
} from './model-endpoint.ts';
import {
  draftOf,
  type Judgement,
  judgeReply,
  promptDate,
  type ReplyFailure,
} from './model-judgement.ts';
import { completeSentences, replyJsonSchema } from './model-reply.ts';

export interface ModelRequest {
  question: Question;
  /** The question completed from the conversation; equal to question.text when nothing was missing. */
  completedQuestion: string;
  /** Best first; passages that the asker may not read must not be among them. */
  passages: readonly RetrievedPassage[];
}

type ModelFailure = EndpointFailure | ReplyFailure | 'no-passages' | 'cooling-down';
export type ModelVerdict = { outcome: Answered | Abstained } | { failed: ModelFailure };

export interface ModelAnswerer {
  /** Never rejects. `onDraft` receives the supported sentences so far, longer each time. */
  answer(request: ModelRequest, onDraft?: (text: string) => void): Promise<ModelVerdict>;
}

export interface ModelAnswererOptions {
  baseUrl: string;
  model: string;
  apiKey?: string | undefined;
  /** Of the whole answer: waiting for a rate limit and the repair round included. */
  timeoutMs: number;
  log: ModelLog;
  clock: Clock;
}

interface ModelLog {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
}

/** About 6,000 tokens of Vietnamese: what small local models read in a few seconds. */
const PASSAGES_MAX = 8;
const FENCE_BYTES = 9;
/** After so many failures in a row the endpoint is left alone, so that nobody waits for it in vain. */
const FAILURES_MAX = 3;
const COOLING_MS = 60_000;

/** Nothing is loaded or asked before the first question. */
export function createModelAnswerer(options: ModelAnswererOptions): ModelAnswerer {
  const endpoint = createChatEndpoint({ ...options, jsonSchema: replyJsonSchema });
  const health = createHealth(options.clock);

  async function attempt(
    { question, completedQuestion }: ModelRequest,
    passages: readonly RetrievedPassage[],
    limits: { signal: AbortSignal; deadlineMs: number },
    onDraft: ((text: string) => void) | undefined,
  ): Promise<{ judgement: Judgement; repaired: boolean }> {
    const asked = answerMessages({
      question: question.text,
      completedQuestion,
      history: question.history,
      passages: passages.map(promptPassage),
      fence: `doan-${randomBytes(FENCE_BYTES).toString('hex')}`,
    });
    const onText = onDraft && draftsOf(passages, onDraft);
    const raw = await endpoint.ask(asked, { ...limits, onText });
    const judgement = judgeReply(raw, passages);
    if (judgement.verdict !== 'failed' || judgement.complaints.length === 0) {
      return { judgement, repaired: false };
    }
    const again = repairMessages(asked, raw, judgement.complaints);
    return { judgement: judgeReply(await endpoint.ask(again, limits), passages), repaired: true };
  }

  async function answer(
    request: ModelRequest,
    onDraft: ((text: string) => void) | undefined,
  ): Promise<{ verdict: ModelVerdict; facts: Record<string, unknown> }> {
    const passages = request.passages.slice(0, PASSAGES_MAX);
    if (passages.length === 0) return { verdict: { failed: 'no-passages' }, facts: {} };
    if (health.isCooling()) return { verdict: { failed: 'cooling-down' }, facts: {} };
    const timeout = AbortSignal.timeout(options.timeoutMs);
    const asker = request.question.signal;
    const limits = {
      signal: asker ? AbortSignal.any([asker, timeout]) : timeout,
      deadlineMs: options.clock.now() + options.timeoutMs,
    };
    try {
      const { judgement, repaired } = await attempt(request, passages, limits, onDraft);
      health.succeeded();
      const dropped = judgement.verdict === 'answered' ? judgement.dropped : undefined;
      return { verdict: verdictOf(judgement), facts: { repaired, dropped } };
    } catch (error) {
      if (!(error instanceof EndpointError)) throw error;
      health.failed(error.reason);
      return { verdict: { failed: error.reason }, facts: { status: error.status } };
    }
  }

  return {
    async answer(request, onDraft) {
      const startedMs = options.clock.now();
      const { verdict, facts } = await answer(request, onDraft);
      const fields = { ...facts, tookMs: options.clock.now() - startedMs };
      if ('failed' in verdict) {
        options.log.warn({ ...fields, reason: verdict.failed }, 'chat model gave no usable answer');
      } else
        options.log.info({ ...fields, outcome: verdict.outcome.outcome }, 'chat model answered');
      return verdict;
    },
  };
}

function verdictOf(judgement: Judgement): ModelVerdict {
  if (judgement.verdict === 'answered') return { outcome: judgement.answered };
  if (judgement.verdict === 'failed') return { failed: judgement.reason };
  return { outcome: { outcome: 'abstained', reason: 'not-supported', confidence: 0 } };
}

function promptPassage(retrieved: RetrievedPassage, index: number): PromptPassage {
  const { passage, document } = retrieved;
  const { organisation, issuer, district, province, shortTitle } = document.metadata;
  return {
    n: index + 1,
    title: shortTitle ?? document.title,
    date: promptDate(retrieved),
    organisation: organisation ?? issuer,
    place: [district, province].filter(Boolean).join(', ') || undefined,
    heading: passage.heading || passage.section,
    text: passage.text,
  };
}

/** Turns growing raw text into drafts; says nothing twice and never takes a sentence back. */
function draftsOf(
  passages: readonly RetrievedPassage[],
  onDraft: (text: string) => void,
): (raw: string) => void {
  let seen = 0;
  let shown = '';
  return (raw) => {
    const said = completeSentences(raw);
    if (said.length === seen) return;
    seen = said.length;
    const draft = draftOf(said, /"list"\s*:\s*true/.test(raw), passages);
    if (draft.length <= shown.length || !draft.startsWith(shown)) return;
    shown = draft;
    onDraft(draft);
  };
}

/** Remembers failures in a row. A refused key will be refused again: that counts as all of them. */
function createHealth(clock: Clock) {
  let failures = 0;
  let coolUntilMs = Number.NEGATIVE_INFINITY;
  return {
    isCooling: () => clock.now() < coolUntilMs,
    succeeded: () => {
      failures = 0;
    },
    failed(reason: EndpointFailure) {
      if (reason === 'cancelled') return;
      failures = reason === 'unauthorised' ? FAILURES_MAX : failures + 1;
      if (failures < FAILURES_MAX) return;
      coolUntilMs = clock.now() + COOLING_MS;
      failures = 0;
    },
  };
}
