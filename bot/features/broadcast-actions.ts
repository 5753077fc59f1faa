/** The options and awaited texts of /thongbao, and what each carries: ids and names, never authority. */
import { z } from 'zod';
import { actionKind, dialogueKind } from '../screens/screen.ts';
import { TOPICS as TOPIC_KEYS } from '../store/subscriptions.ts';

export const FIELDS = ['places', 'link', 'picture', 'appointment', 'time'] as const;
export type Field = (typeof FIELDS)[number];

const which = z.object({ id: z.int() });
const field = z.object({ id: z.int(), field: z.enum(FIELDS) });
/** A new draft, one that is rewritten, or a correction of a broadcast. */
const text = z.object({ id: z.int().optional(), correctionOf: z.int().optional() });
export type WhichText = z.infer<typeof text>;

export const OVERVIEW = actionKind('thongbao.overview', z.object({}));
export const COMPOSE = actionKind('thongbao.compose', z.object({}));
export const OPEN = actionKind('thongbao.open', which);
export const REWRITE = actionKind('thongbao.rewrite', which);
export const FIELD = actionKind('thongbao.field', field);
export const CLEAR = actionKind('thongbao.clear', field);
export const TOPICS = actionKind('thongbao.topics', which);
export const TOPIC = actionKind(
  'thongbao.topic',
  z.object({ id: z.int(), topic: z.enum(TOPIC_KEYS) }),
);
export const DISCARD = actionKind('thongbao.discard', which);
export const PREVIEW = actionKind('thongbao.preview', which);
export const TRIAL = actionKind('thongbao.trial', which);
export const CONFIRM = actionKind('thongbao.confirm', which);
export const SEND = actionKind('thongbao.send', which);
export const PAUSE = actionKind('thongbao.pause', which);
export const RESUME = actionKind('thongbao.resume', which);
export const STOP = actionKind('thongbao.stop', which);
export const AGAIN = actionKind('thongbao.again', which);
export const CORRECT = actionKind('thongbao.correct', which);
export const REPORT = actionKind('thongbao.report', which);

export const NEW_TEXT = dialogueKind('thongbao.text', text);
export const FIELD_TEXT = dialogueKind('thongbao.field-text', field);
