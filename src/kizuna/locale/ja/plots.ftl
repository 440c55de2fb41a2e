# Pictures. Names of places stand where no case is needed: after a colon, in a list, or alone.

## What every picture says
plots-certain = 確実
plots-possible = 可能性あり
plots-in-force = 存続
plots-possibly-in-force = 存続の可能性あり
plots-others = その他
plots-no-country = 国の記録なし
plots-other-countries = その他の国
plots-within = { $country }国内
plots-ties-on-day = { $day }現在の提携（件数）：{ $count }
plots-up-to = { $day }現在
plots-no-place = { $count }件は、当事者の位置が記録されていないため描いていない。
plots-no-area-or-country = { $count }件は、当事者の国または地域が記録されていないため描いていない。

## Ties by year
plots-years-title = 年別の提携数
plots-years-subtitle = { $day }までに締結された提携（{ $by }）：{ $count }件
plots-years-description = 各年に締結された提携（{ $by }）。棒の塗りつぶした高さは確実な数、上の斜線部分は可能性のある数。
plots-years-empty = 日付のある提携はない。
plots-years-axis = その年に締結された提携
plots-by-country = 提携先の国別
plots-by-pair = 国の組み合わせ別
plots-by-area = 地域別
plots-wide = { $count }件は、日付が{ $years }年を超えて食い違うため、どの年にも含めていない：{ $ties }。
plots-undated = { $count }件は、日付が記録されていないため、どの年にも含めていない。
plots-standing-title = 年別の提携数
plots-standing-description = 各年に締結された提携の数と、年末に存続する提携の数。可能性にとどまる部分は斜線で示す。
plots-standing-empty = 日付のある提携がない。
plots-standing-year = { $year }年：締結{ $formed }；年末現在{ $standing }
plots-standing-total = 年末現在の提携数

## Map
plots-map-title = 提携の地図
plots-map-description = { $count }件の提携を、当事者を結ぶ大圏で示す。可能性のある提携は破線。
plots-map-empty = 双方の位置が記録された提携はない。
plots-map-many = { $count }件の提携を、重なるほど濃くなる細線で示す。名称は提携の多い自治体・地域に限る。
plots-map-dot = 自治体

## Network
plots-network-title = 提携のネットワーク
plots-network-description = { $places }の当事者を{ $links }本の線で結ぶ。可能性のみの線は破線。形と色はコミュニティを表す。
plots-network-empty = 二者を結ぶ提携はない。
plots-network-core = 全{ $whole }のうち、互いに{ $k }以上の提携先を持つ{ $count }の当事者を示す。
plots-network-top = 全{ $whole }のうち、提携先の多い{ $count }の当事者を示す。
plots-network-method = コミュニティはライデン法（モジュラリティ）による：{ $count }。印が大きいほど提携先が多い。距離自体に意味はない。
plots-smaller-groups = 小さなコミュニティと二者のみの組
plots-group = { $name }を中心とする群（{ $count }）
plots-partners = { $name }：提携先{ $count }

## Matrix
plots-matrix-title = { $by ->
    [country] 地域別・国別の提携数
    [area] 双方の地域別の提携数
   *[pair] 国の組み合わせ別の提携数
}
plots-matrix-description = { $count }件の提携を、当事者の交わる欄で数える。空欄は、提携の記録がないことを示すにすぎない。
plots-matrix-empty = 双方が記録された提携はない。
plots-matrix-possible = 可能性のみの割合

## Timeline
plots-timeline-title = 年表：{ $tie }
plots-timeline-description = { $tie }：提携の存続、分野、事業、事務所、行事を{ $count }行で示す。不確実な部分は斜線。
plots-timeline-empty = この提携に日付のある記録はない。
plots-timeline-undated = { $count }項目は、日付が記録されていないため描いていない。
plots-lives-title = 提携の年表
plots-lives-description = 各提携をその開始から示す。不確かな部分は斜線で示す。
plots-lives-empty = 日付のある提携がない。
plots-event = 行事
plots-row-agreement = 協定
plots-row-exchange = 行事

## Volume
plots-volume-title = 方向別の交流量：{ $a }と{ $b }
plots-volume-description = 年間の人数が示された事業による年間の移動人数。斜線は考えられる最大値までを示す。
plots-volume-empty = 年間人数が示された事業はない。
plots-volume-unit = 年間の人数
plots-volume-least = 最小
plots-volume-most = 最大
plots-volume-without = { $count }事業は、年間人数が示されていないため描いていない。

## Fields
plots-fields-title = 提携の分野の比較
plots-fields-description = 提携に分野の記録がある所に点を置き、開始の年を添える。
plots-fields-empty = これらの提携に分野の記録はない。
plots-fields-sum = 分野の数
plots-fields-method = 点のない所は、その分野がないという証拠ではない。
plots-since = { $year }年から

## Survival
plots-survival-title = { web-survival-curve }
plots-survival-description = 区分ごとの下降する階段状の線。一つの区分だけのときは95%の限界を帯で示す。数値は表にある。
plots-survival-empty = 追跡できる提携がない。
