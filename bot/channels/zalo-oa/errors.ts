/**
 * What the bot does about every error code of the Official Account's API. One table, because the
 * codes are documented in one; a code that is not in it is given up and shown to staff.
 */

export type OaAction =
  /** The API is busy: send again after a pause. */
  | 'wait'
  /** The access token is not accepted: get another one and send again, once. */
  | 'refresh'
  /** Not allowed until the morning. */
  | 'wait-until-morning'
  /** This person or group cannot be written to, until they write again. */
  | 'unreachable'
  | 'give-up';

export interface OaMeaning {
  action: OaAction;
  /** Somebody has to do something about it. */
  tellStaff: boolean;
  means: string;
}

export const OA_ERRORS: Readonly<Record<number, OaMeaning>> = {
  [-32]: { action: 'wait', tellStaff: false, means: 'too many requests a minute' },
  [-201]: { action: 'give-up', tellStaff: true, means: 'a parameter is not accepted' },
  [-211]: {
    action: 'wait-until-morning',
    tellStaff: true,
    means: "the account's quota is used up",
  },
  [-213]: { action: 'unreachable', tellStaff: false, means: 'the person does not follow' },
  [-216]: { action: 'refresh', tellStaff: true, means: 'the access token is invalid' },
  [-218]: {
    action: 'wait-until-morning',
    tellStaff: false,
    means: "the person's quota is used up",
  },
  [-220]: { action: 'refresh', tellStaff: true, means: 'the access token has expired' },
  [-224]: { action: 'give-up', tellStaff: true, means: 'the account needs a higher package' },
  [-227]: { action: 'unreachable', tellStaff: false, means: 'inactive for more than 45 days' },
  [-230]: { action: 'unreachable', tellStaff: false, means: 'the last message is too long ago' },
  [-232]: { action: 'unreachable', tellStaff: false, means: 'the person has never written' },
  [-234]: { action: 'wait-until-morning', tellStaff: false, means: 'not at night' },
  [-237]: { action: 'give-up', tellStaff: true, means: 'the package for groups has expired' },
  [-248]: { action: 'give-up', tellStaff: true, means: 'against the policy of the platform' },
};

const UNKNOWN: OaMeaning = { action: 'give-up', tellStaff: true, means: 'not documented' };

export function meaningOf(code: number): OaMeaning {
  return OA_ERRORS[code] ?? UNKNOWN;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Viet Nam has one time zone and no summer time. */
const VIETNAM_OFFSET_MS = 7 * HOUR_MS;

/** Milliseconds until it is `morningHour` o'clock in Viet Nam, at least one. */
export function untilMorningMs(now: number, morningHour: number): number {
  const sinceMidnightMs = (now + VIETNAM_OFFSET_MS) % DAY_MS;
  const waitMs = morningHour * HOUR_MS - sinceMidnightMs;
  return waitMs > 0 ? waitMs : waitMs + DAY_MS;
}
