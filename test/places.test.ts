import { describe, expect, it } from 'vitest';
import { province, provinces } from '../knowledge/places/gazetteer.ts';
import {
  findPlaces,
  provinceCandidates,
  provinceOf,
  provinceOfHost,
  successorOf,
} from '../knowledge/places/places.ts';

const named = (text: string, search = {}) =>
  findPlaces(text, search).map((place) =>
    place.district ? `${place.district}/${place.province}` : place.province,
  );

describe('the gazetteer', () => {
  it('knows 63 provinces that became 34', () => {
    expect(provinces).toHaveLength(63);
    expect(new Set(provinces.map((one) => one.successor)).size).toBe(34);
    expect(successorOf('Kiên Giang')).toBe('An Giang');
    expect(successorOf('hai duong')).toBe('Hải Phòng');
  });
  it('finds a province by its name however it is typed', () => {
    expect(province('hoà bình')?.name).toBe('Hòa Bình');
    expect(province('LANG SON')?.kind).toBe('tỉnh');
  });
});

describe('finding places', () => {
  it('reports offsets that point at the name', () => {
    const text = 'Liên minh HTX TP. Hải Phòng họp tại huyện Vĩnh Bảo.';
    const slices = findPlaces(text).map((place) => text.slice(place.start, place.end));
    expect(slices).toEqual(['Hải Phòng', 'Vĩnh Bảo']);
  });
  it('carries "huyện" over a list of names', () => {
    expect(named('các quận, huyện An Dương – An Lão – Kiến An của thành phố')).toEqual([
      'An Dương/Hải Phòng',
      'An Lão/Hải Phòng',
      'Kiến An/Hải Phòng',
    ]);
  });
  it('leaves out a district that several provinces have, unless a province settles it', () => {
    expect(named('tập huấn tại huyện Châu Thành')).toEqual([]);
    expect(named('tập huấn tại huyện Châu Thành', { province: 'Kiên Giang' })).toEqual([
      'Châu Thành/Kiên Giang',
    ]);
    expect(named('tại huyện Châu Thành, tỉnh Tây Ninh và tỉnh Long An')[0]).toBe(
      'Châu Thành/Tây Ninh',
    );
  });
  it('tells a quận from a district of the same name', () => {
    expect(named('quận Hoàng Mai')).toEqual(['Hoàng Mai/Hà Nội']);
    expect(named('thị xã Hoàng Mai')).toEqual(['Hoàng Mai/Nghệ An']);
  });
  it('does not take people, the ocean or peace for places', () => {
    expect(named('ông Nguyễn Hà Nam học tư tưởng Hồ Chí Minh')).toEqual([]);
    expect(named('khu vực châu Á – Thái Bình Dương vì hòa bình')).toEqual([]);
    expect(named('HTX Bình Minh, bà Lê Thanh Xuân')).toEqual([]);
  });
  it('knows spellings and abbreviations of names', () => {
    expect(named('TP.HCM, TP Hồ Chí Minh, Đăk Nông, Bà Rịa – Vũng Tàu, tỉnh Hoà Bình')).toEqual([
      'Hồ Chí Minh',
      'Hồ Chí Minh',
      'Đắk Nông',
      'Bà Rịa - Vũng Tàu',
      'Hòa Bình',
    ]);
  });
  it('knows by-names', () => {
    expect(named('các HTX xứ Lạng và đất Cảng')).toEqual(['Lạng Sơn', 'Hải Phòng']);
  });
  it('reads questions typed without diacritics', () => {
    expect(provinceOf('lien minh htx hai phong ket nap ai')).toBe('Hải Phòng');
    expect(named('lmhtx huyen an duong', {})).toEqual(['An Dương/Hải Phòng']);
    expect(named('cum an duong an lao', { bareDistricts: true })).toEqual([
      'An Dương/Hải Phòng',
      'An Lão/Hải Phòng',
    ]);
  });
  it('gives one province or none', () => {
    expect(provinceOf('HTX ở Hà Nội và Hải Phòng')).toBeUndefined();
    expect(provinceOf('không nói nơi nào')).toBeUndefined();
  });
  it('never throws and keeps offsets in order on odd text', () => {
    for (const text of ['', '...', '🙂 Hải Phòng 🙂', 'quận 1, quận 3', 'TP', 'Thừa Thiên - Huế']) {
      let last = 0;
      for (const place of findPlaces(text)) {
        expect(place.start).toBeGreaterThanOrEqual(last);
        last = place.end;
      }
    }
    expect(named('quận 1, quận 3')).toEqual(['1/Hồ Chí Minh', '3/Hồ Chí Minh']);
  });
});

describe('hosts and initials', () => {
  it('reads the province out of a web address', () => {
    expect(provinceOfHost('https://baolangson.vn/kinh-te/1.html')).toBe('Lạng Sơn');
    expect(provinceOfHost('haiphong.gov.vn')).toBe('Hải Phòng');
    expect(provinceOfHost('lienminhhtx.camau.gov.vn')).toBe('Cà Mau');
    expect(provinceOfHost('lmhtxdaknong.vn')).toBe('Đắk Nông');
    expect(provinceOfHost('baoquangnam.vn')).toBe('Quảng Nam');
    expect(provinceOfHost('thuathienhue.gov.vn')).toBe('Huế');
    expect(provinceOfHost('vnbusiness.vn')).toBeUndefined();
  });
  it('offers every province that initials may mean', () => {
    expect(provinceCandidates('HP')).toEqual(['Hải Phòng']);
    expect(provinceCandidates('hn')).toEqual(['Hà Nội', 'Hà Nam']);
    expect(provinceCandidates('TP.HCM')).toEqual(['Hồ Chí Minh']);
    expect(provinceCandidates('x')).toEqual([]);
  });
});
