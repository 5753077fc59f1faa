/**
 * A message: turned away, answered as a command, as a text that was waited for, or as a question.
 * Invariant: a reply is recorded before any of it is sent, so that a replay after a crash continues
 * with the same words instead of answering anew.
 */
import type { Turn } from '../knowledge/answering/answer.ts';
import type { Reply } from './assistant.ts';
import type { ChatAddress, Content, IncomingMessage } from './channels/channel.ts';
import { questionOf } from './commands.ts';
import type { ConversationContext } from './conversation-context.ts';
import { DONE, type Settlement } from './delivery.ts';
import { createDraft } from './draft.ts';
import * as commands from './replies/commands.ts';
import * as menus from './replies/menus.ts';
import * as refusals from './replies/refusals.ts';
import { resumeScreen, showScreen } from './screens/show.ts';
import type { BotStore } from './store/bot-store.ts';
import type { ConversationKey } from './store/conversations.ts';
import type { InboxItem } from './store/inbox.ts';
import type { RecordedReply } from './store/replies.ts';
import { keepTyping } from './typing.ts';

export const STOPPED: Settlement = { end: 'wait', afterMs: 0, reason: 'the program stops' };

/** Answers one message; see Settlement for how that can end. */
export async function answerMessage<Part>(
  context: ConversationContext<Part>,
  event: IncomingMessage,
  item: InboxItem,
): Promise<Settlement> {
  const { channel, store } = context;
  const interrupted = store.replies.ofUpdate(channel.name, item.updateId);
  if (interrupted) return sendWithScreen(context, event, item, interrupted);
  const resumed = resumeScreen(context, arrivalOf(event, item));
  if (resumed) return resumed;

  const { command } = event;
  const asked = command && questionOf(command);
  const question = asked ?? event.text;
  if (event.isEdit && isAsBefore(context, event, question)) return DONE;
  const refusal = tooLateOrTooOften(context, event);
  if (refusal === 'silent') return DONE;
  if (refusal !== undefined) return notice(context, event, refusal);
  const screen = toScreen(context, event, item);
  if (screen) return screen;
  const objection = objectionTo(question, context.limits.questionMaxCharacters);
  if (objection !== undefined) return notice(context, event, objection);
  const recorded = await answer(context, event, item, question);
  return recorded ? sendWithScreen(context, event, item, recorded) : STOPPED;
}

/** The reply, and what follows it for this person. */
async function sendWithScreen<Part>(
  context: ConversationContext<Part>,
  event: IncomingMessage,
  item: InboxItem,
  recorded: RecordedReply,
): Promise<Settlement> {
  const settlement = await sendReply(context, event, recorded);
  if (settlement.end !== 'done' || event.isEdit) return settlement;
  const arrival = { ...arrivalOf(event, item), otherwise: menus.menuTooOld };
  const resumed = resumeScreen(context, arrival);
  if (resumed) return resumed;
  const leads = context.desk.beside(context.visitOf(arrival), recorded.question);
  return leads === undefined ? settlement : showScreen(context, arrival, () => leads);
}

/** Undefined for a question. A command ends the waiting for a text. */
function toScreen<Part>(
  context: ConversationContext<Part>,
  event: IncomingMessage,
  item: InboxItem,
): Promise<Settlement> | undefined {
  const { desk, store, keyOf, visitOf } = context;
  const { command, text, address, personId, isEdit } = event;
  const key = { ...keyOf(address), personId };
  if (command) {
    store.screens.stopAwaiting(key);
    const isQuestion = questionOf(command) !== undefined;
    if (isQuestion && desk.allows(visitOf(event), `/${command.name}`)) return undefined;
    const arrival = { ...arrivalOf(event, item), otherwise: commands.unknownCommand };
    return showScreen(context, arrival, (visit) =>
      desk.command(visit, command.name, command.argument),
    );
  }
  // An edited text was heard already, and what waits now is another one.
  const awaited = isEdit ? undefined : store.screens.awaited(key);
  if (!awaited) return undefined;
  const arrival = { ...arrivalOf(event, item), otherwise: menus.menuTooOld };
  return showScreen(context, arrival, (visit) => desk.hear(visit, text, awaited));
}

function arrivalOf({ address, personId, messageId }: IncomingMessage, item: InboxItem) {
  return { address, personId, item, replyToMessageId: replyTo(address, messageId) };
}

/** Telegram reports an edit also when only a link preview changed. */
function isAsBefore<Part>(
  { store, keyOf }: ConversationContext<Part>,
  { address, messageId }: IncomingMessage,
  question: string,
): boolean {
  return store.replies.ofQuestion(keyOf(address), messageId)?.question === question;
}

