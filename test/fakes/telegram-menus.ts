/** A person who types to the bot and presses the buttons of its menus, one after the other. */
import { fromBot, until } from './telegram-bot.ts';
import type { StoredMessage } from './telegram-server.ts';
import type { Person } from './telegram-world.ts';

export interface MenuUser {
  /** Types and waits for what the bot says or changes; returns the newest message's words. */
  says(text: string): Promise<string>;
  /** Presses a button; returns the screen that its message becomes. */
  press(label: string): Promise<string>;
  /** The newest message with such a button, and the button's whole text. */
  button(label: string): { message: StoredMessage; text: string };
}

export function createMenuUser(person: Person): MenuUser {
  const looksOf = (messages: readonly StoredMessage[]) =>
    JSON.stringify(messages.map(({ text, reply_markup: markup }) => [text, markup]));

  const button = (label: string) => {
    for (const message of [...fromBot(person.chat)].reverse()) {
      const buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
      const found = buttons.find(({ text }) => text.includes(label));
      if (found) return { message, text: found.text };
    }
    throw new Error(`There is no button ${label}.`);
  };
  return {
    button,
    async says(text) {
      const before = looksOf(fromBot(person.chat));
      person.says(text);
      await until('an answer', () => looksOf(fromBot(person.chat)) !== before);
      return fromBot(person.chat).at(-1)?.text ?? '';
    },
    async press(label) {
      const { message, text } = button(label);
      const before = looksOf([message]);
      person.presses(message, text);
      await until(`the screen behind ${label}`, () => looksOf([message]) !== before);
      return message.text ?? '';
    },
  };
}
