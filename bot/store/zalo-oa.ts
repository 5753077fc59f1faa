/**
 * What the Zalo Official Account needs to remember: its newest pair of tokens, who follows it, and
 * when a person last wrote. A token pair is on disk before the caller has it back.
 */
import type { Database } from '../../knowledge/corpus/database.ts';
import { durably } from './inbox.ts';

export interface TokenPair {
  accessToken: string;
  /** Works once. */
  refreshToken: string;
  /** Identifies the configured refresh token from which this pair descends. */
  seedHash: string;
  /** Milliseconds since 1970, of the access token. */
  expiresAt: number;
  refreshedAt: number;
}

export interface OaPerson {
  followedAt: number | null;
  unfollowedAt: number | null;
  lastInteractionAt: number | null;
}

export interface ZaloOaStore {
  tokens(appId: string): TokenPair | undefined;
  saveTokens(appId: string, pair: TokenPair): void;
  person(userId: string): OaPerson | undefined;
  /** Events can come late and out of order: the latest of each kind counts. */
  followed(userId: string, at: number): void;
  unfollowed(userId: string, at: number): void;
  interacted(userId: string, at: number): void;
}

/** The Zalo OA part of one bot.db. */
export function createZaloOaStore(database: Database): ZaloOaStore {
  const read = database.prepare<[string], TokenPair>(
    `SELECT access_token AS accessToken, refresh_token AS refreshToken, seed_hash AS seedHash,
       expires_at AS expiresAt, refreshed_at AS refreshedAt FROM zalo_oa_tokens WHERE app_id = ?`,
  );
  const save = database.prepare(
    `INSERT INTO zalo_oa_tokens
       (app_id, access_token, refresh_token, seed_hash, expires_at, refreshed_at)
     VALUES (@appId, @accessToken, @refreshToken, @seedHash, @expiresAt, @refreshedAt)
     ON CONFLICT (app_id) DO UPDATE SET access_token = excluded.access_token,
       refresh_token = excluded.refresh_token, seed_hash = excluded.seed_hash,
       expires_at = excluded.expires_at, refreshed_at = excluded.refreshed_at`,
  );
  const person = database.prepare<[string], OaPerson>(
    `SELECT followed_at AS followedAt, unfollowed_at AS unfollowedAt,
       last_interaction_at AS lastInteractionAt FROM zalo_oa_people WHERE user_id = ?`,
  );
  const latest = (column: 'followed_at' | 'unfollowed_at' | 'last_interaction_at') => {
    const note = database.prepare(
      `INSERT INTO zalo_oa_people (user_id, ${column}) VALUES (?, ?)
       ON CONFLICT (user_id) DO UPDATE SET
         ${column} = MAX(COALESCE(${column}, 0), excluded.${column})`,
    );
    return (userId: string, at: number) => void note.run(userId, at);
  };

  return {
    tokens: (appId) => read.get(appId),
    saveTokens: (appId, pair) => void durably(database, () => save.run({ appId, ...pair })),
    person: (userId) => person.get(userId),
    followed: latest('followed_at'),
    unfollowed: latest('unfollowed_at'),
    interacted: latest('last_interaction_at'),
  };
}
