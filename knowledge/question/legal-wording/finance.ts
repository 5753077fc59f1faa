/** Loans of the support funds, accounts, rating, information. Format: see ../legal-wording.ts. */
export const FINANCE = `
# Vay vốn của Quỹ hợp tác xã
vay của quỹ | vay quỹ | vay bên quỹ | quỹ của liên minh | quỹ liên minh => quỹ hợp tác xã | quỹ hỗ trợ phát triển hợp tác xã
vay tiền | vay mượn | mượn tiền | đi vay => vay vốn | cho vay
ngân hàng | nhà băng => tổ chức tín dụng
ai được vay | cho ai vay | những ai vay => đối tượng cho vay
muốn vay | vay phải có | điều kiện vay | được vay không => điều kiện cho vay
vay tối đa bao nhiêu | vay nhiều nhất bao nhiêu | vay được bao nhiêu | mức vay => giới hạn cho vay | tổng mức dư nợ | mức vốn cho vay
vay bao lâu | vay mấy năm | vay mấy tháng | vay trong mấy => thời hạn cho vay
lãi phạt | phạt lãi => lãi suất quá hạn
trả chậm | trả trễ | trả muộn | chậm trả | trễ hẹn | quá hẹn => quá hạn | lãi suất quá hạn
trễ hạn => quá hạn | đúng hạn
khất nợ | xin khất | hoãn nợ | giãn nợ | dãn nợ | hoãn trả | xin hoãn trả | xin trả chậm | chưa trả được nợ => cơ cấu lại thời hạn trả nợ | gia hạn nợ
vốn tự có | vốn của mình | tiền của mình | vốn riêng | vốn đối ứng => vốn chủ sở hữu
đòi không được | đòi hoài | đòi mãi | đòi không ra | hết cách đòi | không đòi được | nợ khó đòi | mất nợ | nợ chết | quỵt nợ | xù nợ | bùng nợ => nợ phải thu khó đòi | không có khả năng thu hồi | không thu hồi được nợ
xóa nợ | bỏ nợ | gạch nợ => xuất toán
phòng khi mất nợ | phòng rủi ro | đề phòng rủi ro | để phòng mất => trích lập dự phòng | dự phòng rủi ro
nhờ cho vay hộ | cho vay hộ | cho vay giùm => ủy thác cho vay | ủy thác
thu nhiều hơn chi | dư tiền cuối năm | làm ăn có lãi => thặng dư
lỗ cộng dồn | lỗ chồng lỗ | lỗ nhiều năm | lỗ kéo dài => lỗ lũy kế
rót vốn | bơm vốn => cấp vốn điều lệ | vốn điều lệ
nhóm nợ | xếp nhóm nợ => phân loại nợ
báo cáo nửa năm | báo cáo sáu tháng => báo cáo định kỳ 6 tháng
thu không đủ chi | chi nhiều hơn thu | thu ít hơn chi | hụt tiền => thâm hụt
lương sếp | lương lãnh đạo | lương giám đốc quỹ => tiền lương, thù lao | người quản lý
# Sổ sách, tài sản, công nợ
kiểm lại tài sản | đếm lại tài sản | kiểm kho | đếm kho | kiểm đồ => kiểm kê tài sản | kiểm kê
mất đồ | mất mát | hao hụt | hư hao | thất thoát | hụt kho => tổn thất tài sản | thiếu hụt
thừa ra | dư ra | dôi ra | đồ thừa => tài sản thừa
ứng tiền | ứng trước | lấy trước tiền => tạm ứng
hoàn ứng | trả tạm ứng | chưa hoàn ứng => thanh toán tạm ứng
bán chịu | bán thiếu | mua chịu | mua thiếu | khách nợ | khách thiếu | người ta nợ => nợ phải thu
nợ người ta | nợ người bán | hợp tác xã nợ => nợ phải trả
hóa đơn đỏ | giấy tờ mua bán | phiếu thu chi => hóa đơn, chứng từ
làm sổ sách | ghi sổ | sổ sách => sổ kế toán | báo cáo tài chính
công khai thu chi | công khai tiền nong | báo thu chi | công khai sổ sách => công khai tài chính
giao lại sổ | bàn giao sổ sách | đổi kế toán | thay kế toán | kế toán nghỉ => bàn giao công tác quản lý tài chính
cơm trưa | ăn trưa | ăn giữa ca => ăn ca
ăn nhậu | đãi khách | mời khách => tiếp khách
tính vào chi phí | cho vào chi phí | hạch vào chi phí => hạch toán vào chi phí
ghi vào đâu | ghi vào khoản nào | ghi sổ vào đâu => hạch toán vào | ghi nhận vào
hao mòn => khấu hao
định giá lại | tính lại giá => đánh giá lại tài sản
# Đánh giá, xếp loại
chấm điểm | cho điểm => đánh giá | xếp loại | tự chấm điểm
chấm loại | xếp hạng | phân hạng => xếp loại
rớt xuống | tụt hạng | tụt xuống | hạ loại => xếp loại
vừa lòng | ưng ý | vừa ý => mức độ hài lòng
bảng điểm | phiếu điểm => bảng tự chấm điểm
làm muối | ruộng muối => diêm nghiệp | khai thác muối
đi đánh cá | đi biển | nuôi tôm | nuôi cá => thủy sản
trồng rừng | trồng keo => lâm nghiệp
nuôi lợn | nuôi heo | nuôi gà | nuôi bò | nuôi vịt => chăn nuôi
trồng lúa | trồng rau | trồng cây => trồng trọt
nước máy | nước sinh hoạt => nước sạch
vừa trồng vừa nuôi | làm nhiều nghề => nông nghiệp tổng hợp | tổng hợp
# Hệ thống thông tin
mật khẩu | tên đăng nhập => tài khoản truy cập
khóa tài khoản | cắt tài khoản => khóa tài khoản truy cập | tài khoản truy cập
chuyển việc | chuyển công tác | chuyển chỗ làm => chuyển đổi vị trí công tác
nhập số liệu | điền số liệu | báo số liệu => cập nhật thông tin
kho dữ liệu => cơ sở dữ liệu
`;
