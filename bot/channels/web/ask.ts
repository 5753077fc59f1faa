/**
 * One question of one chat, from the earlier turns to the reply the page shows. Invariant: it never
 * rejects, it ends within answerTimeoutMs, and a turn is remembered only when its reply was one.
 */
import { randomBytes } from 'node:crypto';
import type { Citation } from '../../../knowledge/answering/answer.ts';
import type { Assistant, Reply } from '../../assistant.ts';
import { describeError, type Log } from '../../log.ts';
import type { ConversationStore, ScreensOfPage, WebLimits } from './options.ts';
import type { Signer } from './signature.ts';
import { answerTookTooLong, somethingFailed } from './words.ts';

/** A citation as the page receives it: what it shows, and a signed reference to open the passage. */
export type PageCitation = Pick<
  Citation,
  'n' | 'title' | 'section' | 'date' | 'organisation' | 'url' | 'quote'
> & { ref: string };

export interface PageReply {
  id: string;
  kind: Reply['kind'];
  text: string;
  citations: PageCitation[];
}

export interface Asked {
  chatKey: string;
  session: string;
  question: string;
  /** Aborts when the person has gone. */
  signal: AbortSignal;
  onDraft: (text: string) => void;
}

export interface AskOptions {
  assistant: Assistant;
  conversations: ConversationStore;
  screens: ScreensOfPage;
  signer: Signer;
  clock: () => Date;
  log: Log;
  limits: WebLimits;
  /** Aborts when the server gives up waiting for answers in progress. */
  stopping: AbortSignal;
}

export function createAsk(options: AskOptions): (asked: Asked) => Promise<PageReply> {
  const { conversations, screens, signer, clock, log } = options;

  return async (asked) => {
    const replyId = signer.sign(`reply ${asked.session}`, randomBytes(12).toString('base64url'));
    try {
      const { chatKey, session, question } = asked;
      const screen = await screens.reply({ text: question, chatKey, session, replyId });
      if (screen) return pageReply(replyId, screen, signer);
      const reply = await replyInTime(options, asked);
      if (reply.kind !== 'error' && !asked.signal.aborted) {
        conversations.append(chatKey, { replyId, question, reply, at: clock() });
      }
      return pageReply(replyId, reply, signer);
    } catch (error) {
      log.error(describeError(error), 'web question failed');
      return pageReply(replyId, errorReply(somethingFailed), signer);
    }
  };
}

async function replyInTime(options: AskOptions, asked: Asked): Promise<Reply> {
  const { assistant, conversations, limits, stopping } = options;
  // Its own controller, with every listener taken off again: AbortSignal.any() on the long-lived
  // `stopping` keeps memory per question.
  const controller = new AbortController();
  const abort = () => controller.abort();
  const ended = new Promise<Reply>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve(errorReply(answerTookTooLong)));
  });
  const timer = setTimeout(abort, limits.answerTimeoutMs);
  for (const signal of [asked.signal, stopping]) signal.addEventListener('abort', abort);
  if (asked.signal.aborted || stopping.aborted) abort();
  try {
    const inquiry = {
      text: asked.question,
      history: conversations.history(asked.chatKey),
      signal: controller.signal,
      onDraft: (text: string) => {
        if (!controller.signal.aborted) asked.onDraft(text);
      },
    };
    return await Promise.race([assistant.reply(inquiry), ended]);
  } finally {
    clearTimeout(timer);
    for (const signal of [asked.signal, stopping]) signal.removeEventListener('abort', abort);
  }
}

function errorReply(text: string): Reply {
  return { kind: 'error', text, citations: [] };
}

function pageReply(id: string, reply: Reply, signer: Signer): PageReply {
  const citations = reply.citations.map(
    ({ n, title, section, date, organisation, url, quote, documentId, start, end }) => ({
      n,
      title,
      quote,
      ref: signer.sign('passage', `${documentId}-${start}-${end}`),
      ...(section !== undefined && { section }),
      ...(date !== undefined && { date }),
      ...(organisation !== undefined && { organisation }),
      ...(url !== undefined && { url }),
    }),
  );
  return { id, kind: reply.kind, text: reply.text, citations };
}
