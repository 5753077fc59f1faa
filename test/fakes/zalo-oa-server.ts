/**
 * A faithful fake of the Zalo Official Account's API over HTTP on loopback: rotating tokens, errors
 * with HTTP 200, the windows after a person's last message, quotas, night, groups, and signed
 * webhooks that are repeated at the documented delays.
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import {
  bodyOf,
  createFailurePlan,
  type FailurePlan,
  sendJson,
  sendPage,
  startHttp,
  type ZaloCall,
} from './zalo-http.ts';
import { createTokenDesk, type OaTokenDesk, TOKEN_PATH } from './zalo-oa-tokens.ts';
import {
  createPusher,
  type PushClock,
  type Pushed,
  type Pusher,
  REAL_CLOCK,
} from './zalo-pushes.ts';

export interface OaMessage {
  messageId: string;
  text: string;
  at: number;
}

export interface FakeOaPerson {
  id: string;
  follows: boolean;
  /** Milliseconds since 1970; undefined: never wrote. */
  lastInteraction: number | undefined;
  /** More messages to this person get -218. */
  quota: number;
  fromOa: OaMessage[];
}

export interface FakeOaGroup {
  id: string;
  fromOa: OaMessage[];
}

/** An event as Zalo writes it; `deliver` delivers the same again. */
export type OaEventBody = Record<string, unknown>;

export interface FakeZaloOa extends Omit<FailurePlan, 'failureOf'> {
  url: string;
  oaId: string;
  appId: string;
  secretKey: string;
  oaSecret: string;
  firstRefreshToken: string;
  people: Map<string, FakeOaPerson>;
  groups: Map<string, FakeOaGroup>;
  calls: ZaloCall[];
  pusher: Pusher;
  desk: OaTokenDesk;
  webhookUrl: string | undefined;
  /** Which of the two known forms of signature is used. */
  signsWith: 'app id' | 'oa id';
  groupPackage: 'valid' | 'missing' | 'expired';
  /** More messages of the account get -211. */
  quota: number;
  /** A person; exists and follows from the first look. */
  person(id: string): FakeOaPerson;
  group(id: string): FakeOaGroup;
  says(person: FakeOaPerson, text: string, at?: number): OaEventBody;
  saysInGroup(person: FakeOaPerson, group: FakeOaGroup, text: string): OaEventBody;
  follows(person: FakeOaPerson, follows: boolean): OaEventBody;
  deliver(event: OaEventBody): Pushed;
  signed(body: string, timestamp: string): Record<string, string>;
  stop(): Promise<void>;
}

export interface FakeZaloOaOptions {
  port?: number;
  /** Milliseconds since 1970. */
  now?: () => number;
  clock?: PushClock;
  pushDelaysMs?: readonly number[];
  pushesInOrder?: boolean;
  expiresInSeconds?: number;
  firstRefreshToken?: string;
  requestsPerMinuteMax?: number;
}

const TEXT_MAX = 2_000;
const HOUR_MS = 3_600_000;
const WINDOW_MS = 7 * 24 * HOUR_MS;
const REQUESTS_PER_MINUTE_MAX = 4_000;
const CALLS_KEPT_MAX = 200_000;
const OA_ID = '579745863508352884';
const APP_ID = '431000111222333444';

class OaError extends Error {
  constructor(readonly code: number) {
    super(`Zalo error ${code}`);
  }
}

