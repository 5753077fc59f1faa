/**
 * Who is to get a broadcast, as it is stored with it, and the SQL that finds them. Only active
 * subscribers of the given channels ever match.
 */
import { z } from 'zod';
import { subscriptionCondition, TOPICS } from './subscriptions.ts';

export const audienceSchema = z.discriminatedUnion('kind', [
  /** Who wished to hear of one of the places, and of one of the topics; none given: of any. */
  z.object({
    kind: z.literal('target'),
    places: z.array(z.object({ province: z.string(), district: z.string().optional() })),
    topics: z.array(z.enum(TOPICS)),
  }),
  /** Reminders to those who asked for them. */
  z.object({ kind: z.literal('chosen'), subscriberIds: z.array(z.int().positive()) }),
  /** A correction goes to whom the broadcast reached or may have reached. */
  z.object({ kind: z.literal('received'), broadcastId: z.int().positive() }),
]);

export type Audience = z.infer<typeof audienceSchema>;

/** A condition on `subscribers AS s`, with its named parameters. */
export function conditionOf(audience: Audience): {
  sql: string;
  parameters: Record<string, string | number>;
} {
  switch (audience.kind) {
    case 'target':
      return subscriptionCondition(audience);
    case 'chosen':
      return {
        sql: 's.id IN (SELECT value FROM json_each(@ids))',
        parameters: { ids: JSON.stringify(audience.subscriberIds) },
      };
    case 'received':
      return {
        sql: `EXISTS (SELECT 1 FROM deliveries got WHERE got.broadcast_id = @receivedId
                AND got.subscriber_id = s.id
                AND (got.state IN ('delivered', 'unknown') OR got.parts_sent > 0))`,
        parameters: { receivedId: audience.broadcastId },
      };
  }
}
