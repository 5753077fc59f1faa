/**
 * Shows the screen an update leads to. Invariant: a lasting screen is recorded before any of it is
 * sent, so that a replay after a crash sends on the same words instead of running the command again.
 */
import type { ChatAddress, Content } from '../channels/channel.ts';
import type { ConversationContext } from '../conversation-context.ts';
import { DONE, type Settlement } from '../delivery.ts';
import type { InboxItem } from '../store/inbox.ts';
import type { RecordedScreen } from '../store/screens.ts';
import { keepTyping } from '../typing.ts';
import type { Leads } from './feature.ts';
import type { PassingScreen, Visit } from './screen.ts';

/** How somebody came to a screen. */
export interface Arrival {
  address: ChatAddress;
  personId: string;
  item: InboxItem;
  /** In a group: the message that shows whom the screen is for. */
  replyToMessageId?: string | undefined;
  /** The menu that was pressed becomes the screen it leads to. */
  reviseMessageId?: string | undefined;
  /** Said when nothing is known (any more) of what was asked for. */
  otherwise: string;
}

/** The screen an interrupted update led to, sent on; undefined when it led to none yet. */
export function resumeScreen<Part>(
  context: ConversationContext<Part>,
  arrival: Omit<Arrival, 'otherwise'>,
): Promise<Settlement> | undefined {
  const recorded = context.store.screens.ofUpdate(context.channel.name, arrival.item.updateId);
  return recorded && sendRecorded(context, arrival, recorded);
}

/** Runs what was asked for and shows where it leads. */
export async function showScreen<Part>(
  context: ConversationContext<Part>,
  arrival: Arrival,
  run: (visit: Visit) => Leads | undefined,
): Promise<Settlement> {
  const begun = resumeScreen(context, arrival);
  if (begun) return begun;
  const { channel, store, keyOf, visitOf } = context;
  const { address, personId, item, otherwise } = arrival;
  const typing = keepTyping(() => channel.sender.showTyping(address));
  const screen = (await Promise.resolve(run(visitOf(arrival))).finally(typing.stop)) ?? {
    text: otherwise,
  };
  const key = { ...keyOf(address), personId };
  if ('isPassing' in screen) {
    store.screens.stopAwaiting(key);
    return sendPassing(context, arrival, screen);
  }
  return sendRecorded(context, arrival, store.screens.record(key, item.updateId, screen));
}

async function sendRecorded<Part>(
  { store, say }: ConversationContext<Part>,
  { address, replyToMessageId, reviseMessageId }: Omit<Arrival, 'otherwise'>,
  recorded: RecordedScreen,
): Promise<Settlement> {
  if (recorded.text === '') return DONE; // sent whole before the crash
  const settlement = await say(address, contentOf(recorded), {
    replyToMessageId,
    sentMessageIds: recorded.messageIds,
    reviseMessageIds: reviseMessageId === undefined ? [] : [reviseMessageId],
    onSent: (_, messageId) => store.screens.sentPart(recorded.id, messageId),
  });
  if (settlement.end === 'done') store.screens.sent(recorded.id);
  return settlement;
}

function contentOf({ id, text, options }: RecordedScreen): Content {
  return options.length === 0
    ? { kind: 'notice', text }
    : { kind: 'menu', menuId: id, text, options: options.map(({ label }) => label) };
}

function sendPassing<Part>(
  { say }: ConversationContext<Part>,
  { address, replyToMessageId }: Arrival,
  { text, attachment }: PassingScreen,
): Promise<Settlement> {
  const content: Content = attachment
    ? { kind: 'file', ...attachment, caption: text }
    : { kind: 'notice', text };
  return say(address, content, { replyToMessageId });
}
