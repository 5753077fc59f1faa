/** What the state gives and does; force of documents. Format: see ../legal-wording.ts. */
export const POLICIES = `
# Ai được hưởng
được hưởng | được nhà nước giúp | nhà nước giúp => thụ hưởng | được hỗ trợ
điều kiện được hỗ trợ | ai được hỗ trợ | muốn được hỗ trợ => tiêu chí thụ hưởng | thụ hưởng chính sách
vùng sâu | vùng xa | vùng khó | vùng cao | xã nghèo | miền núi => địa bàn kinh tế xã hội khó khăn | đặc biệt khó khăn
ưu tiên ai | ai được ưu tiên => ưu tiên lựa chọn
đỡ tiền | cho tiền | lo tiền | chịu tiền | bao tiền => hỗ trợ chi phí | hỗ trợ kinh phí | hỗ trợ
xài sai | tiêu sai | dùng sai | sai mục đích | xài bậy | dùng vào việc khác => không đúng mục đích | đúng mục đích
tiền ở đâu ra | lấy tiền ở đâu | tiền đâu ra | nguồn tiền => nguồn vốn | nguồn kinh phí
# Thuế, phí, đất
miễn thuế | giảm thuế | bớt thuế | khỏi đóng thuế | không phải đóng thuế | tha thuế => miễn giảm thuế | ưu đãi thuế
đóng thuế => nộp thuế | nghĩa vụ thuế
thuế môn bài | môn bài => lệ phí môn bài
thuế trước bạ | trước bạ => lệ phí trước bạ
thuê đất | mướn đất | tiền mướn đất => tiền thuê đất | cho thuê đất
thuê ruộng | mướn ruộng | thuê vườn | thuê đất của dân | mướn đất của dân | thuê lại đất => thuê, thuê lại đất | hỗ trợ tiền thuê đất
xin đất | cấp đất | chia đất cho => quỹ đất | giao đất
thuê ao | thuê hồ | thuê đầm | mặt hồ => đất có mặt nước
# Vốn vay, bảo hiểm
vay rẻ | lãi thấp | lãi nhẹ | lãi rẻ => lãi suất ưu đãi | vay vốn ưu đãi
bù lãi | đỡ tiền lãi | trả bớt lãi | trả lãi giùm => hỗ trợ lãi suất
đứng ra bảo đảm | bảo lãnh => bảo lãnh tín dụng
bảo hiểm mùa màng | bảo hiểm cây trồng | bảo hiểm vật nuôi | bảo hiểm lúa => bảo hiểm nông nghiệp | phí bảo hiểm
lương hưu | đóng bảo hiểm | bảo hiểm tự nguyện => bảo hiểm xã hội
mất mùa | bão lụt | lũ lụt | hạn hán | bão lũ | dịch bệnh => thiên tai | rủi ro | bất khả kháng
# Học hành, thị trường, công nghệ, hạ tầng
dạy nghề | học nghề | cho đi học | được đi học | đi học | mở lớp => đào tạo | bồi dưỡng
tiền ăn ở | tiền trọ | tiền tàu xe | tiền xe | tiền đi lại | tiền tài liệu => kinh phí ăn ở | chi phí đi lại | tài liệu học tập
người trẻ | kỹ sư trẻ | cử nhân | mới ra trường | có bằng đại học | người giỏi | người có trình độ => lao động trẻ | chất lượng cao
quảng cáo | chào hàng | giới thiệu hàng => xúc tiến thương mại | tiếp thị
đầu ra | tìm chỗ bán | tìm mối bán | bao tiêu | bán được hàng => tiêu thụ sản phẩm | tiếp cận thị trường
bán online | bán qua mạng | bán trên mạng | lên sàn => thương mại điện tử | sàn giao dịch
trang web | làm web | website => trang thông tin điện tử
nhãn mác | tem nhãn | đăng ký thương hiệu | làm thương hiệu | chỉ dẫn nguồn gốc => nhãn hiệu | xuất xứ hàng hóa
kỹ thuật mới | công nghệ mới | máy móc mới => chuyển giao công nghệ | đổi mới công nghệ | khoa học và công nghệ
xây kho | làm kho | nhà kho | nhà xưởng | xây xưởng | sân phơi | kênh mương | làm đường | đường nội đồng | mua máy | máy móc => kết cấu hạ tầng | trang thiết bị
công trình công cộng | nhà văn hóa | trạm bơm | giao công trình => chuyển giao | công trình kết cấu hạ tầng
cánh đồng lớn | cánh đồng mẫu | vùng trồng => vùng nguyên liệu
trồng sạch | làm hữu cơ | canh tác hữu cơ => nông nghiệp hữu cơ | sản xuất bền vững
hỏi miễn phí | chỉ dẫn miễn phí | hướng dẫn không mất tiền | tư vấn không mất tiền => tư vấn, hướng dẫn miễn phí | miễn phí
# Lao động, kiểm toán, cơ quan quản lý
người làm | người làm công | làm mướn | người làm mướn | nhân công | công nhân => người lao động
người làm thuê | làm thuê | thuê người làm | mướn người làm => người lao động | hợp đồng lao động
thuê kiểm toán | soát sổ | soát xét sổ sách | kiểm tra sổ sách => kiểm toán độc lập | báo cáo kiểm toán | kiểm toán
ai bảo vệ | ai bênh vực | bênh vực | đứng ra bảo vệ => tổ chức đại diện | bảo vệ quyền, lợi ích hợp pháp
bộ nào | cơ quan nào quản lý | ai quản lý chung => quản lý nhà nước | cơ quan đầu mối
đoàn kiểm tra | xuống kiểm tra | về kiểm tra => thanh tra, kiểm tra
# Hiệu lực của văn bản
thay cho => thay thế | hết hiệu lực | bãi bỏ
áp dụng từ | bao giờ áp dụng | khi nào áp dụng | áp dụng khi nào | bắt đầu áp dụng => có hiệu lực | hiệu lực thi hành
còn áp dụng | còn dùng được | còn giá trị | hết hạn chưa => hết hiệu lực | có hiệu lực
luật nào đá luật nào | hai luật khác nhau | luật khác nói khác => áp dụng theo quy định của luật đó | luật khác có quy định đặc thù
`;
