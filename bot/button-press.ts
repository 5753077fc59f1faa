/**
 * A pressed button: shows the quote behind a citation, notes a rating, goes on to a question, or
 * chooses an option of a screen.
 */
import { answerContent, replyWhileTyping, STOPPED } from './answering.ts';
import type { Reply } from './assistant.ts';
import type { ButtonAction, ButtonPress } from './channels/channel.ts';
import type { ConversationContext } from './conversation-context.ts';
import { DONE, type Settlement } from './delivery.ts';
import * as choices from './replies/answer-choices.ts';
import * as refusals from './replies/refusals.ts';
import * as relatedWords from './replies/related.ts';
import { pressOption } from './screens/choose.ts';
import type { Verdict } from './store/feedback.ts';
import type { InboxItem } from './store/inbox.ts';
import type { RecordedReply } from './store/replies.ts';

/** The buttons of answers in the permission table. */
const ANSWER_ACTIONS: Readonly<Record<Exclude<ButtonAction['do'], 'choose'>, string>> = {
  'show-source': 'answer.source',
  rate: 'answer.rate',
  'show-related': 'answer.related',
  'ask-related': 'answer.related',
};

/** Does what the button says, if what it belongs to is still known. */
export async function answerPress<Part>(
  context: ConversationContext<Part>,
  event: ButtonPress,
  item: InboxItem,
): Promise<Settlement> {
  const { action, address, personId } = event;
  if (action?.do === 'choose') return pressOption(context, event, action, item);
  const recorded = action && context.store.replies.get(action.replyId);
  // A forged or forwarded button must not open a reply of another chat.
  const isOfThisChat =
    recorded?.key.channel === context.channel.name && recorded.key.chatId === address.chatId;
  const isAllowed =
    action && context.desk.allows(context.visitOf(event), ANSWER_ACTIONS[action.do]);
  if (!action || !recorded || !isOfThisChat || !isAllowed) {
    return acknowledge(context, event, refusals.buttonTooOld);
  }
  if (context.rates.person.ask(personId, item.receivedAt) !== 'allow') {
    return acknowledge(context, event, refusals.askingTooFast);
  }
  switch (action.do) {
    case 'rate':
      return rate(context, event, recorded, action.verdict);
    case 'show-source':
      return showSource(context, event, recorded, action.n);
    case 'show-related':
      return goOn(context, event, item, () => offer(context, recorded));
    case 'ask-related':
      return goOn(context, event, item, () => ask(context, event, item, recorded, action.index));
  }
}

async function acknowledge<Part>(
  { channel }: ConversationContext<Part>,
  { pressId }: ButtonPress,
  note: string | undefined,
): Promise<Settlement> {
  await channel.sender.acknowledge(pressId, note);
  return DONE;
}

async function rate<Part>(
  context: ConversationContext<Part>,
  event: ButtonPress,
  recorded: RecordedReply,
  verdict: Verdict,
): Promise<Settlement> {
  const { channel, store } = context;
  store.feedback.give(recorded.id, event.personId, verdict);
  await acknowledge(context, event, choices.thanksForRating(verdict));
  // The buttons hang on the last part. That they show the count is a nicety: the rating stands.
  const part = channel.format.layOut(answerContent(context, recorded), event.address).at(-1);
  if (part !== undefined) await channel.sender.revise(event.address, event.messageId, part);
  return DONE;
}

async function showSource<Part>(
  context: ConversationContext<Part>,
  event: ButtonPress,
  recorded: RecordedReply,
  n: number,
): Promise<Settlement> {
  const citation = recorded.reply.citations.find((candidate) => candidate.n === n);
  if (!citation) return acknowledge(context, event, refusals.buttonTooOld);
  await acknowledge(context, event, undefined);
  return context.say(
    event.address,
    { kind: 'source', citation, context: context.assistant.context(citation) },
    { replyToMessageId: event.messageId },
  );
}

/** A press that is answered with a reply of its own: recorded first, so that a replay says the same. */
async function goOn<Part>(
  context: ConversationContext<Part>,
  { address, pressId, messageId }: ButtonPress,
  item: InboxItem,
  make: () => Promise<{ question: string; reply: Reply } | 'stopped' | 'too old'>,
): Promise<Settlement> {
  const { channel, store, keyOf } = context;
  await channel.sender.acknowledge(pressId, undefined);
  let recorded = store.replies.ofUpdate(channel.name, item.updateId);
  if (!recorded) {
    const made = await make();
    if (made === 'stopped') return STOPPED;
    if (made === 'too old')
      return context.say(address, { kind: 'notice', text: refusals.buttonTooOld });
    recorded = store.replies.record({
      key: keyOf(address),
      updateId: item.updateId,
      questionMessageId: `press ${pressId}`,
      ...made,
    });
  }
  const { id, messageIds } = recorded;
  return context.say(address, answerContent(context, recorded), {
    replyToMessageId: address.kind === 'group' ? messageId : undefined,
    sentMessageIds: messageIds,
    onSent: (ordinal, sentId) => store.replies.sentPart(id, ordinal, sentId),
  });
}

async function offer<Part>(
  { related }: ConversationContext<Part>,
  { question, reply }: RecordedReply,
): Promise<{ question: string; reply: Reply }> {
  const questions = (await related?.(reply, question)) ?? [];
  const text = questions.length > 0 ? relatedWords.RELATED_HEADING : relatedWords.noRelated;
  return { question: '', reply: { kind: 'courtesy', text, citations: [], related: questions } };
}

async function ask<Part>(
  context: ConversationContext<Part>,
  { address }: ButtonPress,
  item: InboxItem,
  { reply: offered }: RecordedReply,
  index: number,
): Promise<{ question: string; reply: Reply } | 'stopped' | 'too old'> {
  const question = offered.related?.[index];
  if (question === undefined) return 'too old';
  // The offered questions stand alone: what was said before could only mislead.
  const reply = await replyWhileTyping(context, { address, item, question, history: [] });
  if (!reply) return 'stopped';
  const text = `${relatedWords.pressedQuestion(question)}\n\n${reply.text}`;
  return { question, reply: { ...reply, text } };
}
