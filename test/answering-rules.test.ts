/** What a rule of law is about, measured on invented rules. */
import { describe, expect, test } from 'vitest';
import { agentFits } from '../knowledge/answering/acting-body.ts';
import { answerSpans } from '../knowledge/answering/answer-kinds.ts';
import type { Glance } from '../knowledge/answering/features.ts';
import { ruleFeatures } from '../knowledge/answering/rule-features.ts';
import { rangeFits } from '../knowledge/answering/stated-range.ts';
import { matchTokens } from '../knowledge/answering/term-match.ts';
import { readQuestion } from '../knowledge/question/question.ts';

const reading = (question: string) =>
  readQuestion(question, { documentFrequency: () => 1, passageCount: () => 9, near: () => [] });

function measured(asked: string, text: string, heading = '', leadIn = '') {
  const question = reading(asked);
  const main = question.intent.wanted[0]!;
  const glance = {
    statement: { text, leadIn },
    leadTokens: matchTokens(leadIn),
    context: { headingTokens: matchTokens(heading) },
  } as unknown as Glance;
  const spans = answerSpans(text, main, question.text, true);
  return ruleFeatures(question, { glance, tokens: matchTokens(text), spans, main });
}

describe('the first words of a rule', () => {
  test('are worth more where they speak of what is asked than where it comes last', () => {
    const asked = 'Nhiệm kỳ của kiểm soát viên là bao lâu?';
    const first = 'Nhiệm kỳ của kiểm soát viên do Điều lệ quy định nhưng tối đa là 04 năm.';
    const last =
      'Giám đốc có trách nhiệm chuẩn bị hồ sơ, địa điểm và kinh phí để đại hội bầu lại khi hết nhiệm kỳ kiểm soát viên.';
    expect(measured(asked, first).headHere).toBeGreaterThan(measured(asked, last).headHere);
    expect(measured(asked, first).headOther).toBeLessThan(measured(asked, last).headOther);
  });

  test('begin behind the case it is limited to', () => {
    const asked = 'Tổ trưởng triệu tập họp khi nào?';
    const rule = 'Trường hợp mưa bão kéo dài, tổ trưởng triệu tập họp.';
    expect(measured(asked, rule).headOther).toBe(0);
  });
});

describe('the matter of a rule', () => {
  test('is another one when its heading says so', () => {
    const asked = 'Nộp hồ sơ thành lập thì mấy ngày được cấp giấy?';
    const rule = 'Giấy được cấp trong thời hạn 04 ngày.';
    expect(measured(asked, rule, 'Đăng ký thay đổi').matterOther).toBe(1);
    expect(measured(asked, rule, 'Đăng ký thành lập').matterOther).toBe(0);
    expect(measured(asked, rule, 'Hồ sơ').matterOther).toBe(0);
  });
});

describe('the side of two opposites', () => {
  test('is the one named last before the answer', () => {
    const asked = 'Họp lần đầu cần bao nhiêu phần trăm thành viên?';
    const other =
      'Cuộc họp lần thứ nhất không đủ thì họp lần thứ hai, được tiến hành khi có ít nhất 31%.';
    expect(measured(asked, other).sideOther).toBe(1);
    expect(measured(asked, 'Cuộc họp lần thứ nhất cần ít nhất 61%.').sideOther).toBe(0);
    expect(measured('Họp cần bao nhiêu phần trăm thành viên?', other).sideOther).toBe(0);
  });
});

describe('who acts', () => {
  test('is a body that the question does not name, amid the words of the question', () => {
    const asked = reading('Ai quyết định đóng cửa hàng của hợp tác xã?');
    const around = (text: string) => agentFits(asked, matchTokens(text), text);
    const decided = around('Cửa hàng đóng theo quyết định của Giám đốc.');
    expect(decided).toBeGreaterThan(0.5);
    expect(around('Hợp tác xã phải đóng cửa hàng khi có dịch.')).toBe(0);
  });
});

describe('denials', () => {
  test('count only where a yes or no is wanted', () => {
    const rule = 'Văn phòng không được bán hàng.';
    expect(measured('Văn phòng có được bán hàng không?', rule).denies).toBe(1);
    expect(measured('Văn phòng làm những gì?', rule).denies).toBe(0);
  });
});

describe('a stated quantity', () => {
  test.each([
    ['16 tuổi có được vào không', 'từ đủ 15 tuổi trở lên đến dưới 18 tuổi', 1],
    ['16 tuổi có được vào không', 'công dân từ đủ 18 tuổi trở lên', -1],
    ['quỹ chênh lệch 15 tỷ thì hệ số mấy', 'từ 10 tỷ đồng đến dưới 20 tỷ đồng', 1],
    ['quỹ chênh lệch 15 tỷ thì hệ số mấy', 'mức chênh lệch dưới 10 tỷ đồng', -1],
    ['15 người có họp được không', 'từ đủ 18 tuổi trở lên', 0],
    ['bao nhiêu tuổi thì được vào', 'từ đủ 18 tuổi trở lên', 0],
    ['góp 1.200 triệu thì sao', 'trên 1.000 triệu', 1],
  ])('%s / %s: %i', (question, rule, fit) => {
    expect(rangeFits(question, rule)).toBe(fit);
  });
});
