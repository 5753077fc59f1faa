/**
 * Text with entities, built piece by piece, so that nothing is ever escaped by hand. Offsets are
 * UTF-16 units, as Telegram counts, which is how JavaScript counts too.
 */
import type { MessageEntity } from 'grammy/types';

export interface FormattedText {
  text: string;
  entities: MessageEntity[];
}

type Piece = string | FormattedText;

/** Puts pieces one after the other. */
export function join(pieces: readonly Piece[], separator = ''): FormattedText {
  let text = '';
  const entities: MessageEntity[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) text += separator;
    const added = typeof piece === 'string' ? { text: piece, entities: [] } : piece;
    for (const entity of added.entities) {
      entities.push({ ...entity, offset: entity.offset + text.length });
    }
    text += added.text;
  }
  return { text, entities };
}

export function bold(text: string): FormattedText {
  return wrapped(text, { type: 'bold' });
}

// A longer quote would push the source's own lines off a phone's screen.
const QUOTE_SHOWN_CHARACTERS = 400;

/** A quote of any length; a long one is folded by the app until it is tapped. */
export function quotation(text: string): FormattedText {
  const type = text.length > QUOTE_SHOWN_CHARACTERS ? 'expandable_blockquote' : 'blockquote';
  return wrapped(text, { type });
}

/** A link, or the plain text when there is no web address (a file name, "file:", "javascript:"). */
export function link(text: string, url: string | undefined): FormattedText {
  return url !== undefined && isWebAddress(url)
    ? wrapped(text, { type: 'text_link', url })
    : { text, entities: [] };
}

export function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

type EntityKind = MessageEntity extends infer E
  ? E extends MessageEntity
    ? Omit<E, 'offset' | 'length'>
    : never
  : never;

function wrapped(text: string, kind: EntityKind): FormattedText {
  if (text === '') return { text, entities: [] };
  // Omit over a union loses which fields belong together; kind is a whole entity but for its place.
  return { text, entities: [{ ...kind, offset: 0, length: text.length } as MessageEntity] };
}
