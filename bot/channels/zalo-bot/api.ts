/**
 * Calls of the Bot Platform: POST <root>/bot<token>/<method>. It reports errors with HTTP 200, with
 * another status, or as a gateway's HTML page; all become one kind of value. Nothing rejects.
 */
import { z } from 'zod';
import { post } from '../zalo/http.ts';

export type ZaloBotResult =
  | { ok: true; result: unknown }
  /** The platform said no: its own code, else the HTTP status. */
  | { ok: false; code: number; description: string; retryAfterMs: number | undefined }
  /** No answer that can be understood. */
  | { ok: false; code: undefined; reason: string; wasSent: boolean };

export interface ZaloBotApi {
  call(
    method: string,
    parameters: Readonly<Record<string, string>>,
    options: { timeoutMs: number; signal: AbortSignal },
  ): Promise<ZaloBotResult>;
}

const SECOND_MS = 1_000;
const DESCRIPTION_MAX = 200;
const reply = z.union([
  z.looseObject({ ok: z.literal(true), result: z.unknown().optional() }),
  z.looseObject({
    ok: z.literal(false),
    error_code: z.coerce.number().int(),
    description: z.string().default(''),
    parameters: z.looseObject({ retry_after: z.number().optional() }).optional(),
  }),
]);

/** The API of one bot. */
export function createZaloBotApi({ root, token }: { root: string; token: string }): ZaloBotApi {
  return {
    async call(method, parameters, { timeoutMs, signal }) {
      const answer = await post({
        url: `${root}/bot${token}/${method}`,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(parameters),
        timeoutMs,
        signal,
      });
      if (answer.kind === 'none') return { ok: false, code: undefined, ...answer };
      const read = answer.kind === 'json' ? reply.safeParse(answer.body).data : undefined;
      if (read?.ok) return { ok: true, result: read.result };
      if (read) return refusal(read.error_code, read.description, read.parameters?.retry_after);
      if (answer.status >= 400) return refusal(answer.status, `HTTP ${answer.status}`, undefined);
      // 200 with a page: a gateway answered in the platform's place, or cut the answer short.
      return { ok: false, code: undefined, reason: 'not the platform', wasSent: true };
    },
  };
}

function refusal(code: number, description: string, retryAfterSeconds: number | undefined) {
  return {
    ok: false,
    code,
    description: description.slice(0, DESCRIPTION_MAX),
    retryAfterMs: retryAfterSeconds === undefined ? undefined : retryAfterSeconds * SECOND_MS,
  } as const;
}
