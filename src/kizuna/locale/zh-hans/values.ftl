# Quantities in words, and names of states that are no more. `$figure` is the number or range as set,
# `$count` the number that rules the plural (the greater one of a range).

quantity-range = { $min }至{ $max }
quantity-about = 约{ $quantity }
quantity-over = { $quantity }以上
quantity-up-to = 至多{ $quantity }
quantity-share = { $figure }%
quantity-ratio = { $figure }倍
quantity-money = { $figure }{ $currency }

# The number whose plural form the unit takes after over and up to: in Russian the genitive.
quantity-count-after-bound = { $count ->
    *[other] 5
}

unit-days = { $figure }天
unit-weeks = { $figure }周
unit-months = { $figure }个月
unit-half-years = { $count ->
     [1] 半年
    *[other] { $figure }个半年
}
unit-years = { $figure }年
unit-persons = { $figure }人
unit-person-days = { $figure }人日
unit-delegations = { $figure }个代表团
unit-groups = { $figure }个团组
unit-visits = { $figure }次访问
unit-events = { $figure }项活动
unit-times = { $figure }次
unit-flights = { $figure }个航班
unit-sailings = { $figure }航次
unit-ships = { $figure }艘船
unit-cities = { $figure }个城市
unit-prefectures = { $figure }个都道府县
unit-provinces = { $figure }个省
unit-regions = { $figure }个地区
unit-countries = { $figure }个国家
unit-governments = { $figure }个地方政府
unit-ties = { $figure }项结好关系
unit-agreements = { $figure }项协议
unit-fields = { $figure }个领域
unit-programmes = { $figure }个交流项目
unit-projects = { $figure }个项目
unit-exchanges = { $figure }次交流
unit-organisations = { $figure }个组织
unit-companies = { $figure }家公司
unit-schools = { $figure }所学校
unit-universities = { $figure }所大学
unit-hospitals = { $figure }家医院
unit-offices = { $figure }个办事处
unit-works = { $figure }件作品
unit-items = { $figure }件
unit-copies = { $figure }份
unit-leaves = { $figure }页
unit-tonnes = { $figure }吨
unit-square-kilometres = { $figure }平方公里

# States that ISO 3166-1 no longer lists, by their codes of that time (ISO 3166-3).
country-su = 苏联
country-cs = 捷克斯洛伐克
country-dd = 德意志民主共和国
country-yu = 南斯拉夫
country-an = 荷属安的列斯

# A language with its script or region, where the two have no name together.
language-part = { $name }（{ $part }）
