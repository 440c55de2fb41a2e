# Quantities in words, and names of states that are no more. `$figure` is the number or range as set,
# `$count` the number that rules the plural (the greater one of a range).

quantity-range = { $min }～{ $max }
quantity-about = 約{ $quantity }
quantity-over = { $quantity }以上
quantity-up-to = 最大{ $quantity }
quantity-share = { $figure }%
quantity-ratio = { $figure }倍
quantity-money = { $figure }{ $currency }

# The number whose plural form the unit takes after over and up to: in Russian the genitive.
quantity-count-after-bound = { $count ->
    *[other] 5
}

unit-days = { $figure }日間
unit-weeks = { $figure }週間
unit-months = { $figure }か月
unit-half-years = { $count ->
     [1] 半年
    *[other] { $figure }つの半年
}
unit-years = { $figure }年間
unit-persons = { $figure }人
unit-person-days = { $figure }人日
unit-delegations = { $figure }団
unit-groups = { $figure }グループ
unit-visits = { $figure }回の訪問
unit-events = { $figure }件の行事
unit-times = { $figure }回
unit-flights = { $figure }便
unit-sailings = { $figure }航海
unit-ships = { $figure }隻
unit-cities = { $figure }都市
unit-prefectures = { $figure }都道府県
unit-provinces = { $figure }省
unit-regions = { $figure }地域
unit-countries = { $figure }か国
unit-governments = { $figure }自治体
unit-ties = { $figure }件の提携
unit-agreements = { $figure }件の協定
unit-fields = { $figure }分野
unit-programmes = { $figure }件の事業
unit-projects = { $figure }件のプロジェクト
unit-exchanges = { $figure }件の交流
unit-organisations = { $figure }団体
unit-companies = { $figure }社
unit-schools = { $figure }校
unit-universities = { $figure }大学
unit-hospitals = { $figure }病院
unit-offices = { $figure }事務所
unit-works = { $figure }点の作品
unit-items = { $figure }点
unit-copies = { $figure }部
unit-leaves = { $figure }葉
unit-tonnes = { $figure }トン
unit-square-kilometres = { $figure }平方キロメートル

# States that ISO 3166-1 no longer lists, by their codes of that time (ISO 3166-3).
country-su = ソビエト連邦
country-cs = チェコスロバキア
country-dd = ドイツ民主共和国
country-yu = ユーゴスラビア
country-an = オランダ領アンティル

# A language with its script or region, where the two have no name together.
language-part = { $name }（{ $part }）
