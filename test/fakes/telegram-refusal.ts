/** A call that the Bot API answers with {"ok":false,…}. */
export class Refusal extends Error {
  constructor(
    readonly errorCode: number,
    description: string,
    readonly parameters?: { retry_after?: number; migrate_to_chat_id?: number },
  ) {
    super(description);
  }
}

export const badRequest = (what: string) => new Refusal(400, `Bad Request: ${what}`);
