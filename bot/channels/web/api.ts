/**
 * The page's API: ask, passage, feedback, forget. Invariant: a refusal is {error: {code, message}}
 * with one polite Vietnamese sentence; limits are checked before anything is worked on; a passage or
 * a reply is reachable only through a reference this server signed.
 */
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { cleanText } from '../../../knowledge/text/normalise.ts';
import { createAsk } from './ask.ts';
import { createDraftFeed, sendReply } from './draft-stream.ts';
import { comesFromOwnPage } from './guards.ts';
import { createLanes } from './lanes.ts';
import type { WebAppOptions } from './options.ts';
import { createRateLimit } from './rate-limit.ts';
import { addressKey, sessionKey, type WebEnv } from './session.ts';
import { createSigner, type Signer } from './signature.ts';
import * as words from './words.ts';

/** A thousand Vietnamese characters are at most 3 KB of UTF-8, or 6 KB when escaped in JSON. */
const BODY_BYTES_MAX = 16 * 1024;
const BUSY_RETRY_SECONDS = 5;
const PASSAGE = /^(\d{1,15})-(\d{1,15})-(\d{1,15})$/;

/** One tab's conversation within its session; the page makes the name. */
const conversation = z
  .string()
  .regex(/^[\w-]{1,40}$/)
  .default('0');
const askSchema = z.object({ question: z.string(), conversation });
const forgetSchema = z.object({ conversation });
const feedbackSchema = z.object({ replyId: z.string().max(100), rating: z.enum(['up', 'down']) });

export function addApi(app: Hono<WebEnv>, options: WebAppOptions): void {
  const signer = createSigner(options.secret);
  guardApi(app, options);
  addAsk(app, options, signer);
  addPassage(app, options, signer);
  addFeedback(app, options, signer);
  app.post('/api/forget', async (c) => {
    const input = await readBody(c, forgetSchema);
    if (!input) return notUnderstood(c);
    options.conversations.forget(chatKeyOf(c.get('session'), input.conversation));
    return c.json({ ok: true });
  });
}

/** Answers with one sentence a person can read, and a code a program can. */
export function refuse(
  c: Context,
  status: 400 | 403 | 404 | 413 | 429 | 500 | 503,
  code: string,
  message: string,
): Response {
  return c.json({ error: { code, message } }, status);
}

function guardApi(app: Hono<WebEnv>, options: WebAppOptions): void {
  const { limits, clock } = options;
  const proxy = { trustProxy: options.trustProxy ?? false };
  const perMinute = limits.requestsPerMinutePerAddress;
  const perAddress = createRateLimit({ burst: perMinute / 2, perMinute, clock });
  app.use('/api/*', async (c, next) => {
    c.header('cache-control', 'no-store');
    const wait = perAddress.waitSeconds(addressKey(c, proxy));
    if (wait > 0) return tooFast(c, wait);
    if (c.req.method !== 'GET' && !comesFromOwnPage(c)) {
      return refuse(c, 403, 'not-own-page', words.requestNotUnderstood);
    }
    c.set('session', sessionKey(c, proxy));
    return next();
  });
  const onError = (c: Context) => refuse(c, 413, 'too-large', words.requestTooLarge);
  app.use('/api/*', bodyLimit({ maxSize: BODY_BYTES_MAX, onError }));
}

function addAsk(app: Hono<WebEnv>, options: WebAppOptions, signer: Signer): void {
  const { limits, clock } = options;
  const ask = createAsk({ ...options, signer });
  const lanes = createLanes({ tasksMax: limits.questionsAtOnce });
  const perMinute = limits.questionsPerMinute;
  const perSession = createRateLimit({ burst: Math.max(1, perMinute / 2), perMinute, clock });

  app.post('/api/ask', async (c) => {
    const input = await readBody(c, askSchema);
    if (!input) return notUnderstood(c);
    const question = cleanText(input.question).trim();
    if (question === '') return refuse(c, 400, 'question-missing', words.questionMissing);
    if (question.length > limits.questionMaxCharacters) {
      const message = words.questionTooLong(limits.questionMaxCharacters);
      return refuse(c, 400, 'question-too-long', message);
    }
    const session = c.get('session');
    const wait = perSession.waitSeconds(session);
    if (wait > 0) return tooFast(c, wait);
    const chatKey = chatKeyOf(session, input.conversation);
    const drafts = createDraftFeed();
    const reply = lanes.run(chatKey, () =>
      ask({ chatKey, session, question, signal: c.req.raw.signal, onDraft: drafts.push }),
    );
    if (!reply) {
      c.header('retry-after', String(BUSY_RETRY_SECONDS));
      return refuse(c, 503, 'busy', words.tooManyAtOnce);
    }
    return sendReply(c, reply, drafts);
  });
}

function addPassage(app: Hono<WebEnv>, { assistant }: WebAppOptions, signer: Signer): void {
  app.get('/api/passage', (c) => {
    const reference = signer.verify('passage', c.req.query('ref') ?? '');
    const [documentId, start, end] =
      PASSAGE.exec(reference ?? '')
        ?.slice(1)
        .map(Number) ?? [];
    const passage =
      documentId !== undefined && start !== undefined && end !== undefined
        ? assistant.context({ documentId, start, end })
        : undefined;
    if (!passage) return refuse(c, 404, 'passage-gone', words.passageGone);
    return c.json({ passage });
  });
}

function addFeedback(app: Hono<WebEnv>, options: WebAppOptions, signer: Signer): void {
  const { feedback, clock } = options;
  app.post('/api/feedback', async (c) => {
    const input = await readBody(c, feedbackSchema);
    if (!input || signer.verify(`reply ${c.get('session')}`, input.replyId) === undefined) {
      return notUnderstood(c);
    }
    feedback.record({ replyId: input.replyId, rating: input.rating, at: clock() });
    return c.json({ ok: true });
  });
}

const chatKeyOf = (session: string, name: string) => `web:${session}:${name}`;

/** The body as the schema describes it; undefined when it is anything else. */
async function readBody<Output>(
  c: Context<WebEnv>,
  schema: z.ZodType<Output>,
): Promise<Output | undefined> {
  const body = await c.req.text();
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return undefined; // not JSON: the caller refuses it
  }
  const parsed = schema.safeParse(json);
  return parsed.success ? parsed.data : undefined;
}

function notUnderstood(c: Context): Response {
  return refuse(c, 400, 'bad-request', words.requestNotUnderstood);
}

function tooFast(c: Context, waitSeconds: number): Response {
  c.header('retry-after', String(waitSeconds));
  return refuse(c, 429, 'too-fast', words.askingTooFast(waitSeconds));
}
