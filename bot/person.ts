/** A person of a platform, known by channel and id, never by a name. */

/** A person of a platform. */
export interface Person {
  /** "telegram", "zalo-bot", "zalo-oa". */
  channel: string;
  personId: string;
}

const PERSON = /^(telegram|zalo-bot|zalo-oa):([\w-]{1,64})$/;

/** "telegram:123"; undefined for anything else. */
export function personOf(text: string): Person | undefined {
  const [, channel, personId] = PERSON.exec(text.trim()) ?? [];
  return channel !== undefined && personId !== undefined ? { channel, personId } : undefined;
}

/** The way back: how a person is named in configuration and logs. */
export function nameOf({ channel, personId }: Person): string {
  return `${channel}:${personId}`;
}
