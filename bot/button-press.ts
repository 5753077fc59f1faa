/** A pressed button: shows the quote behind a citation, or notes a rating. */
import { answerContent } from './answering.ts';
import type { ButtonPress } from './channels/channel.ts';
import type { ConversationContext } from './conversation.ts';
import { DONE, type Settlement } from './delivery.ts';
import * as words from './replies/chat.ts';
import type { Verdict } from './store/feedback.ts';
import type { InboxItem } from './store/inbox.ts';
import type { RecordedReply } from './store/replies.ts';

/** Does what the button says, if the reply it belongs to is still known. */
export async function answerPress<Part>(
  context: ConversationContext<Part>,
  event: ButtonPress,
  item: InboxItem,
): Promise<Settlement> {
  const { action, address, personId } = event;
  const recorded = action && context.store.replies.get(action.replyId);
  // A forged or forwarded button must not open a reply of another chat.
  const isOfThisChat =
    recorded?.key.channel === context.channel.name && recorded.key.chatId === address.chatId;
  if (!action || !recorded || !isOfThisChat) {
    return acknowledge(context, event, words.buttonTooOld);
  }
  if (context.rates.person.ask(personId, item.receivedAt) !== 'allow') {
    return acknowledge(context, event, words.askingTooFast);
  }
  return action.do === 'rate'
    ? rate(context, event, recorded, action.verdict)
    : showSource(context, event, recorded, action.n);
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
  await acknowledge(context, event, words.thanksForRating(verdict));
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
  if (!citation) return acknowledge(context, event, words.buttonTooOld);
  await acknowledge(context, event, undefined);
  return context.say(
    event.address,
    { kind: 'source', citation, context: context.assistant.context(citation) },
    { replyToMessageId: event.messageId },
  );
}
