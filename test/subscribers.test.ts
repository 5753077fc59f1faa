/** Who may be written to: wishes, refusals, groups that move. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BotStore, openBotStore } from '../bot/store/bot-store.ts';

describe('subscribers', () => {
  let now = 1_000;
  let store: BotStore;

  beforeEach(() => {
    now = 1_000;
    store = openBotStore({ file: ':memory:', turnsMax: 6, retentionDays: 90, now: () => now });
  });
  afterEach(() => store.close());

  const CHAT = { channel: 'telegram', chatId: '7', kind: 'private' } as const;
  const of = (chatId: string) => store.subscribers.of('telegram', chatId);

  it('keeps the time of the consent that is in force', () => {
    const id = store.subscribers.activate(CHAT);
    now = 2_000;
    expect(store.subscribers.activate(CHAT)).toBe(id);
    expect(of('7')).toMatchObject({ id, isActive: true, consentedAt: 1_000 });
    store.subscribers.deactivate('telegram', '7', 'wish');
    now = 3_000;
    expect(store.subscribers.activate(CHAT)).toBe(id);
    expect(of('7')).toMatchObject({ isActive: true, consentedAt: 3_000 });
  });

  it('does not write to whom it cannot reach until there is a new wish', () => {
    store.subscribers.activate(CHAT);
    expect(store.subscribers.deactivate('telegram', '7', 'unreachable')).toBe(true);
    expect(store.subscribers.deactivate('telegram', '7', 'wish')).toBe(false);
    store.chats.markReachable('telegram', '7');
    expect(of('7')?.isActive).toBe(false);
  });

  it('follows a group to its new id', () => {
    const id = store.subscribers.activate({ ...CHAT, chatId: '-1', threadId: '4', kind: 'group' });
    store.chats.move('telegram', '-1', '-100');
    expect(of('-1')).toBeUndefined();
    expect(of('-100')).toMatchObject({ id, threadId: '4', isActive: true });
  });

  it('ends the old subscription of a moved group that subscribed anew', () => {
    store.subscribers.activate({ ...CHAT, chatId: '-1', kind: 'group' });
    store.subscribers.activate({ ...CHAT, chatId: '-100', kind: 'group' });
    store.chats.move('telegram', '-1', '-100');
    expect(of('-1')?.isActive).toBe(false);
    expect(of('-100')?.isActive).toBe(true);
  });
});
