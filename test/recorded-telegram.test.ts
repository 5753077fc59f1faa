/**
 * Telegram's updates of every kind, in the shapes it really sends, replayed through the reader: what
 * each means to the conversation. The compiler checks that no kind is missing.
 */
import type { Update } from 'grammy/types';
import { describe, expect, test } from 'vitest';
import { laneOf, readUpdate } from '../bot/channels/telegram/read.ts';
import { isKnownCommand } from './fakes/known-commands.ts';

const lan = { id: 501, is_bot: false, first_name: 'Lan', language_code: 'vi' };
const self = { id: 7_000_001, is_bot: true, first_name: 'Hoptac', username: 'hoptac_bot' };
const home = { id: 501, type: 'private', first_name: 'Lan' };
const group = { id: -77, type: 'group', title: 'HTX' };
const supergroup = { id: -1_001_234_567_890, type: 'supergroup', title: 'HTX', is_forum: true };
const channelChat = { id: -1_009, type: 'channel', title: 'Tin HTX' };
const date = 1_700_000_000;
const at = { message_id: 10, date };
const said = { ...at, chat: home, from: lan };
const saidInGroup = { ...at, chat: group, from: lan };
const file = { file_id: 'AgAC', file_unique_id: 'AQAD', file_size: 1_024 };
const member = (status: string) => ({ user: self, status });
const membership = (chat: object, before: string, after: string) => ({
  chat,
  from: lan,
  date,
  old_chat_member: member(before),
  new_chat_member: member(after),
});
const mention = { type: 'mention', offset: 0, length: 11 };

/** By kind: what Telegram sends, and what the conversation gets to see of it. */
const TELEGRAM: Record<
  Exclude<keyof Update, 'update_id'>,
  [what: string, payload: unknown, reads: Record<string, unknown>][]
