/**
 * Every Vietnamese sentence a person reads outside an answer: commands, buttons, limits, errors, and
 * what the terminal says. Short enough for a phone. Plain text: no markup, channels lay it out.
 */
import type { ConfigError, ConfigProblem } from '../config.ts';

/** One sentence that stops the start. It names the variable and what it wants, never its value. */
export function configSentence(error: ConfigError): string {
  return `Biến môi trường ${error.variable} ${wish(error.problem)}.`;
}

function wish(problem: ConfigProblem): string {
  switch (problem.wants) {
    case 'whole-number':
      return `phải là số nguyên từ ${problem.min} đến ${problem.max}`;
    case 'url':
      return 'phải là địa chỉ bắt đầu bằng http:// hoặc https://';
    case 'one-of':
      return `phải là một trong các giá trị: ${problem.choices.join(', ')}`;
    case 'bot-token':
      return 'phải là mã bot do @BotFather cấp (dạng số, dấu hai chấm, rồi chữ và số)';
    case 'webhook-secret':
      return 'phải có từ 1 đến 256 ký tự, chỉ gồm chữ không dấu, số, dấu _ và dấu -';
    case 'text-at-most':
      return `dài quá ${problem.max} ký tự`;
    case 'together-with':
      return `cần đặt cùng với ${problem.other}`;
  }
}
