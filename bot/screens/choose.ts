/** Choosing an option of a screen: by its button, or by its number where there are no buttons. */
import type { ButtonAction, ButtonPress, TypedChoice } from '../channels/channel.ts';
import type { ConversationContext } from '../conversation-context.ts';
import { DONE, type Settlement } from '../delivery.ts';
import * as words from '../replies/menus.ts';
import * as chat from '../replies/refusals.ts';
import type { InboxItem } from '../store/inbox.ts';
import type { RecordedScreen } from '../store/screens.ts';
import { resumeScreen, showScreen } from './show.ts';

/** A pressed option: the menu becomes the screen it leads to. */
export async function pressOption<Part>(
  context: ConversationContext<Part>,
  event: ButtonPress,
  { menuId, index }: Extract<ButtonAction, { do: 'choose' }>,
  item: InboxItem,
): Promise<Settlement> {
  const { channel, store, rates, desk } = context;
  const { address, personId, pressId, messageId } = event;
  const arrival = { address, personId, item, reviseMessageId: messageId };
  const begun = resumeScreen(context, arrival);
  if (begun) return begun;
  const note = async (text: string) => {
    await channel.sender.acknowledge(pressId, text);
    return DONE;
  };
  const menu = store.screens.get(menuId);
  const option = menu?.options[index];
  // A forged or forwarded button must not open a menu of another chat.
  if (!menu || !option || !isOfChat(menu, channel.name, address.chatId)) {
    return note(words.menuTooOld);
  }
  if (menu.key.personId !== personId) return note(words.menuOfAnother);
  if (rates.options.ask(personId, item.receivedAt) !== 'allow') return note(chat.askingTooFast);
  await channel.sender.acknowledge(pressId, undefined);
  return showScreen(context, { ...arrival, otherwise: words.menuTooOld }, (visit) =>
    desk.choose(visit, option.action),
  );
}

/**
 * A typed number that means an option of the person's newest menu. Undefined when it does not: the
 * number is none of it, the chat's newest answer is newer, or the person chooses too fast.
 */
export function typedOption<Part>(
  context: ConversationContext<Part>,
  event: TypedChoice,
  item: InboxItem,
): Promise<Settlement> | undefined {
  const { address, personId, messageId, sentAt, text } = event;
  const replyToMessageId = address.kind === 'group' ? messageId : undefined;
  const arrival = { address, personId, item, replyToMessageId, otherwise: words.menuTooOld };
  const begun = resumeScreen(context, arrival);
  if (begun) return begun;
  const option = openMenu(context, event)?.options[numberOf(text) - 1];
  if (!option || context.rates.options.ask(personId, sentAt) !== 'allow') return undefined;
  return showScreen(context, arrival, (visit) => context.desk.choose(visit, option.action));
}

/** The person's newest menu, when a bare number was typed and no answer came after the menu. */
export function openMenu<Part>(
  { store, keyOf }: ConversationContext<Part>,
  { address, personId, text }: TypedChoice,
): RecordedScreen | undefined {
  if (Number.isNaN(numberOf(text))) return undefined;
  const key = keyOf(address);
  const menu = store.screens.newestMenu({ ...key, personId });
  const answer = store.replies.newest(key);
  return menu && menu.createdAt >= (answer?.createdAt ?? 0) ? menu : undefined;
}

/** "2", "2." and "[2]"; NaN for anything else. */
function numberOf(text: string): number {
  return Number(/^\[?(\d{1,2})\]?\.?$/.exec(text)?.[1] ?? Number.NaN);
}

function isOfChat({ key }: RecordedScreen, channel: string, chatId: string): boolean {
  return key.channel === channel && key.chatId === chatId;
}
