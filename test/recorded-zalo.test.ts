/**
 * Updates of both Zalo platforms of every kind, in the shapes they really send, replayed through the
 * readers: what each means to the conversation.
 */
import { expect, test } from 'vitest';
import {
  readUpdate as readZaloBot,
  receivedOf as receivedFromZaloBot,
  updateOf,
} from '../bot/channels/zalo-bot/update.ts';
import { eventOf, isOfInterest, readEvent, receivedOf } from '../bot/channels/zalo-oa/event.ts';
import { isKnownCommand } from './fakes/known-commands.ts';

const zaloMessage = {
  message_id: '2d758cb5e222177a4e35',
  date: 1_750_316_131_602,
  from: { id: '6ede9afa66b88fe6d6a9', display_name: 'Lan', is_bot: false },
  chat: { id: '6ede9afa66b88fe6d6a9', chat_type: 'PRIVATE' },
};
const inZaloGroup = { ...zaloMessage, chat: { id: 'g1', chat_type: 'GROUP' } };

test.each([
  ['message.text.received', { ...zaloMessage, text: 'Ai chủ trì?' }, 'message'],
  ['message.text.received', { ...zaloMessage, text: '1' }, 'choice'],
  ['message.text.received', { ...zaloMessage, text: '/trogiup' }, 'message'],
  ['message.text.received', { ...inZaloGroup, text: 'Chào cả nhà' }, 'ignored'],
  ['message.text.received', { ...inZaloGroup, text: '@Hoptac ai chủ trì?' }, 'message'],
  [
    'message.image.received',
    { ...zaloMessage, photo_url: 'https://example.org/a.jpg' },
    'wordless',
  ],
  ['message.image.received', { ...zaloMessage, photo: 'https://example.org/a.jpg' }, 'wordless'],
  ['message.image.received', { ...zaloMessage, photo: 'https://a.org', caption: 'Ai?' }, 'message'],
  ['message.sticker.received', { ...zaloMessage, sticker: 'bfe458bf64fa8da4d4eb' }, 'wordless'],
  [
    'message.voice.received',
    { ...zaloMessage, voice_url: 'https://example.org/a.aac' },
    'wordless',
  ],
  ['message.unsupported.received', zaloMessage, 'wordless'],
  ['message.unsupported.received', inZaloGroup, 'ignored'],
  ['message.reaction.received', zaloMessage, 'ignored'],
] as const)(
  'Zalo Bot’s %s, wrapped and bare, is the same: %j → %s',
  (event_name, message, kind) => {
    const context = { botName: 'Hoptac', isKnownCommand };
    const bare = { event_name, message };
    const bodies = [bare, { ok: true, result: bare }, { result: { ...bare, new_field: 1 } }];
    for (const body of bodies) {
      const update = updateOf(body);
      expect(update).toBeDefined();
      expect(readZaloBot(update, context).kind).toBe(kind);
      expect(update && receivedFromZaloBot(update)).toMatchObject({
        updateId: zaloMessage.message_id,
        lane: `zalo-bot ${message.chat.id}`,
      });
    }
  },
);

const OA_ID = '579745863508352884';
const oaPerson = '246845883529197922';
const fromPerson = {
  app_id: '360846524940903967',
  sender: { id: oaPerson },
  user_id_by_app: '552177279717587730',
  recipient: { id: OA_ID },
  timestamp: '1754549390000',
};
const message = { text: 'Ai chủ trì?', msg_id: '96d3cdf3af150460909' };
const picture = { type: 'image', payload: { url: 'https://example.org/a.jpg' } };
const wordless = { msg_id: message.msg_id, attachments: [picture] };
const followed = { ...fromPerson, sender: undefined, oa_id: OA_ID, follower: { id: oaPerson } };

test.each([
  ['user_send_text', { ...fromPerson, message }, 'message'],
  ['user_send_text', { ...fromPerson, message: { ...message, text: '+' } }, 'choice'],
  ['user_send_link', { ...fromPerson, message: { ...message, attachments: [] } }, 'message'],
  ['user_send_image', { ...fromPerson, message: wordless }, 'wordless'],
  ['user_send_gif', { ...fromPerson, message: wordless }, 'wordless'],
  ['user_send_sticker', { ...fromPerson, message: wordless }, 'wordless'],
  ['user_send_audio', { ...fromPerson, message: wordless }, 'wordless'],
  ['user_send_video', { ...fromPerson, message: wordless }, 'wordless'],
  ['user_send_file', { ...fromPerson, message: wordless }, 'wordless'],
  ['user_send_location', { ...fromPerson, message: wordless }, 'wordless'],
  ['user_send_business_card', { ...fromPerson, message: wordless }, 'wordless'],
  ['user_send_group_text', { ...fromPerson, recipient: { id: 'g7' }, message }, 'ignored'],
  [
    'user_send_group_text',
    { ...fromPerson, recipient: { id: 'g7' }, message: { ...message, text: '/hoi ai chủ trì?' } },
    'message',
  ],
  [
    'user_send_group_image',
    { ...fromPerson, recipient: { id: 'g7' }, message: wordless },
    'ignored',
  ],
  ['follow', { ...followed, source: 'oa_profile' }, 'reachability'],
  ['unfollow', { ...followed, source: 'zalo' }, 'reachability'],
] as const)('Zalo OA’s %s is of interest: %j → %s', (event_name, given, kind) => {
  const event = eventOf({ event_name, ...given });
  expect(event && isOfInterest(event)).toBe(true);
  expect(readEvent(event, { botName: 'Hoptac', isKnownCommand }).kind).toBe(kind);
  const chat = event_name.startsWith('user_send_group') ? 'g7' : oaPerson;
  expect(event && receivedOf(event)).toMatchObject({ lane: `zalo-oa ${chat}` });
});

test.each([
  'oa_send_text',
  'oa_send_template',
  'oa_send_group_text',
  'user_seen_message',
  'user_received_message',
  'user_reacted_message',
  'user_join_group',
  'user_out_group',
  'user_click_chatnow',
  'user_submit_info',
  'add_user_to_tag',
  'an_event_of_next_year',
])('Zalo OA’s %s is not even stored', (event_name) => {
  const event = eventOf({ event_name, ...fromPerson, message });
  expect(event && isOfInterest(event)).toBe(false);
  expect(readEvent(event, { botName: undefined, isKnownCommand }).kind).toBe('ignored');
});

test('two events of one person at one moment are told apart, and a repetition is recognised', () => {
  const id = (event_name: string, more: object) => {
    const event = eventOf({ event_name, ...fromPerson, ...more });
    return event && receivedOf(event).updateId;
  };
  expect(id('user_send_text', { message })).toBe(message.msg_id);
  expect(id('follow', followed)).toBe(id('follow', followed));
  expect(id('follow', followed)).not.toBe(id('unfollow', followed));
});

test('whatever is put in the place of an update, no reader throws', () => {
  const context = { botName: 'Hoptac', isKnownCommand };
  const odd = [undefined, null, 0, '', 'a', [], [[]], {}, { result: null }, Number.NaN];
  const nested = odd.flatMap((each) => [
    { event_name: each, message: each, timestamp: each },
    {
      ok: true,
      result: { event_name: 'message.text.received', message: { ...zaloMessage, text: each } },
    },
    { ...fromPerson, event_name: 'user_send_text', message: each },
  ]);
  for (const payload of [...odd, ...nested]) {
    expect(() => readZaloBot(updateOf(payload) ?? payload, context)).not.toThrow();
    expect(() => readEvent(payload, context)).not.toThrow();
  }
});
