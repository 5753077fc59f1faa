/**
 * What a person's text in Zalo means: a command, a choice about the newest answer or menu
 * ("1", "+", "?", "a"), or a question. In a group only what is meant for the bot counts: a known command or its name with @.
 */
import { cleanText, fold } from '../../../knowledge/text/normalise.ts';
import { RELATED_LETTERS } from '../../replies/answer-choices.ts';
import { ASK_COMMAND } from '../../replies/commands.ts';
import type { Choice, IncomingMessage } from '../channel.ts';

export interface WordsContext {
  /** What people call the bot in a group, without the @. */
  botName: string | undefined;
  /** Commands that are answered in a group. */
  isKnownCommand: (name: string) => boolean;
}

export type Understood =
  | { kind: 'words'; text: string; command: IncomingMessage['command'] }
  | { kind: 'choice'; choice: Choice; text: string };

const SOURCES_AT_ONCE_MAX = 5;
/** "1", "[2]", "1, 2, 3", "nguồn 2", "xem 1 và 2"; a year or a telephone number is longer. */
const NUMBERS =
  /^(?:xem )?(?:nguon (?:so )?)?\[?\d{1,2}\]?(?:(?:\s*[,;]\s*|\s+(?:va )?)\[?\d{1,2}\]?)*\.?$/;
const MORE = /^\?$/;
/** The letters under which related questions are offered. */
const LETTER = /^([a-c])[.)]?$/i;
const GOOD = /^(?:\+1?|👍\S?)$/u;
const BAD = /^(?:[-–—−]1?|👎\S?)$/u;

/** Undefined for talk in a group that is not for the bot. */
export function understand(
  raw: string,
  isGroup: boolean,
  context: WordsContext,
): Understood | undefined {
  const cleaned = cleanText(raw).trim();
  const mention = withoutMention(cleaned, context.botName);
  const command = commandOf(mention.text);
  const isForBot =
    !isGroup || mention.isMentioned || (command && context.isKnownCommand(command.name));
  if (!isForBot) return undefined;
  const said = command?.name === ASK_COMMAND ? command.argument : mention.text;
  const choice = choiceOf(said);
  return choice
    ? { kind: 'choice', choice, text: said }
    : { kind: 'words', text: tidy(said), command };
}

/** What a button would do, when the whole text is such a reply. */
function choiceOf(said: string): Choice | undefined {
  if (GOOD.test(said)) return { do: 'rate', verdict: 'up' };
  if (BAD.test(said)) return { do: 'rate', verdict: 'down' };
  if (MORE.test(said)) return { do: 'show-related' };
  const letter = LETTER.exec(said)?.[1];
  if (letter) return { do: 'ask-related', index: RELATED_LETTERS.indexOf(letter.toLowerCase()) };
  const folded = fold(said);
  if (!NUMBERS.test(folded)) return undefined;
  const numbers = [...new Set(folded.match(/\d+/g)?.map(Number))];
  return { do: 'show-sources', numbers: numbers.slice(0, SOURCES_AT_ONCE_MAX) };
}

function commandOf(text: string): IncomingMessage['command'] {
  const match = /^\/([a-z0-9_]{1,32})(?:\s+([\s\S]*))?$/i.exec(text);
  if (!match) return undefined;
  const [, name = '', argument = ''] = match;
  return { name: name.toLowerCase(), argument: tidy(argument) };
}

/** "@Trợ lý HTX, câu hỏi": an app puts the name in as plain text, in whatever case and marks. */
function withoutMention(text: string, botName: string | undefined) {
  const name = botName && fold(botName.normalize('NFC')).trim();
  const at = name ? fold(text).indexOf(`@${name}`) : -1;
  if (!name || at === -1) return { text, isMentioned: false };
  const without = `${text.slice(0, at)} ${text.slice(at + 1 + name.length)}`;
  return { text: tidy(without), isMentioned: true };
}

/** A mention taken out leaves a comma and spaces behind. */
function tidy(text: string): string {
  return text
    .replace(/[ ]{2,}/g, ' ')
    .replace(/^[\s,:;.]+/, '')
    .trim();
}