> = {
  message: [
    [
      'a question',
      { ...said, text: 'Ai chủ trì?' },
      { kind: 'message', text: 'Ai chủ trì?', isEdit: false, sentAt: date * 1_000 },
    ],
    [
      'a command with its entity',
      { ...said, text: '/start', entities: [{ type: 'bot_command', offset: 0, length: 6 }] },
      { kind: 'message', command: { name: 'start', argument: '' } },
    ],
    [
      'a deep link',
      { ...said, text: '/start inline' },
      { kind: 'message', command: { name: 'start', argument: 'inline' } },
    ],
    [
      'control and direction characters',
      { ...said, text: '\u202eAi\u0000 chu\u200b\u0309 tri\u0300\u2066?\u061c\u{e0041}' },
      { kind: 'message', text: 'Ai chủ trì?' },
    ],
    [
      'a photo with a caption',
      { ...said, photo: [{ ...file, width: 90, height: 60 }], caption: 'Đây là đâu?' },
      { kind: 'message', text: 'Đây là đâu?' },
    ],
    ['a photo', { ...said, photo: [{ ...file, width: 90, height: 60 }] }, { kind: 'wordless' }],
    ['a voice', { ...said, voice: { ...file, duration: 3 } }, { kind: 'wordless' }],
    ['a video note', { ...said, video_note: { ...file, length: 1 } }, { kind: 'wordless' }],
    ['a sticker', { ...said, sticker: { ...file, type: 'regular' } }, { kind: 'wordless' }],
    ['a file', { ...said, document: { ...file, file_name: 'a.pdf' } }, { kind: 'wordless' }],
    ['a place', { ...said, location: { latitude: 20.8, longitude: 106.7 } }, { kind: 'wordless' }],
    [
      'a contact',
      { ...said, contact: { phone_number: '1', first_name: 'M' } },
      { kind: 'wordless' },
    ],
    ['a poll', { ...said, poll: { id: '1', question: 'a', options: [] } }, { kind: 'wordless' }],
    ['dice', { ...said, dice: { emoji: '🎲', value: 3 } }, { kind: 'wordless' }],
    [
      'a forwarded message',
      { ...said, text: 'Ai?', forward_origin: { type: 'user', sender_user: lan, date } },
      { kind: 'message', text: 'Ai?' },
    ],
    [
      'a mention in a forum topic',
      {
        ...at,
        chat: supergroup,
        from: lan,
        text: '@hoptac_bot ai chủ trì?',
        entities: [mention],
        message_thread_id: 9,
        is_topic_message: true,
      },
      {
        kind: 'message',
        text: 'ai chủ trì?',
        address: { chatId: '-1001234567890', threadId: '9', kind: 'group' },
      },
    ],
    [
      'a reply to the bot',
      {
        ...saidInGroup,
        text: 'còn năm nay?',
        reply_to_message: { ...at, chat: group, from: self },
      },
      { kind: 'message', text: 'còn năm nay?' },
    ],
    ['talk in a group', { ...saidInGroup, text: 'Chào cả nhà' }, { kind: 'ignored' }],
    ['a command for another bot', { ...saidInGroup, text: '/hoi@other a' }, { kind: 'ignored' }],
    ['a message by way of a bot', { ...said, text: 'a', via_bot: self }, { kind: 'ignored' }],
    [
      'a group that became a supergroup',
      { ...saidInGroup, migrate_to_chat_id: supergroup.id },
      { kind: 'moved', fromChatId: '-77', toChatId: '-1001234567890' },
    ],
    [
      'the supergroup that was a group',
      { ...at, chat: supergroup, from: lan, migrate_from_chat_id: group.id },
      { kind: 'moved', fromChatId: '-77', toChatId: '-1001234567890' },
    ],
    ['who joined', { ...saidInGroup, new_chat_members: [self] }, { kind: 'ignored' }],
    ['who left', { ...saidInGroup, left_chat_member: lan }, { kind: 'ignored' }],
    [
      'a pinned message',
      { ...saidInGroup, pinned_message: { ...at, chat: group } },
      { kind: 'ignored' },
    ],
    [
      'a new topic',
      { ...at, chat: supergroup, from: lan, forum_topic_created: {} },
      { kind: 'ignored' },
    ],
    ['what has no sender', { ...at, chat: supergroup, text: '/hoi a' }, { kind: 'ignored' }],
  ],
  edited_message: [
    [
      'a changed question',
      { ...said, edit_date: date + 60, text: 'Ai dự?' },
      { kind: 'message', isEdit: true, text: 'Ai dự?', sentAt: (date + 60) * 1_000 },
    ],
  ],
  callback_query: [
    [
      'a pressed button',
      {
        id: '99',
        from: lan,
        chat_instance: '1',
        message: { ...said, from: self, text: 'a' },
        data: 's:12:3',
      },
      { kind: 'press', messageId: '10', action: { do: 'show-source', replyId: 12, n: 3 } },
    ],
    [
      'a button under a message that can no longer be seen',
      {
        id: '99',
        from: lan,
        chat_instance: '1',
        message: { chat: home, message_id: 3, date: 0 },
        data: 'r:1:up',
      },
      { kind: 'press', action: { do: 'rate', replyId: 1, verdict: 'up' } },
    ],
    [
      'an unknown button',
      { id: '99', from: lan, chat_instance: '1', message: said, data: 'game' },
      { kind: 'press', action: undefined },
    ],
    [
      'a button under an inline message',
      { id: '99', from: lan, chat_instance: '1', inline_message_id: 'x', data: 's:1:1' },
      { kind: 'ignored' },
    ],
  ],
  my_chat_member: [
    ['a block', membership(home, 'member', 'kicked'), { kind: 'reachability', isReachable: false }],
    [
      'an unblock',
      membership(home, 'kicked', 'member'),
      { kind: 'reachability', isReachable: true },
    ],
    ['removed', membership(group, 'member', 'left'), { kind: 'reachability', isReachable: false }],
    [
      'added',
      membership(group, 'left', 'administrator'),
      { kind: 'reachability', isReachable: true },
    ],
    ['in a channel', membership(channelChat, 'left', 'administrator'), { kind: 'ignored' }],
  ],
  // Answered at once, beside the inbox: see telegram-inline.test.ts.
  inline_query: [ignored({ id: '1', from: lan, query: 'ai chủ trì', offset: '' })],
  // Not asked for by allowed_updates; a webhook set by hand may bring them all the same.
  channel_post: [ignored({ ...at, chat: channelChat, text: '/hoi a' })],
  edited_channel_post: [ignored({ ...at, chat: channelChat, edit_date: date, text: '/hoi a' })],
  business_connection: [ignored({ id: 'b', user: lan, user_chat_id: 501, date, is_enabled: true })],
  business_message: [ignored({ ...said, business_connection_id: 'b', text: 'a' })],
  edited_business_message: [ignored({ ...said, business_connection_id: 'b', text: 'a' })],
  deleted_business_messages: [
    ignored({ business_connection_id: 'b', chat: home, message_ids: [1] }),
  ],
  guest_message: [ignored({ ...said, text: 'a' })],
  stopped_message_generation: [ignored({ chat: home, draft_id: 5 })],
  message_reaction: [
    ignored({
      ...{ chat: group, message_id: 10, user: lan, date, old_reaction: [] },
      new_reaction: [{ type: 'emoji', emoji: '👍' }],
    }),
  ],
  message_reaction_count: [ignored({ chat: group, message_id: 10, date, reactions: [] })],
  chosen_inline_result: [ignored({ result_id: 'answer', from: lan, query: 'ai' })],
  shipping_query: [ignored({ id: '1', from: lan, invoice_payload: 'x', shipping_address: {} })],
  pre_checkout_query: [ignored({ id: '1', from: lan, currency: 'XTR', total_amount: 1 })],
  purchased_paid_media: [ignored({ from: lan, paid_media_payload: 'x' })],
  poll: [ignored({ id: '1', question: 'a', options: [], total_voter_count: 0 })],
  poll_answer: [ignored({ poll_id: '1', user: lan, option_ids: [0] })],
  chat_member: [ignored(membership(group, 'left', 'member'))],
  chat_join_request: [ignored({ chat: group, from: lan, user_chat_id: 501, date })],
  chat_boost: [ignored({ chat: supergroup, boost: { boost_id: 'x', add_date: date } })],
  removed_chat_boost: [ignored({ chat: supergroup, boost_id: 'x', remove_date: date })],
  managed_bot: [ignored({ user: lan, bot: self })],
  subscription: [ignored({ user: lan, state: 'active' })],
};

function ignored(payload: unknown): [string, unknown, Record<string, unknown>] {
  return ['not for the conversation', payload, { kind: 'ignored' }];
}

describe.each(Object.entries(TELEGRAM))('Telegram’s %s', (kind, samples) => {
  test.each(samples)('%s', (_, payload, reads) => {
    const update = { update_id: 1, [kind]: payload };
    expect(readUpdate(update, { bot: self, isKnownCommand })).toMatchObject(reads);
    expect(laneOf(update as never)).toMatch(/^(-?\d+|update 1)$/);
  });
});

test('whatever is put in the place of an update, the reader does not throw', () => {
  const odd = [undefined, null, 0, '', 'a', [], [[]], {}, { message: 1 }, Number.NaN];
  const nested = odd.flatMap((each) => [
    { update_id: each, message: each, callback_query: each },
    { update_id: 1, message: { ...said, text: each, entities: [each] } },
    { update_id: 1, my_chat_member: { chat: each, new_chat_member: each } },
  ]);
  for (const payload of [...odd, ...nested]) {
    expect(() => readUpdate(payload, { bot: self, isKnownCommand })).not.toThrow();
  }
});
