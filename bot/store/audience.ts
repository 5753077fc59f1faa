/**
 * Who is to get a broadcast, as it is stored with it, and the SQL that finds them. Only active
 * subscribers of the given channels ever match.
 */
import { z } from 'zod';

export const audienceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('everyone') }),
  /** Reminders to those who asked for them. */
  z.object({ kind: z.literal('chosen'), subscriberIds: z.array(z.int().positive()) }),
  /** A correction goes to whom the broadcast reached or may have reached. */
  z.object({ kind: z.literal('received'), broadcastId: z.int().positive() }),
]);

export type Audience = z.infer<typeof audienceSchema>;

/** A condition on `subscribers AS s`, and its parameter @audience. */
export function conditionOf(audience: Audience): { sql: string; parameter: string | number } {
  switch (audience.kind) {
    case 'everyone':
      return { sql: '@audience = 0', parameter: 0 };
    case 'chosen':
      return {
        sql: 's.id IN (SELECT value FROM json_each(@audience))',
        parameter: JSON.stringify(audience.subscriberIds),
      };
    case 'received':
      return {
        sql: `EXISTS (SELECT 1 FROM deliveries got WHERE got.broadcast_id = @audience
                AND got.subscriber_id = s.id
                AND (got.state IN ('delivered', 'unknown') OR got.parts_sent > 0))`,
        parameter: audience.broadcastId,
      };
  }
}
