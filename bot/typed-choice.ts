/**
 * "1" or "+" typed where a channel has no buttons: shows the quote behind a citation of the chat's
 * newest answer, or notes a rating. A replay after a crash refers to the same answer, because a chat's
 * updates are worked off in order.
 */
import type { TypedChoice } from './channels/channel.ts';
import type { ConversationContext } from './conversation.ts';
import { DONE, type Settlement } from './delivery.ts';
import * as words from './replies/chat.ts';
import type { RecordedReply } from './store/replies.ts';

/** Does what was chosen, or says why not. */
export async function answerChoice<Part>(
  context: ConversationContext<Part>,
  event: TypedChoice,
): Promise<Settlement> {
  const { rates, store, keyOf } = context;
  const allowance = rates.person.ask(event.personId, event.sentAt);
  if (allowance === 'refuse') return DONE;
  if (allowance === 'refuse-aloud') return say(context, event, words.askingTooFast);
  const recorded = store.replies.newest(keyOf(event.address));
  if (!recorded) return say(context, event, words.nothingToChoose);
  const { choice } = event;
  if (choice.do === 'show-sources') return showSources(context, event, recorded, choice.numbers);
  store.feedback.give(recorded.id, event.personId, choice.verdict);
  return say(context, event, words.thanksForRating(choice.verdict));
}

async function showSources<Part>(
  context: ConversationContext<Part>,
  event: TypedChoice,
  { reply }: RecordedReply,
  numbers: readonly number[],
): Promise<Settlement> {
  const chosen = reply.citations.filter(({ n }) => numbers.includes(n));
  if (chosen.length === 0) return say(context, event, words.noSuchSource(reply.citations.length));
  for (const citation of chosen) {
    const settlement = await context.say(event.address, {
      kind: 'source',
      citation,
      context: context.assistant.context(citation),
    });
    if (settlement.end !== 'done') return settlement;
  }
  return DONE;
}

function say<Part>(
  context: ConversationContext<Part>,
  { address }: TypedChoice,
  text: string,
): Promise<Settlement> {
  return context.say(address, { kind: 'notice', text });
}