/** Starts the server; stop() it when done. */
export async function startFakeZaloOa(options: FakeZaloOaOptions = {}): Promise<FakeZaloOa> {
  const now = options.now ?? Date.now;
  const plan = createFailurePlan();
  const people = new Map<string, FakeOaPerson>();
  const groups = new Map<string, FakeOaGroup>();
  const calls: ZaloCall[] = [];
  const requestedAt: number[] = [];
  const secretKey = 'fake-app-secret-key';
  const oaSecret = 'fake-oa-secret';
  const firstRefreshToken = options.firstRefreshToken ?? 'refresh-0';
  let nextId = 1;
  const desk = createTokenDesk({
    appId: APP_ID,
    secretKey,
    firstRefreshToken,
    expiresInSeconds: options.expiresInSeconds ?? 90_000,
    now,
    plan,
  });
  const pusher = createPusher({
    url: () => fake.webhookUrl,
    clock: options.clock ?? REAL_CLOCK,
    inOrder: options.pushesInOrder ?? false,
    ...(options.pushDelaysMs ? { delaysMs: options.pushDelaysMs } : {}),
  });

  const textOf = ({ parameters }: ZaloCall) => {
    const { text } = (parameters.message ?? {}) as { text?: unknown };
    if (typeof text !== 'string') throw new OaError(-201);
    const length = [...text.normalize('NFC')].length;
    if (length < 1 || length > TEXT_MAX) throw new OaError(-201);
    return text;
  };
  const say = (to: OaMessage[], text: string) => {
    const messageId = `oa${nextId++}`;
    to.push({ messageId, text, at: performance.now() });
    return { message_id: messageId };
  };
  const limit = () => {
    const at = now();
    const recent = requestedAt.filter((each) => each > at - 60_000);
    requestedAt.splice(0, requestedAt.length, ...recent, at);
    if (recent.length < (options.requestsPerMinuteMax ?? REQUESTS_PER_MINUTE_MAX)) return;
    throw new OaError(-32);
  };

  const methods: Record<string, (call: ZaloCall) => unknown> = {
    '/v3.0/oa/message/cs': (call) => {
      const text = textOf(call);
      const { user_id } = (call.parameters.recipient ?? {}) as { user_id?: unknown };
      const person = people.get(String(user_id));
      if (!person) throw new OaError(-201);
      if (!person.follows) throw new OaError(-213);
      if (person.lastInteraction === undefined) throw new OaError(-232);
      if (now() - person.lastInteraction > WINDOW_MS) throw new OaError(-230);
      if (fake.quota < 1) throw new OaError(-211);
      if (person.quota < 1) throw new OaError(-218);
      person.quota -= 1;
      fake.quota -= 1;
      return { ...say(person.fromOa, text), user_id: person.id };
    },
    '/v3.0/oa/group/message': (call) => {
      const text = textOf(call);
      const { group_id } = (call.parameters.recipient ?? {}) as { group_id?: unknown };
      const group = groups.get(String(group_id));
      if (fake.groupPackage === 'missing') throw new OaError(-224);
      if (fake.groupPackage === 'expired') throw new OaError(-237);
      if (!group) throw new OaError(-201);
      return { ...say(group.fromOa, text), group_id: group.id };
    },
    '/v3.0/oa/quota/message': ({ parameters }) => {
      const person = people.get(String(parameters.user_id));
      if (!person) throw new OaError(-201);
      if (person.lastInteraction === undefined) throw new OaError(-232);
      return { last_interaction: person.lastInteraction };
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    if (method === TOKEN_PATH) return desk.answer(request, response);
    const body = await bodyOf(request);
    const parameters = body === '' ? {} : (JSON.parse(body) as Record<string, unknown>);
    const call = { method, parameters, headers: request.headers };
    if (calls.length < CALLS_KEPT_MAX) calls.push(call);
    const failure = plan.failureOf(call);
    if (failure?.kind === 'reset') return void request.socket.destroy();
    if (failure?.kind === 'page') return sendPage(response, failure.status);
    try {
      const objection = desk.objection(String(request.headers.access_token ?? ''));
      if (objection !== undefined) throw new OaError(objection);
      limit();
      if (failure?.kind === 'error') throw new OaError(failure.code);
      const run = Object.hasOwn(methods, method) ? methods[method] : undefined;
      if (!run) return sendPage(response, 404);
      const data = run(call);
      if (failure?.kind === 'lost-response') return void request.socket.destroy();
      if (failure?.kind === 'slow') await delay(failure.ms);
      sendJson(response, 200, { data, error: 0, message: 'Success' });
    } catch (error) {
      if (!(error instanceof OaError)) throw error;
      sendJson(response, 200, { error: error.code, message: error.message });
    }
  }

  const sign = (body: string, timestamp: string) => {
    const id = fake.signsWith === 'app id' ? APP_ID : OA_ID;
    const mac = createHash('sha256').update(id + body + timestamp + oaSecret);
    return { 'x-zevent-signature': `mac=${mac.digest('hex')}` };
  };
  const deliver = (event: OaEventBody) => {
    const body = JSON.stringify(event);
    const lane = JSON.stringify(event.sender ?? event.follower);
    return pusher.push(lane, body, sign(body, String(event.timestamp)));
  };
  const send = (event: OaEventBody) => {
    deliver(event);
    return event;
  };

  const http = await startHttp(answer, options.port);
  const fake: FakeZaloOa = {
    url: http.url,
    oaId: OA_ID,
    appId: APP_ID,
    secretKey,
    oaSecret,
    firstRefreshToken,
    people,
    groups,
    calls,
    pusher,
    desk,
    webhookUrl: undefined,
    signsWith: 'app id',
    groupPackage: 'valid',
    quota: Number.POSITIVE_INFINITY,
    failNext: plan.failNext,
    failWhen: plan.failWhen,
    person(id) {
      const known = people.get(id) ?? {
        id,
        follows: true,
        lastInteraction: undefined,
        quota: Number.POSITIVE_INFINITY,
        fromOa: [],
      };
      people.set(id, known);
      return known;
    },
    group(id) {
      const known = groups.get(id) ?? { id, fromOa: [] };
      groups.set(id, known);
      return known;
    },
    says(person, text, at = now()) {
      person.lastInteraction = Math.max(at, person.lastInteraction ?? 0);
      return send({
        app_id: APP_ID,
        sender: { id: person.id },
        recipient: { id: OA_ID },
        user_id_by_app: `app-${person.id}`,
        event_name: 'user_send_text',
        message: { text, msg_id: `m${nextId++}` },
        timestamp: String(at),
      });
    },
    saysInGroup: (person, group, text) =>
      send({
        app_id: APP_ID,
        oa_id: OA_ID,
        sender: { id: person.id },
        recipient: { id: group.id },
        event_name: 'user_send_group_text',
        message: { text, msg_id: `m${nextId++}` },
        timestamp: String(now()),
      }),
    follows(person, follows) {
      person.follows = follows;
      return send({
        oa_id: OA_ID,
        follower: { id: person.id },
        event_name: follows ? 'follow' : 'unfollow',
        source: 'oa_profile',
        app_id: APP_ID,
        timestamp: String(now()),
      });
    },
    deliver,
    signed: sign,
    async stop() {
      pusher.stop();
      await http.stop();
    },
  };
  return fake;
}
