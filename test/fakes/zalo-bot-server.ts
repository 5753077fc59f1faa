/**
 * A faithful fake of the Zalo Bot Platform over HTTP on loopback: errors with HTTP 200, one update a
 * poll that is gone once handed out, both shapes of updates, limits, and the failures a network has.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import {
  bodyOf,
  createFailurePlan,
  type FailurePlan,
  goneSignal,
  sendJson,
  sendPage,
  startHttp,
  type ZaloCall,
} from './zalo-http.ts';
import { createPusher, type PushClock, type Pusher, REAL_CLOCK } from './zalo-pushes.ts';

export interface FakeZaloMessage {
  messageId: string;
  text: string;
  at: number;
}

export interface FakeZaloChat {
  id: string;
  isGroup: boolean;
  /** What the bot said here. */
  fromBot: FakeZaloMessage[];
  /** The person blocked the bot: sends get 403. */
  isBlocked: boolean;
}

export interface ZaloEvent {
  event_name: string;
  message?: Record<string, unknown>;
}

export interface FakeZaloBot extends Omit<FailurePlan, 'failureOf'> {
  /** For ZALO_BOT_API_ROOT. */
  url: string;
  token: string;
  chats: Map<string, FakeZaloChat>;
  calls: ZaloCall[];
  pusher: Pusher;
  /** The private chat of a person; it exists from the first look. */
  chat(id: string): FakeZaloChat;
  /** A person writes; returns the event, which `deliver` delivers again. */
  says(chat: FakeZaloChat, text: string, options?: SayOptions): ZaloEvent;
  deliver(event: ZaloEvent): void;
  webhook(): { url: string; secret: string } | undefined;
  setWebhook(webhook: { url: string; secret: string } | undefined): void;
  /** Updates not handed out yet. */
  pending(): number;
  /** getUpdates calls so far, and whether one waits now. */
  polls(): number;
  isPolled(): boolean;
  /** From now on no poll waits: who stops the bot need not wait for the end of one. */
  endPolls(): void;
  /** How updates are wrapped from now on. */
  shape: 'wrapped' | 'bare';
  stop(): Promise<void>;
}

export interface SayOptions {
  at?: number;
  from?: string;
  /** Instead of text: other fields of the message. */
  more?: Record<string, unknown>;
  event?: string;
}

export interface FakeZaloBotOptions {
  port?: number;
  token?: string;
  clock?: PushClock;
  pushDelaysMs?: readonly number[];
  pushesInOrder?: boolean;
  /** Messages a second over all chats; more get 429. Default: no limit. */
  perSecondMax?: number;
}

const TEXT_MAX = 2_000;
const CALLS_KEPT_MAX = 200_000;
const BOT = { id: '7001', account_name: 'Bot Hợp tác xã', account_type: 'BASIC' };

class Refusal extends Error {
  constructor(
    readonly code: number,
    description: string,
  ) {
    super(description);
  }
}

