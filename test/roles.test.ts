/** Who is staff: owners by configuration, invitations, naming, revoking, and what each then sees. */
import { afterEach, describe, expect, test } from 'vitest';
import { parseConfig } from '../bot/config.ts';
import { ConfigError } from '../bot/config-values.ts';
import { unknownCommand } from '../bot/replies/commands.ts';
import * as words from '../bot/replies/roles.ts';
import { createMemoryBot, type MemoryBot } from './fakes/memory-bot.ts';

const HOUR_MS = 3_600_000;
const owners = [{ channel: 'memory', personId: 'chi-hoa' }];

let clock = Date.UTC(2026, 10, 25, 2);
let bot: MemoryBot | undefined;
afterEach(() => {
  bot?.stop();
  bot = undefined;
});

function start(): MemoryBot {
  bot = createMemoryBot({ owners, now: () => clock });
  return bot;
}

async function invitedBy(bot: MemoryBot, label = ''): Promise<string> {
  const said = await bot.hears('chi-hoa', `/moi ${label}`.trim());
  return /[A-Z0-9]{5}-[A-Z0-9]{5}/.exec(said)?.[0] ?? '';
}

/** People of a test live on Telegram as well: a code is for whoever types it there. */
const role = (bot: MemoryBot, personId: string) => bot.roles.of({ channel: 'memory', personId });

describe('owners', () => {
  test('stand in the configuration, on any platform', () => {
    expect(parseConfig({ HOPTAC_OWNERS: 'telegram:123, zalo-bot:a-b;zalo-oa:9' }).owners).toEqual([
      { channel: 'telegram', personId: '123' },
      { channel: 'zalo-bot', personId: 'a-b' },
      { channel: 'zalo-oa', personId: '9' },
    ]);
    expect(parseConfig({}).owners).toEqual([]);
    expect(() => parseConfig({ HOPTAC_OWNERS: 'telegram:1 web:2' })).toThrow(ConfigError);
  });

  test('cannot be revoked in chat', async () => {
    const bot = start();
    await bot.hears('chi-hoa', '/vaitro');
    expect(bot.channel.messages('chi-hoa').at(-1)?.labels ?? []).toEqual([]);
    expect(bot.channel.messages('chi-hoa').at(-1)?.text).toContain('memory:chi-hoa');
  });
});

describe('an invitation', () => {
  test('makes one person staff, once, and shows them the commands of staff', async () => {
    const bot = start();
    const code = await invitedBy(bot, 'Chị Lan – Văn phòng');
    expect(await bot.hears('lan', `/thamgia ${code.toLowerCase().replace('-', ' ')}`)).toBe(
      words.joined,
    );
    expect(role(bot, 'lan')).toBe('staff');
    expect(await bot.hears('minh', `/thamgia ${code}`)).toBe(words.codeNotValid);
    expect(role(bot, 'minh')).toBe('member');
    expect(await bot.hears('lan', `/thamgia ${code}`)).toBe(words.youAreStaff);
  });

  test('ends after its hours', async () => {
    const bot = start();
    const code = await invitedBy(bot);
    clock += 24 * HOUR_MS;
    expect(await bot.hears('lan', `/thamgia ${code}`)).toBe(words.codeNotValid);
  });

  test('stands nowhere in bot.db in plain', async () => {
    const bot = start();
    const code = await invitedBy(bot, 'Chị Lan');
    expect(code).not.toBe('');
    const plain = code.replace('-', '');
    const tables = bot.store.database
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .pluck()
      .all();
    expect(tables).toContain('invites');
    for (const table of tables) {
      const rows = JSON.stringify(bot.store.database.prepare(`SELECT * FROM ${table}`).all());
      expect(rows.includes(code) || rows.includes(plain), table).toBe(false);
    }
  });

  test('can be cancelled, and too many are refused', async () => {
    const bot = start();
    const codes = [];
    for (let n = 0; n < 20; n += 1) codes.push(await invitedBy(bot));
    expect(await bot.hears('chi-hoa', '/moi')).toBe(words.tooManyInvites);
    await bot.hears('chi-hoa', '/vaitro');
    await bot.chooses('chi-hoa', words.CANCEL_INVITES);
    expect(await bot.hears('lan', `/thamgia ${codes[3]}`)).toBe(words.codeNotValid);
  });

  test('a wrong, missing or long input is answered with one sentence', async () => {
    const bot = start();
    expect(await bot.hears('lan', '/thamgia')).toBe(words.codeMissing);
    expect(await bot.hears('lan', '/thamgia ABC')).toBe(words.codeNotValid);
    expect(await bot.hears('chi-hoa', '/moi facebook:1')).toBe(words.notAPerson);
    expect(await bot.hears('chi-hoa', `/moi ${'x'.repeat(61)}`)).toBe(words.labelTooLong(60));
  });
});

describe('naming and revoking', () => {
  test('an owner names a person by platform and id, once', async () => {
    const bot = start();
    expect(await bot.hears('chi-hoa', '/moi telegram:42')).toBe(words.named('telegram:42'));
    expect(bot.roles.of({ channel: 'telegram', personId: '42' })).toBe('staff');
    expect(await bot.hears('chi-hoa', '/moi telegram:42')).toBe(words.alreadyStaff('telegram:42'));
  });

  test('a revoked person is a member again, at once and in the menu', async () => {
    const bot = start();
    await bot.hears('lan', `/thamgia ${await invitedBy(bot, 'Chị Lan')}`);
    await bot.hears('chi-hoa', '/vaitro');
    await bot.chooses('chi-hoa', 'Chị Lan');
    await bot.chooses('chi-hoa', words.BACK);
    await bot.chooses('chi-hoa', 'Chị Lan');
    expect(await bot.chooses('chi-hoa', words.REVOKE)).toBe(words.revoked('memory:lan'));
    expect(role(bot, 'lan')).toBe('member');
    expect(bot.channel.menu('lan')).not.toContain('vaitro');
  });

  test('many staff are shown page by page', async () => {
    const bot = start();
    for (let n = 1; n <= 11; n += 1) {
      clock += 1;
      bot.store.staff.add({ channel: 'telegram', personId: `${n}` }, `Cán bộ ${n}`, 'test');
    }
    await bot.hears('chi-hoa', '/vaitro');
    expect(bot.channel.messages('chi-hoa').at(-1)?.labels).not.toContain('Cán bộ 9');
    const page = await bot.chooses('chi-hoa', words.NEXT_PAGE);
    expect(page).toContain('Cán bộ 9');
    expect(page).not.toContain('Cán bộ 8');
  });
});

test('the help shows each their own commands, and a group only what everybody may', async () => {
  const bot = start();
  expect(await bot.hears('lan', '/trogiup')).not.toContain('/moi');
  expect(await bot.hears('chi-hoa', '/trogiup')).toContain('/moi – ');
  const inGroup = await bot.takes({
    kind: 'message',
    address: { chatId: 'group', kind: 'group' },
    personId: 'chi-hoa',
    messageId: '1',
    sentAt: clock,
    isEdit: false,
    text: '/trogiup',
    command: { name: 'trogiup', argument: '' },
  });
  expect(inGroup).not.toContain('/moi');
  expect(await bot.hears('lan', '/moi')).toBe(unknownCommand);
});
