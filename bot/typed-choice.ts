/**
 * "1", "+", "?" or "a" typed where a channel has no buttons: chooses from the person's newest menu, or
 * shows the quote behind a citation of the chat's newest answer, notes a rating, goes on to a related
 * question. A replay after a crash refers to the same, because a chat's updates are worked off in order.
 */
import { answerMessage } from './answering.ts';
import type { TypedChoice } from './channels/channel.ts';
import type { ConversationContext } from './conversation-context.ts';
import { DONE, type Settlement } from './delivery.ts';
import * as choices from './replies/answer-choices.ts';
import * as menus from './replies/menus.ts';
import * as refusals from './replies/refusals.ts';
import * as relatedWords from './replies/related.ts';
import * as sources from './replies/sources.ts';
import { openMenu, typedOption } from './screens/choose.ts';
import type { InboxItem } from './store/inbox.ts';
import type { RecordedReply } from './store/replies.ts';

/** Does what was chosen, or says why not. */
export async function answerChoice<Part>(
  context: ConversationContext<Part>,
  event: TypedChoice,
  item: InboxItem,
): Promise<Settlement> {
  const { rates, store, keyOf, channel } = context;
  const { choice } = event;
  // What was recorded before a crash is sent on, whatever is newest now.
  const interrupted = store.replies.ofUpdate(channel.name, item.updateId);
  if (interrupted && isShowingSources(interrupted)) return sendSources(context, event, interrupted);
  if (interrupted) return asMessage(context, event, item);
  const option = typedOption(context, event, item);
  if (option) return option;
  if (store.screens.awaited({ ...keyOf(event.address), personId: event.personId })) {
    return asMessage(context, event, item, event.text);
  }
  if (choice.do === 'ask-related') {
    const offer = store.replies.newestOffer(keyOf(event.address));
    const question = offer?.reply.related?.[choice.index];
    if (question !== undefined) return asMessage(context, event, item, question);
  }
  const allowance = rates.person.ask(event.personId, event.sentAt);
  if (allowance === 'refuse') return DONE;
  if (allowance === 'refuse-aloud') return say(context, event, refusals.askingTooFast);
  const menu = openMenu(context, event);
  if (menu) return say(context, event, menus.noSuchOption(menu.options.length));
  const recorded = store.replies.newest(keyOf(event.address));
  if (!recorded) return say(context, event, sources.nothingToChoose);
  switch (choice.do) {
    case 'show-sources':
      return showSources(context, event, item, recorded, choice.numbers);
    case 'rate':
      store.feedback.give(recorded.id, event.personId, choice.verdict);
      return say(context, event, choices.thanksForRating(choice.verdict));
    case 'show-related':
      return offerRelated(context, event, item, recorded);
    case 'ask-related':
      return say(context, event, relatedWords.noRelated);
  }
}

/** Recorded, so that what the platform refuses after the first quote does not repeat that one. */
async function showSources<Part>(
  context: ConversationContext<Part>,
  event: TypedChoice,
  item: InboxItem,
  { reply }: RecordedReply,
  numbers: readonly number[],
): Promise<Settlement> {
  const citations = reply.citations.filter(({ n }) => numbers.includes(n));
  if (citations.length === 0)
    return say(context, event, sources.noSuchSource(reply.citations.length));
  const recorded = context.store.replies.record({
    key: context.keyOf(event.address),
    updateId: item.updateId,
    questionMessageId: event.messageId,
    question: '',
    reply: { kind: 'courtesy', text: '', citations },
  });
  return sendSources(context, event, recorded);
}

/** A reply without words of its own shows what it cites. */
function isShowingSources({ reply }: RecordedReply): boolean {
  return reply.text === '' && reply.citations.length > 0;
}

async function sendSources<Part>(
  context: ConversationContext<Part>,
  { address }: TypedChoice,
  { id, reply, messageIds }: RecordedReply,
): Promise<Settlement> {
  const { channel, assistant, store } = context;
  let first = 0;
  for (const citation of reply.citations) {
    const content = { kind: 'source', citation, context: assistant.context(citation) } as const;
    const before = first;
    const settlement = await context.say(address, content, {
      sentMessageIds: messageIds.slice(before),
      onSent: (ordinal, messageId) => store.replies.sentPart(id, before + ordinal, messageId),
    });
    if (settlement.end !== 'done') return settlement;
    first += channel.format.layOut(content, address).length;
  }
  return DONE;
}

/** Recorded like an answer: the letters refer to it until another offer is made. */
async function offerRelated<Part>(
  context: ConversationContext<Part>,
  event: TypedChoice,
  item: InboxItem,
  { reply, question }: RecordedReply,
): Promise<Settlement> {
  const related = (await context.related?.(reply, question)) ?? [];
  if (related.length === 0) return say(context, event, relatedWords.noRelated);
  const list = choices.letteredQuestions(related, event.address.kind === 'group');
  const text = `${relatedWords.RELATED_HEADING}\n${list}`;
  context.store.replies.record({
    key: context.keyOf(event.address),
    updateId: item.updateId,
    questionMessageId: event.messageId,
    question: '',
    reply: { kind: 'courtesy', text, citations: [], related },
  });
  return asMessage(context, event, item);
}

/** As if the person had typed the question; a reply that is recorded already is sent. */
function asMessage<Part>(
  context: ConversationContext<Part>,
  { address, personId, messageId, sentAt }: TypedChoice,
  item: InboxItem,
  text = '',
): Promise<Settlement> {
  const message = { address, personId, messageId, sentAt, text, command: undefined };
  return answerMessage(context, { kind: 'message', ...message, isEdit: false }, item);
}

function say<Part>(
  context: ConversationContext<Part>,
  { address }: TypedChoice,
  text: string,
): Promise<Settlement> {
  return context.say(address, { kind: 'notice', text });
}
