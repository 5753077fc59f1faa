/** Founding, registration, names, places and papers; how offices behave. Format: see ../legal-wording.ts. */
export const REGISTRATION = `
# Thành lập
mở hợp tác xã | lập hợp tác xã | dựng hợp tác xã | gầy dựng hợp tác xã | gây dựng hợp tác xã | mở một hợp tác xã | lập một hợp tác xã => thành lập | sáng lập
đứng ra lập | đứng ra mở | người đứng ra | khởi xướng | rủ nhau lập | rủ nhau mở => sáng lập viên | thành lập
họp thành lập | họp lập | họp ra mắt | buổi họp đầu tiên => hội nghị thành lập
kế hoạch làm ăn | phương án làm ăn => phương án sản xuất, kinh doanh
# Nộp hồ sơ
làm giấy tờ | làm thủ tục | chạy giấy tờ | lo giấy tờ | chạy thủ tục => hồ sơ đăng ký | thủ tục đăng ký
nộp ở đâu | nộp đâu | nộp chỗ nào | nộp cho ai | nộp nơi nào | gửi về đâu | gửi đi đâu | đăng ký ở đâu | đăng ký chỗ nào => cơ quan đăng ký kinh doanh | nơi đặt trụ sở
ở huyện | lên huyện | trên huyện | ra huyện | ủy ban huyện => cấp huyện | ủy ban nhân dân cấp huyện
phòng nào => phòng tài chính kế hoạch | cơ quan đăng ký kinh doanh
ra xã | lên xã | trên xã | ngoài xã | báo xã | báo với xã | báo cho xã | ủy ban xã | cán bộ xã => ủy ban nhân dân cấp xã | cấp xã
lên tỉnh | trên tỉnh | ở tỉnh | ủy ban tỉnh => ủy ban nhân dân cấp tỉnh | cấp tỉnh
qua bưu điện | gửi bưu điện | gởi bưu điện | ra bưu điện => dịch vụ bưu chính
nộp qua mạng | nộp online | nộp trên mạng | làm qua mạng | làm online | đăng ký qua mạng | đăng ký online | làm trên máy => môi trường điện tử | hệ thống thông tin điện tử
chữ ký điện tử | usb token => chữ ký số
file | bản chụp | chụp lại | chụp ảnh | chụp hình => văn bản điện tử | scan
nhờ người làm giấy | nhờ người nộp | nộp giùm | nộp dùm | nộp thay | đi nộp thay | làm hộ | làm giùm | thuê dịch vụ | thuê luật sư => ủy quyền | văn bản ủy quyền
mấy bộ | bao nhiêu bộ | mấy bản => bộ hồ sơ
đòi thêm giấy | bắt nộp thêm | vòi giấy tờ | đòi thêm giấy tờ | yêu cầu thêm giấy => nộp thêm hồ sơ | giấy tờ khác
giấy tờ tiếng anh | bằng tiếng anh | tiếng tây => tiếng nước ngoài | bản dịch tiếng việt
căn cước | chứng minh thư | giấy chứng minh | cccd | cmnd => số định danh cá nhân | căn cước công dân | giấy tờ pháp lý
giấy phép | giấy đăng ký | giấy phép kinh doanh | giấy phép hoạt động => giấy chứng nhận đăng ký | giấy chứng nhận
bao lâu có giấy | mấy ngày có giấy | bao giờ có giấy | bao lâu thì có | mấy ngày được cấp | bao lâu được cấp | mấy hôm có => kể từ ngày nhận hồ sơ | ngày làm việc | cấp giấy chứng nhận
giấy hẹn => giấy biên nhận
tờ khai | giấy xin đăng ký | đơn xin lập | đơn đăng ký => giấy đề nghị đăng ký
bản photo | phô tô | bản phô tô | bản sao y => bản sao
mẫu đơn | mẫu giấy | lấy mẫu ở đâu => biểu mẫu
hồ sơ sai | hồ sơ thiếu | thiếu giấy tờ | thiếu hồ sơ | trả hồ sơ | bị trả lại => chưa hợp lệ | sửa đổi, bổ sung
không cấp | không cho đăng ký | không chịu cấp | không cho mở | bị bác => từ chối cấp | từ chối
rút hồ sơ | không làm hồ sơ nữa | thôi không đăng ký => dừng thực hiện thủ tục
mất tiền | tốn tiền | tốn bao nhiêu | hết bao nhiêu tiền | đóng bao nhiêu tiền | phải đóng tiền => lệ phí | thu phí
hệ thống lỗi | hệ thống hỏng | mạng lỗi | mạng hỏng | sập mạng | nghẽn mạng | web lỗi | máy lỗi => sự cố kỹ thuật | quy trình dự phòng
mã số thuế | mã thuế => mã số | đăng ký thuế
nghề gì | làm nghề | buôn bán gì | mặt hàng nào | mặt hàng gì => ngành, nghề kinh doanh
thêm nghề | thêm ngành | đổi nghề | đổi ngành | làm thêm nghề => thay đổi ngành, nghề
nghề cấm | nghề bị cấm | hàng cấm | buôn đồ cấm => cấm đầu tư kinh doanh
# Tên, dấu, trụ sở, địa điểm
trùng tên | giống tên | tên giống | na ná | gần giống | nhái tên | lấy tên của người ta => tên trùng | gây nhầm lẫn
tên tiếng anh | tên nước ngoài | tên tây => tên bằng tiếng nước ngoài
chữ to | chữ nhỏ | chữ bé | cỡ chữ | to nhỏ ra sao | to nhỏ thế nào | chữ phải to | in to => khổ chữ
gọi tắt | tên tắt => tên viết tắt
bảng hiệu | biển hiệu | bảng tên | biển tên | treo biển => viết hoặc gắn | gắn tại trụ sở
thương hiệu người khác | thương hiệu của người | nhái nhãn | ăn cắp thương hiệu => xâm phạm quyền sở hữu công nghiệp | nhãn hiệu
logo => biểu tượng
tên tục | tục tĩu | tên bậy | thô tục => thuần phong mỹ tục
đóng mộc | con mộc | khắc mộc | con dấu => đóng dấu | khắc dấu | loại dấu
đổi tên | thay tên => thay đổi tên | đăng ký thay đổi
đổi trụ sở | dời trụ sở | dời văn phòng | chuyển văn phòng | chuyển trụ sở => thay đổi địa chỉ trụ sở chính | trụ sở chính
đổi địa chỉ | dời chỗ | dời đi | chuyển chỗ | dọn sang | dọn đi => thay đổi địa chỉ | trụ sở chính
nhà làm việc | chỗ làm việc | văn phòng làm việc | văn phòng hợp tác xã => trụ sở chính | trụ sở
đổi giám đốc | đổi người đứng tên | thay người đứng tên | đổi chủ tịch => thay đổi người đại diện theo pháp luật
cửa hàng | điểm bán | điểm bán hàng | quầy | quầy hàng | gian hàng | cửa hiệu | ki ốt | chỗ bán | tiệm => địa điểm kinh doanh
mở thêm cơ sở | cơ sở hai | cơ sở 2 | mở thêm chỗ | mở nhánh => chi nhánh | văn phòng đại diện | địa điểm kinh doanh
đóng cửa hàng | đóng cửa chi nhánh | đóng cửa văn phòng | đóng cửa điểm | đóng cửa địa điểm | dẹp cửa hàng | dẹp chi nhánh | bỏ chi nhánh => chấm dứt hoạt động chi nhánh, văn phòng đại diện, địa điểm kinh doanh | chấm dứt hoạt động
# Gian dối, sửa sai, thu hồi
khai gian | khai láo | khai man | khai khống | khai sai | khai bậy | nói dối | giấy tờ giả | giấy giả | giả giấy tờ | giả chữ ký => giả mạo | không trung thực
khai không đúng | khai không thật | khai sai sự thật | khai không đúng sự thật => không trung thực, không chính xác | giả mạo
không phục | không chịu quyết định | không bằng lòng | không đồng tình => không đồng ý với quyết định | khởi kiện
in sai | ghi sai | ghi nhầm | in nhầm | viết sai | sai trên giấy => hiệu đính | chưa chính xác
bỏ trụ sở | bỏ địa chỉ | không tìm thấy hợp tác xã | đóng cửa im ỉm => không hoạt động tại địa chỉ đã đăng ký
tình trạng gì | trạng thái => tình trạng pháp lý
tra ở đâu | xem ở đâu | coi ở đâu | tìm ở đâu => tra cứu | công khai thông tin | cung cấp thông tin
đưa lên mạng | đăng lên mạng | đưa lên web => công bố | đăng tải
rút giấy | rút phép | rút giấy phép | bị rút | tước giấy | tước phép | bị tước | thu giấy | lấy lại giấy phép => thu hồi giấy chứng nhận | thu hồi
lấy lại giấy | xin lại giấy | phục hồi giấy | phục hồi lại => khôi phục giấy chứng nhận | khôi phục
cấm làm | cấm gì | cấm những gì => nghiêm cấm | bị cấm
ngâm hồ sơ | ngâm giấy tờ | om hồ sơ | hành dân | hành hạ | hành tới hành lui | làm khó | gây khó dễ | làm khó dễ | hạch sách | hoạnh họe | nhũng nhiễu | vòi vĩnh | vòi tiền | bắt chờ | bắt đi lại => chậm trễ, phiền hà | sách nhiễu | cản trở
xen vào | chõ mũi | chen vào | nhúng tay => không can thiệp | quyền tự chủ
tịch thu | trưng thu | nhà nước lấy | xã lấy => trưng mua | trưng dụng
chi bộ | công đoàn | đoàn thanh niên | hội phụ nữ => tổ chức chính trị
làm chui | hoạt động chui | làm không phép | không có giấy phép | chưa có giấy | không giấy tờ => không có giấy chứng nhận đăng ký
# Hợp tác xã cũ
hợp tác xã cũ | lập từ trước | có từ trước | lập trước đây | mở từ trước => thành lập trước ngày | không phải đăng ký lại | tiếp tục hoạt động
luật cũ => luật hợp tác xã số 23 2012
đổi giấy | đổi giấy mới | đổi sang giấy mới => cấp đổi
`;
