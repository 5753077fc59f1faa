/**
 * Screens on the web page, where they are a reply like any other: options are numbered, and their
 * number is typed. A visitor has no name there that outlives the cookie, and is nobody's staff.
 */
import type { Reply } from '../assistant.ts';
import { type ScreensOfPage, type TypedOnPage, WEB } from '../channels/web/options.ts';
import { questionOf } from '../commands.ts';
import { unknownCommand } from '../replies/commands.ts';
import * as words from '../replies/menus.ts';
import type { BotStore } from '../store/bot-store.ts';
import type { ScreenKey } from '../store/screens.ts';
import type { Desk } from './desk.ts';
import type { Leads } from './feature.ts';
import type { Screen, Visit } from './screen.ts';

const COMMAND = /^\/([a-z0-9_]{1,32})(?:\s+([\s\S]*))?$/i;
const NUMBER = /^(\d{1,2})\.?$/;

export interface WebScreensDeps {
  desk: Desk;
  store: Pick<BotStore, 'screens' | 'replies'>;
}

export function createWebScreens(deps: WebScreensDeps): ScreensOfPage {
  const { screens } = deps.store;
  return {
    async reply(typed) {
      const visit: Visit = {
        channel: WEB,
        address: { chatId: typed.chatKey, kind: 'private' },
        personId: typed.session,
        role: 'member',
      };
      const key = { channel: WEB, chatId: typed.chatKey, personId: typed.session };
      const leads = leadsTo(deps, visit, key, typed);
      if (leads === undefined) return undefined;
      const screen = await leads;
      if ('isPassing' in screen) screens.stopAwaiting(key);
      else screens.sent(screens.record(key, typed.replyId, screen).id);
      return asReply(screen);
    },
  };
}

/** Undefined for a question. */
function leadsTo(
  { desk, store }: WebScreensDeps,
  visit: Visit,
  key: ScreenKey,
  { text }: TypedOnPage,
): Leads | undefined {
  const [, name, argument = ''] = COMMAND.exec(text.trim()) ?? [];
  if (name !== undefined) {
    store.screens.stopAwaiting(key);
    const command = { name: name.toLowerCase(), argument };
    if (questionOf(command) !== undefined) return undefined;
    return desk.command(visit, command.name, argument) ?? { text: unknownCommand };
  }
  const menu = store.screens.newestMenu(key);
  const answeredAt = store.replies.newest(key)?.createdAt ?? 0;
  const option = menu?.options[Number(NUMBER.exec(text.trim())?.[1]) - 1];
  if (menu && option && menu.createdAt >= answeredAt) {
    return desk.choose(visit, option.action) ?? { text: words.menuTooOld };
  }
  const awaited = store.screens.awaited(key);
  return awaited && (desk.hear(visit, text, awaited) ?? { text: words.menuTooOld });
}

function asReply(screen: Screen): Reply {
  const labels = 'isPassing' in screen ? [] : (screen.options ?? []).map(({ label }) => label);
  const hasFile = 'isPassing' in screen && screen.attachment !== undefined;
  const text = hasFile ? words.fileNotHere(screen.text) : screen.text;
  return { kind: 'courtesy', text: words.numberedMenu(text, labels, false), citations: [] };
}
