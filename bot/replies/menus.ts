/** The words around a screen's options, where a channel has no buttons for them or takes no files. */
import { ASK_COMMAND } from './commands.ts';

/** A menu as text: the options numbered, and how to choose one. */
export function numberedMenu(text: string, options: readonly string[], isGroup: boolean): string {
  if (options.length === 0) return text;
  const lines = options.map((label, index) => `${index + 1}. ${label}`);
  return `${text}\n\n${[...lines, howToChoose(options.length, isGroup)].join('\n')}`;
}

function howToChoose(options: number, isGroup: boolean): string {
  const command = isGroup ? `/${ASK_COMMAND} ` : '';
  if (options === 1) return `Trả lời ${command}1 để chọn.`;
  return options <= 3
    ? `Trả lời ${['1', '2', '3'].slice(0, options).join(', ')} để chọn.`.replace('1', `${command}1`)
    : `Trả lời ${command}số từ 1 đến ${options} để chọn.`;
}

export function noSuchOption(options: number): string {
  return options === 1
    ? 'Chỉ có một lựa chọn. Bạn trả lời 1 giúp nhé.'
    : `Bạn trả lời giúp một số từ 1 đến ${options} nhé.`;
}

export const menuTooOld = 'Nút này đã cũ. Bạn vui lòng gõ lại lệnh giúp nhé.';
export const menuOfAnother = 'Các nút này dành cho người khác. Bạn gõ lệnh để có nút của mình nhé.';

/** In place of a file, where a platform does not let the bot send one. */
export function fileNotHere(caption: string): string {
  const where =
    'Ở đây tôi chưa gửi được tệp. Bạn vui lòng mở bot trên Telegram và gõ lại lệnh để nhận tệp.';
  return caption === '' ? where : `${caption}\n\n${where}`;
}
