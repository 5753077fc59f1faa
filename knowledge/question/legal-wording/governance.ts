/** Meetings, votes, offices and papers of a cooperative. Format: see ../legal-wording.ts. */
export const GOVERNANCE = `
# Gọi họp
gọi họp | mời họp | kêu họp | gọi đi họp | kêu đi họp | báo họp | giấy mời | giấy mời họp => triệu tập | thông báo triệu tập
đòi họp | yêu cầu họp | bắt họp | xin họp | đề nghị họp | họp gấp | họp khẩn | họp đột xuất => triệu tập đại hội thành viên bất thường | họp bất thường | bất thường
không chịu họp | không tổ chức họp | không gọi họp | mãi không họp | chẳng họp | lâu không họp | không họp => không triệu tập | không tổ chức đại hội thành viên
họp hàng năm | họp hằng năm | họp cuối năm | họp tổng kết | họp thường kỳ | họp mỗi năm => đại hội thường niên | thường niên | đại hội thành viên
họp xã viên | họp toàn thể | họp dân | họp cả hợp tác xã => đại hội thành viên | đại hội toàn thể
họp | phải họp | đi họp | cuộc họp | buổi họp | dự họp | họp được | họp mấy lần | mới họp => đại hội thành viên | họp định kỳ
mấy tháng họp | bao lâu họp | mấy tháng một lần | bao lâu một lần => họp định kỳ | tháng một lần
mời trước | mời họp trước | báo họp trước => thông báo triệu tập | trước ngày
thêm nội dung họp | đưa thêm việc | thêm việc vào | đổi chương trình họp => kiến nghị | chương trình đại hội
# Họp và biểu quyết
vắng | không đi họp | không đến họp | không tới họp | nghỉ họp => vắng mặt | tham dự | không đủ
thiếu người | không đủ người | ít người đến | ít người tới | vắng quá | đủ người => không đủ số lượng | không đủ điều kiện | được tiến hành khi có
họp lại | họp lần hai | họp lần ba | dời họp | lùi họp | hoãn họp | hoãn lại => lần thứ hai | lần thứ ba | hoãn họp
họp online | họp qua mạng | họp trên mạng | họp zoom | họp qua zoom | họp zalo | họp qua điện thoại => họp trực tuyến | hình thức trực tuyến
cử người đi thay | cử người đi họp | cử đại diện | đại diện đi họp | đi họp thay | đông quá | đông người quá => đại hội đại biểu | bầu đại biểu
giao việc lại | giao quyền lại | giao lại cho người khác | người khác làm thay | làm thay => ủy quyền bằng văn bản | ủy quyền
họp đại diện | họp kiểu đại diện | kiểu cử người | họp theo kiểu cử => đại hội đại biểu
đi thay | họp thay | đi họp hộ | họp giùm | họp dùm | bỏ phiếu hộ | bỏ phiếu thay | bỏ phiếu giùm | nhờ người khác => ủy quyền
bỏ phiếu | giơ tay | lấy phiếu | bầu bán => biểu quyết
mấy phiếu | mỗi người một phiếu | nhiều phiếu hơn | thêm phiếu | tiếng nói lớn hơn | có tiếng nói hơn => phiếu biểu quyết có giá trị ngang nhau | không phụ thuộc vào phần vốn góp | phiếu biểu quyết
quá bán | quá nửa | bao nhiêu phần trăm đồng ý | bao nhiêu người đồng ý | bao nhiêu phiếu thuận | phiếu thuận => phiếu biểu quyết tán thành | tán thành
hòa phiếu | huề phiếu | bằng phiếu | phiếu bằng nhau | phiếu ngang => số phiếu ngang nhau
bỏ phiếu chống | phiếu chống | chống lại | không tán thành => phản đối | bảo lưu ý kiến
ghi lại cuộc họp | ghi chép cuộc họp | quay phim | quay video | thu âm => biên bản họp | ghi âm, ghi hình
không chịu ký | không ký | né ký => từ chối ký
duyệt | duyet | ưng thuận | gật đầu => quyết định | phê duyệt | chấp thuận | thông qua
chốt | chot => thông qua | quyết định
# Người quản lý
ban quản trị | ban chủ nhiệm | ban lãnh đạo | ban quản lý hợp tác xã | mấy ông lãnh đạo => hội đồng quản trị | người quản lý
chủ nhiệm | ông chủ nhiệm => chủ tịch hội đồng quản trị | giám đốc
ban kiểm tra | ban giám sát | người kiểm soát | người giám sát => ban kiểm soát | kiểm soát viên
bộ máy | bộ máy quản lý => tổ chức quản trị | cơ cấu tổ chức
bộ máy gọn | bộ máy đơn giản | gọn nhẹ | không cần hội đồng quản trị => tổ chức quản trị rút gọn | rút gọn
mấy năm một | mấy năm bầu | mấy năm bầu lại | làm mấy năm | làm được mấy năm | bao lâu bầu lại | làm mấy khóa | mấy khóa | bao nhiêu khóa | khóa mấy năm => nhiệm kỳ
làm mãi | làm hoài | làm suốt | làm tiếp khóa | bầu lại mãi => nhiệm kỳ không hạn chế | bầu lại
kiêm luôn | ôm luôn | ôm hai chức | hai chức | giữ hai chức | vừa làm chủ tịch | vừa làm giám đốc | vừa làm kế toán => đồng thời | kiêm giám đốc
thuê giám đốc | mướn giám đốc | giám đốc thuê | thuê người ngoài | mướn người ngoài => thuê giám đốc | giám đốc được thuê | hợp đồng lao động
vợ chồng | hai vợ chồng => quan hệ gia đình | người có liên quan
anh em | anh em ruột | người nhà | người thân | người trong nhà | họ hàng | bà con ruột | ruột thịt | cha con | bố con | mẹ con | con rể | con dâu | em vợ | anh vợ | em chồng | anh chồng | em rể | anh rể | chị dâu | con cháu => quan hệ gia đình
đi tù | ở tù | ngồi tù | bị bắt | bị giam | công an bắt | có án | dính án | vào tù | bị khởi tố => chấp hành hình phạt tù | tạm giam | truy cứu trách nhiệm hình sự
đi cai | nghiện ngập | nghiện ma túy | dính ma túy => cai nghiện bắt buộc
bỏ trốn | trốn mất | chạy trốn | trốn nợ => trốn khỏi nơi cư trú
cho thôi chức | hạ bệ | truất | mất chức | bãi chức | thay giám đốc | đuổi giám đốc | thay chủ tịch | cho nghỉ giám đốc | thay ban quản trị => bãi nhiệm | miễn nhiệm | cách chức
xin từ chức | xin thôi chức | xin nghỉ chức | đơn xin nghỉ => đơn từ chức | miễn nhiệm
cho nghỉ việc | đuổi việc | sa thải => chấm dứt hợp đồng lao động
đứng tên | đứng mũi chịu sào | ký thay hợp tác xã | ký giấy tờ | thay mặt hợp tác xã => người đại diện theo pháp luật
ai quyết | ai duyệt | ai có quyền | ai được quyền | quyền của ai | ai cho phép => thẩm quyền | quyết định
tự ý | tự tiện | qua mặt => vượt quá thẩm quyền | thẩm quyền
trả công | tiền công | lương bổng | lương lậu | lương hướng | trả lương ban quản trị => thù lao | tiền lương
thưởng phạt | tiền thưởng | thưởng cho | phạt thành viên => khen thưởng | kỷ luật
quyết sai | quyết bậy | quyết ẩu | làm bậy | làm ẩu | làm sai | quyết định sai => trái với quy định | gây thiệt hại | chịu trách nhiệm
ăn bớt | ăn chặn | tư túi | tư lợi | lạm quyền | cậy quyền | ỷ quyền | vun vén cho mình => lợi dụng chức vụ, quyền hạn
# Điều lệ, giấy tờ, tranh chấp
nội quy | quy ước => điều lệ | quy chế
sửa điều lệ | đổi điều lệ | thay điều lệ => sửa đổi, bổ sung điều lệ
giữ giấy tờ | cất giấy tờ | giữ lại giấy tờ | cất sổ sách | giữ sổ sách | giữ bao nhiêu năm => lưu trữ | lưu giữ
dán ở | dán lên | dán bảng | dán thông báo | dán giấy | treo bảng | treo | đưa lên bảng tin | công bố cho bà con => niêm yết | niêm yết công khai
sổ xã viên | sổ ghi thành viên | sổ ghi tên => sổ đăng ký thành viên
cãi nhau | cãi cọ | gây gổ | xích mích | lục đục | mâu thuẫn | kiện nhau | tranh giành => tranh chấp | giải quyết tranh chấp
phân xử | ai xử | nhờ xử | dàn xếp => giải quyết tranh chấp | hòa giải | trọng tài
ra tòa | lên tòa | tòa xử => tòa án
ghi những gì | ghi cái gì | có những mục gì => nội dung chủ yếu | bao gồm
mua giùm bán giùm | mua chung | bán chung | gom hàng bán | gom mua => mua chung, bán chung
`;
