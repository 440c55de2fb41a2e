# The page that describes the API.

web-api-title = 面向程序的API
web-api-lead = 本站显示的内容，程序都可以查询：可指定两个时间，每个数字都附有其依据的陈述；登记册公开的部分无需账户。
web-api-openapi = OpenAPI 3.1格式的说明
web-api-operations = 可查询的内容
web-api-parameters = 参数
web-api-body = 请求正文
web-api-answers = 响应
web-api-problems = 错误
web-api-problems-lead = 凡是不成功的响应都是问题详情（RFC 9457）：引用出错之处，并说明正确的写法。
web-api-shapes = 数据结构
web-api-name = 名称
web-api-type = 类型
web-api-about = 说明
web-api-required = 必填
