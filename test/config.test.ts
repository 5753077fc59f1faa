import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { environmentSchema, parseConfig } from '../bot/config.ts';
import { ConfigError } from '../bot/config-values.ts';
import { configSentence } from '../bot/replies/program.ts';

function failure(env: Record<string, string>): ConfigError {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('The configuration was accepted.');
}

test('an empty environment gives a bot on the loopback page, offline and without Telegram', () => {
  const config = parseConfig({});
  expect(config).toMatchObject({ dataDir: './data', host: '127.0.0.1', port: 8080 });
  expect(config.telegram).toBeUndefined();
  expect(config.llm).toBeUndefined();
  expect(config.embed).toBeUndefined();
});

test('an empty value is the same as an unset one for every variable', () => {
  const blank = Object.fromEntries(Object.keys(environmentSchema.shape).map((name) => [name, ' ']));
  expect(parseConfig(blank)).toEqual(parseConfig({}));
});

test.each([
  ['PORT', '80a'],
  ['PORT', '70000'],
  ['PORT', '-1'],
  ['HOPTAC_LOG_LEVEL', 'loud'],
  ['HOPTAC_LLM_BASE_URL', 'ftp://models.example'],
  ['HOPTAC_LLM_TIMEOUT_MS', '1e9'],
  ['HOPTAC_NAME', 'x'.repeat(201)],
  ['HOPTAC_QUESTION_MAX_AGE_MINUTES', '99999'],
  ['TELEGRAM_BOT_TOKEN', 'not-a-token-at-all'],
  ['TELEGRAM_API_ROOT', 'localhost'],
  ['TELEGRAM_WEBHOOK_SECRET', 'has a space'],
])(
  'a wrong %s stops with one sentence that names the variable and not its value',
  (name, value) => {
    const error = failure({ [name]: value });
    const sentence = configSentence(error);
    expect(error.variable).toBe(name);
    expect(sentence).toMatch(new RegExp(`^Biến môi trường ${name} .+\\.$`));
    expect(sentence.split('\n')).toHaveLength(1);
    expect(`${sentence}${error.message}`).not.toContain(value);
  },
);

test('a model without an endpoint, and a webhook without a token, are named as half set', () => {
  expect(failure({ HOPTAC_LLM_MODEL: 'm' }).variable).toBe('HOPTAC_LLM_MODEL');
  expect(failure({ HOPTAC_EMBED_BASE_URL: 'http://127.0.0.1:1/v1' }).problem).toEqual({
    wants: 'together-with',
    other: 'HOPTAC_EMBED_MODEL',
  });
  expect(failure({ TELEGRAM_WEBHOOK_URL: 'https://bot.example/hook' }).problem).toEqual({
    wants: 'together-with',
    other: 'TELEGRAM_BOT_TOKEN',
  });
});

test('addresses lose their trailing slash, which grammY and OpenAI clients refuse', () => {
  const config = parseConfig({
    TELEGRAM_BOT_TOKEN: '123456:abcdef',
    TELEGRAM_API_ROOT: 'http://127.0.0.1:9000/',
    HOPTAC_LLM_BASE_URL: 'http://127.0.0.1:9001/v1/',
    HOPTAC_LLM_MODEL: 'm',
  });
  expect(config.telegram?.apiRoot).toBe('http://127.0.0.1:9000');
  expect(config.llm?.baseUrl).toBe('http://127.0.0.1:9001/v1');
});

test('.env.example lists every variable once, blank, and nothing else', () => {
  const lines = readFileSync('.env.example', 'utf8').split('\n');
  const assignments = lines.filter((line) => line !== '' && !line.startsWith('#'));
  expect(assignments.sort()).toEqual(
    Object.keys(environmentSchema.shape)
      .map((name) => `${name}=`)
      .sort(),
  );
});
