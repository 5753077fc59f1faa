/**
 * The kinds of values a variable of the environment can hold, and what is wrong with one. Invariant:
 * a failure names what is wanted, never the value, because the value may be a secret.
 */
import { z } from 'zod';
import { personOf } from './person.ts';

/** What is wrong with a variable; bot/replies says it in Vietnamese. */
export type ConfigProblem =
  | { wants: 'whole-number'; min: number; max: number }
  | { wants: 'url' }
  | { wants: 'one-of'; choices: readonly string[] }
  | { wants: 'bot-token' }
  | { wants: 'webhook-secret' }
  | { wants: 'zalo-bot-token' }
  | { wants: 'url-path' }
  | { wants: 'secret-of-length'; min: number; max: number }
  | { wants: 'another-path-than'; other: string }
  | { wants: 'text-at-most'; max: number }
  | { wants: 'time-zone' }
  | { wants: 'people' }
  | { wants: 'together-with'; other: string };

/** A variable holds a value the program cannot start with. */
export class ConfigError extends Error {
  readonly code = 'CONFIG';
  constructor(
    readonly variable: string,
    readonly problem: ConfigProblem,
  ) {
    super(`The environment variable ${variable} wants: ${JSON.stringify(problem)}.`);
  }
}

/** A variable that means nothing without another. */
export function halfSet(variable: string, other: string): ConfigError {
  return new ConfigError(variable, { wants: 'together-with', other });
}

const YES_OR_NO = ['yes', 'no'] as const;
const TEXT_MAX = 200;

/** An empty variable is an absent one, so that a line of .env can be left blank. */
export const blankIsUnset = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' ? undefined : value;

export function problem(wanted: ConfigProblem): string {
  return JSON.stringify(wanted);
}

export function wholeNumber(min: number, max: number, fallback: number) {
  const error = problem({ wants: 'whole-number', min, max });
  return z.preprocess(
    blankIsUnset,
    z
      .string()
      .regex(/^\s*\d+\s*$/, { error })
      .transform(Number)
      .refine((value) => value >= min && value <= max, { error })
      .default(fallback),
  );
}

export const text = z.preprocess(
  blankIsUnset,
  z
    .string()
    .trim()
    .max(TEXT_MAX, { error: problem({ wants: 'text-at-most', max: TEXT_MAX }) })
    .optional(),
);
export const secret = z.preprocess(blankIsUnset, z.string().trim().optional());
export const path = z.preprocess(blankIsUnset, z.string().trim().optional());

const checkedUrl = z
  .url({ protocol: /^https?$/, error: problem({ wants: 'url' }) })
  .transform((value) => value.replace(/\/+$/, ''));
export const httpUrl = z.preprocess(blankIsUnset, z.string().trim().pipe(checkedUrl).optional());

/** "telegram:123, zalo-oa:456"; none when unset. */
export const people = z.preprocess(
  blankIsUnset,
  z
    .string()
    .transform((value, context) => {
      const names = value.split(/[\s,;]+/).filter((name) => name !== '');
      const found = names.flatMap((name) => personOf(name) ?? []);
      if (found.length === names.length) return found;
      context.addIssue({ code: 'custom', message: problem({ wants: 'people' }) });
      return z.NEVER;
    })
    .optional(),
);

export const yesOrNo = z.preprocess(
  blankIsUnset,
  z.enum(YES_OR_NO, { error: problem({ wants: 'one-of', choices: YES_OR_NO }) }).default('no'),
);