/** Starts the server; stop() it when done. */
export async function startFakeZaloBot(options: FakeZaloBotOptions = {}): Promise<FakeZaloBot> {
  const token = options.token ?? '700100200:fake-zalo-token';
  const plan = createFailurePlan();
  const chats = new Map<string, FakeZaloChat>();
  const calls: ZaloCall[] = [];
  const queue: ZaloEvent[] = [];
  const sentAt: number[] = [];
  let webhook: { url: string; secret: string } | undefined;
  let arrived: (() => void) | undefined;
  let nextId = 1;
  let polls = 0;
  let polling = 0;
  let isWaiting = true;
  const pusher = createPusher({
    url: () => webhook?.url,
    clock: options.clock ?? REAL_CLOCK,
    inOrder: options.pushesInOrder ?? false,
    ...(options.pushDelaysMs ? { delaysMs: options.pushDelaysMs } : {}),
  });

  const chatOf = (id: string, isGroup = false) => {
    const known = chats.get(id) ?? { id, isGroup, fromBot: [], isBlocked: false };
    chats.set(id, known);
    return known;
  };
  const wrap = (event: ZaloEvent) =>
    fake.shape === 'wrapped' ? { ok: true, result: event } : event;
  const deliver = (event: ZaloEvent) => {
    if (webhook) {
      const chat = event.message?.chat as { id?: string } | undefined;
      pusher.push(chat?.id ?? '', JSON.stringify(wrap(event)), {
        'x-bot-api-secret-token': webhook.secret,
      });
      return;
    }
    queue.push(event);
    arrived?.();
  };

  async function nextUpdate(seconds: number, gone: AbortSignal): Promise<ZaloEvent> {
    // Silently empty while a webhook is set.
    if (isWaiting && (queue.length === 0 || webhook)) {
      const news = new Promise<void>((resolve) => {
        arrived = resolve;
        gone.addEventListener('abort', () => resolve(), { once: true });
      });
      await Promise.race([news, delay(seconds * 1_000, undefined, { ref: false })]);
    }
    // A client that hung up is not handed an update that it could not take.
    const update = webhook || gone.aborted ? undefined : queue.shift();
    if (!update) throw new Refusal(408, 'Request timeout');
    return update;
  }

  const limit = () => {
    const now = performance.now();
    const recent = sentAt.filter((at) => at > now - 1_000);
    sentAt.splice(0, sentAt.length, ...recent, now);
    if (recent.length < (options.perSecondMax ?? Number.POSITIVE_INFINITY)) return;
    sentAt.pop();
    throw new Refusal(429, 'Quota exceeded');
  };

  const methods: Record<string, (call: ZaloCall, gone: AbortSignal) => unknown> = {
    getMe: () => ({ ...BOT, can_join_groups: false }),
    getUpdates: async ({ parameters }, gone) => {
      polls += 1;
      polling += 1;
      try {
        return await nextUpdate(Number(parameters.timeout ?? 30), gone);
      } finally {
        polling -= 1;
      }
    },
    getWebhookInfo: () => ({ url: webhook?.url ?? '', updated_at: Date.now() }),
    deleteWebhook: () => {
      webhook = undefined;
      return { url: '', updated_at: Date.now() };
    },
    setWebhook: ({ parameters }) => {
      const url = String(parameters.url ?? '');
      const secret = String(parameters.secret_token ?? '');
      if (!URL.canParse(url)) throw new Refusal(400, 'Bad Request: url');
      if (secret.length < 8 || secret.length > 256) throw new Refusal(400, 'Bad Request: secret');
      webhook = { url, secret };
      for (const event of queue.splice(0)) deliver(event);
      return { url, updated_at: Date.now() };
    },
    sendChatAction: ({ parameters }) => {
      known(parameters.chat_id);
      if (parameters.action !== 'typing') throw new Refusal(400, 'Bad Request: action');
      return undefined;
    },
    sendMessage: ({ parameters }) => {
      const chat = known(parameters.chat_id);
      const text = typeof parameters.text === 'string' ? parameters.text : '';
      const length = [...text.normalize('NFC')].length;
      if (length < 1 || length > TEXT_MAX) throw new Refusal(400, 'Bad Request: text');
      limit();
      const messageId = `b${nextId++}`;
      chat.fromBot.push({ messageId, text, at: performance.now() });
      return { message_id: messageId, date: Date.now() };
    },
  };
  const known = (id: unknown) => {
    const chat = chats.get(String(id));
    if (!chat) throw new Refusal(404, 'Not Found: chat');
    if (chat.isBlocked) throw new Refusal(403, 'Forbidden');
    return chat;
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, given, method = ''] = /^\/bot([^/]*)\/(\w+)$/.exec(request.url ?? '') ?? [];
    const body = await bodyOf(request);
    if (given !== token) return refuse(response, new Refusal(401, 'Unauthorized'));
    const parameters = body === '' ? {} : (JSON.parse(body) as Record<string, unknown>);
    const call = { method, parameters, headers: request.headers };
    if (method !== 'getUpdates' && calls.length < CALLS_KEPT_MAX) calls.push(call);
    const failure = plan.failureOf(call);
    if (failure?.kind === 'reset') return void request.socket.destroy();
    if (failure?.kind === 'page') return sendPage(response, failure.status);
    try {
      if (failure?.kind === 'error') {
        const refusal = new Refusal(failure.code, failure.description ?? 'Error');
        return refuse(response, refusal, failure.status);
      }
      const run = Object.hasOwn(methods, method) ? methods[method] : undefined;
      if (!run) throw new Refusal(404, 'Not Found');
      const result = await run(call, goneSignal(response));
      if (failure?.kind === 'lost-response') return void request.socket.destroy();
      if (failure?.kind === 'slow') await delay(failure.ms);
      sendJson(response, 200, { ok: true, ...(result === undefined ? {} : { result }) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refuse(response, error);
    }
  }

  const http = await startHttp(answer, options.port);
  const fake: FakeZaloBot = {
    url: http.url,
    token,
    chats,
    calls,
    pusher,
    failNext: plan.failNext,
    failWhen: plan.failWhen,
    chat: (id) => chatOf(id),
    says(chat, text, { at = Date.now(), from = chat.id, more, event } = {}) {
      const said: ZaloEvent = {
        event_name: event ?? 'message.text.received',
        message: {
          message_id: `m${nextId++}`,
          date: at,
          from: { id: from, display_name: 'Người dùng', is_bot: false },
          chat: { id: chat.id, chat_type: chat.isGroup ? 'GROUP' : 'PRIVATE' },
          ...(more ?? { text }),
        },
      };
      deliver(said);
      return said;
    },
    deliver,
    webhook: () => webhook,
    setWebhook(next) {
      webhook = next;
    },
    pending: () => queue.length,
    polls: () => polls,
    isPolled: () => polling > 0,
    endPolls() {
      isWaiting = false;
      arrived?.();
    },
    shape: 'wrapped',
    async stop() {
      pusher.stop();
      await http.stop();
    },
  };
  return fake;
}

/** The platform reports its errors with HTTP 200. */
function refuse(response: ServerResponse, { code, message }: Refusal, status = 200): void {
  sendJson(response, status, { ok: false, error_code: code, description: message });
}
