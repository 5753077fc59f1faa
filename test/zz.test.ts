import { test } from 'vitest';
import { extract } from './facts-article.ts';
test('x', () => { for (const t of [
'Đại hội đã bầu ông Trần Văn Đước giữ chức Chủ tịch Liên minh HTX tỉnh và bà Danh Thị Sen giữ chức Phó Chủ tịch Liên minh HTX tỉnh nhiệm kỳ 2030-2035.',
'Đại hội bầu ông Trần Văn Đước làm Chủ tịch, bà Danh Thị Sen làm Phó Chủ tịch Liên minh HTX tỉnh Kiên Giang.',
'Ông Trần Văn Đước được bầu làm Chủ tịch Liên minh HTX tỉnh Kiên Giang; bà Danh Thị Sen được bầu làm Phó Chủ tịch.',
'Hội nghị đã bầu bổ sung 02 Phó Chủ tịch Liên minh HTX tỉnh là các đồng chí Trần Văn Đước và Danh Thị Sen.',
'Kết quả, ông Trần Văn Đước và bà Danh Thị Sen trúng cử Phó Chủ tịch Liên minh HTX tỉnh.',
'Ông Trần Văn Đước tái đắc cử Chủ tịch, các ông Lý Văn Thời, Ngô Minh Hà được bầu làm Phó Chủ tịch Liên minh HTX tỉnh Kiên Giang.',
'Đại hội bầu đồng chí Trần Văn Đước, Phó Giám đốc Sở Nông nghiệp, giữ chức Chủ tịch Liên minh HTX tỉnh; bầu đồng chí Danh Thị Sen, Trưởng phòng Phong trào, giữ chức Phó Chủ tịch Liên minh HTX tỉnh.',
]) console.log(t.slice(0,60), JSON.stringify(extract('office', t, {province:'Kiên Giang'}).map(f=>[f.person,f.title,f.organisation,f.standing,f.term]),null,0)); 
const big='Năm 2023, Kiên Giang có 518 HTX và 2.272 tổ hợp tác với 12.500 thành viên. '.repeat(0)+Array.from({length:20000},(_, i)=>`Năm 2023, xã ${i} có ${i} HTX và ${i*3} tổ hợp tác.`).join(' ');
const s=performance.now(); console.log(big.length, extract('figure', big).length, performance.now()-s);
}, 100000);