function tooLateOrTooOften<Part>(
  { store, channel, limits, rates, now }: ConversationContext<Part>,
  { address, personId, sentAt }: IncomingMessage,
): string | 'silent' | undefined {
  if (now() - sentAt > limits.questionMaxAgeMs) {
    // One apology for everything a chat asked while the bot was away.
    const isFirst = store.chats.apologise(channel.name, address.chatId, limits.questionMaxAgeMs);
    return isFirst ? refusals.tooLate : 'silent';
  }
  const allowances = [rates.person.ask(personId, sentAt)];
  if (address.kind === 'group') allowances.push(rates.group.ask(address.chatId, sentAt));
  if (allowances.includes('refuse')) return 'silent';
  return allowances.includes('refuse-aloud') ? refusals.askingTooFast : undefined;
}

function objectionTo(question: string, charactersMax: number): string | undefined {
  if (question === '') return refusals.questionMissing;
  return question.length > charactersMax ? refusals.questionTooLong(charactersMax) : undefined;
}

async function answer<Part>(
  context: ConversationContext<Part>,
  event: IncomingMessage,
  item: InboxItem,
  question: string,
): Promise<RecordedReply | undefined> {
  const { store, keyOf } = context;
  const { address, messageId } = event;
  const key = keyOf(address);
  const history = historyBefore(event, key, store);
  const reply = await replyWhileTyping(context, { address, item, question, history });
  return (
    reply &&
    store.replies.record({
      key,
      updateId: item.updateId,
      questionMessageId: messageId,
      question,
      reply,
    })
  );
}

/** The assistant's reply, with signs of work in the chat; undefined when the program has to end. */
export async function replyWhileTyping<Part>(
  { assistant, channel, signal }: ConversationContext<Part>,
  asked: { address: ChatAddress; item: InboxItem; question: string; history: readonly Turn[] },
): Promise<Reply | undefined> {
  const { address, item, question, history } = asked;
  const typing = keepTyping(() => channel.sender.showTyping(address));
  const draft = createDraft((text) => channel.sender.showDraft(address, item.id, text));
  const reply = await assistant
    .reply({ text: question, history, signal, onDraft: draft.push })
    .finally(() => Promise.all([typing.stop(), draft.stop()]));
  // What an aborted assistant says is no answer: the next start asks it again.
  return signal.aborted ? undefined : reply;
}

/** An edited question stands where it stood: what was said from then on is not before it. */
function historyBefore(
  { isEdit, messageId }: IncomingMessage,
  key: ConversationKey,
  store: Pick<BotStore, 'conversations' | 'replies'>,
): Turn[] {
  const history = store.conversations.history(key);
  if (!isEdit) return history;
  const before = store.replies.ofQuestion(key, messageId)?.question;
  const place = history.findLastIndex(({ role, content }) => role === 'user' && content === before);
  return place === -1 ? history : history.slice(0, place);
}

function sendReply<Part>(
  context: ConversationContext<Part>,
  event: IncomingMessage,
  recorded: RecordedReply,
): Promise<Settlement> {
  const { store, keyOf } = context;
  const { address, messageId, isEdit } = event;
  const earlier = isEdit
    ? store.replies.ofQuestion(keyOf(address), messageId, recorded.id)
    : undefined;
  return context.say(address, answerContent(context, recorded), {
    replyToMessageId: replyTo(address, messageId),
    sentMessageIds: recorded.messageIds,
    reviseMessageIds: earlier?.messageIds ?? [],
    onSent: (ordinal, sentId) => store.replies.sentPart(recorded.id, ordinal, sentId),
  });
}

function notice<Part>(
  context: ConversationContext<Part>,
  { address, messageId }: IncomingMessage,
  text: string,
): Promise<Settlement> {
  const replyToMessageId = replyTo(address, messageId);
  return context.say(address, { kind: 'notice', text }, { replyToMessageId });
}

/** A recorded reply with its ratings of this moment. */
export function answerContent<Part>(
  { store, related }: ConversationContext<Part>,
  { id, reply }: RecordedReply,
): Content {
  const offersRelated = related !== undefined && reply.kind === 'answer';
  const ratings = store.feedback.tally(id);
  return { kind: 'answer', replyId: id, reply, ratings, offersRelated };
}

/** In a group the reply must show whom it answers. */
function replyTo({ kind }: ChatAddress, messageId: string): string | undefined {
  return kind === 'group' ? messageId : undefined;
}
