# Pictures. Names of places stand where no case is needed: after a colon, in a list, or alone.

## What every picture says
plots-certain = 确定
plots-possible = 可能
plots-in-force = 存续
plots-possibly-in-force = 可能存续
plots-others = 其他
plots-no-country = 国家未记录
plots-other-countries = 其他国家
plots-within = { $country }国内
plots-ties-on-day = { $day }存续的结好关系：{ $count }
plots-up-to = 截至{ $day }
plots-no-place = 有{ $count }项结好关系未画出：一方的位置没有记录。
plots-no-area-or-country = 有{ $count }项结好关系未画出：一方的国家或地区没有记录。

## Ties by year
plots-years-title = 历年结好关系
plots-years-subtitle = 截至{ $day }建立的结好关系（{ $by }）：{ $count }
plots-years-description = 每年建立的结好关系（{ $by }）。柱的实心高度为确定数，上方斜线部分为可能数。
plots-years-empty = 没有注明日期的结好关系。
plots-years-axis = 当年建立的结好关系
plots-by-country = 按对方国家
plots-by-pair = 按国家组合
plots-by-area = 按地区
plots-wide = 有{ $count }项结好关系的日期相差超过{ $years }年，未计入任何年份：{ $ties }。
plots-undated = 有{ $count }项结好关系没有记录日期，未计入任何年份。
plots-standing-title = 历年结好关系
plots-standing-description = 各年新建立及年末存续的结好关系数；“可能”的部分以斜线表示。
plots-standing-empty = 没有结好关系载有日期。
plots-standing-year = { $year }年：建立{ $formed }；年末存续{ $standing }
plots-standing-total = 年末存续

## Map
plots-map-title = 结好关系地图
plots-map-description = { $count }项结好关系，以双方之间的大圆线表示；仅为可能者用虚线。
plots-map-empty = 没有双方位置均有记录的结好关系。
plots-map-many = { $count }项结好关系以细线表示，重叠处颜色加深；只标出结好最多的地名。
plots-map-dot = 地方政府

## Network
plots-network-title = 结好关系网络
plots-network-description = { $places }个当事方由{ $links }条线相连；仅为可能的线用虚线。形状和颜色表示社群。
plots-network-empty = 没有连接两方的结好关系。
plots-network-core = 图中为全部{ $whole }个当事方中彼此至少有{ $k }个伙伴的{ $count }个。
plots-network-top = 图中为全部{ $whole }个当事方中伙伴最多的{ $count }个。
plots-network-method = 社群按莱顿方法（模块度）划分：{ $count }个。标记越大，伙伴越多；距离本身没有含义。
plots-smaller-groups = 较小的社群和单独的一对
plots-group = 以{ $name }为中心（{ $count }）
plots-partners = { $name }：{ $count }个伙伴

## Matrix
plots-matrix-title = { $by ->
    [country] 按地区和国家的结好关系
    [area] 按双方地区的结好关系
   *[pair] 按国家组合的结好关系
}
plots-matrix-description = { $count }项结好关系，计入双方相交的格。空格只表示没有记录。
plots-matrix-empty = 没有双方均有记录的结好关系。
plots-matrix-possible = 仅为可能的部分

## Timeline
plots-timeline-title = 时间线：{ $tie }
plots-timeline-description = { $tie }：以{ $count }行表示其存续、领域、项目、机构和活动；不确定者用斜线。
plots-timeline-empty = 这一结好关系没有注明日期的记录。
plots-timeline-undated = 有{ $count }项没有记录日期，未画出。
plots-lives-title = 结好关系时间线
plots-lives-description = 各结好关系自建立时起绘出；不确定的部分以斜线表示。
plots-lives-empty = 没有结好关系载有日期。
plots-event = 活动
plots-row-agreement = 协议
plots-row-exchange = 活动

## Volume
plots-volume-title = 按方向的交流量：{ $a }与{ $b }
plots-volume-description = 载明年度人数的项目每年往来的人数；斜线部分至可能的最大值。
plots-volume-empty = 没有注明年度人数的项目。
plots-volume-unit = 每年人数
plots-volume-least = 至少
plots-volume-most = 至多
plots-volume-without = 有{ $count }个项目没有注明年度人数，未画出。

## Fields
plots-fields-title = 结好关系的领域对照
plots-fields-description = 有记录的领域以圆点表示，并注明开始年份。
plots-fields-empty = 这些结好关系没有领域的记录。
plots-fields-sum = 领域数
plots-fields-method = 没有圆点并不证明没有这一领域。
plots-since = { $year }年起

## Survival
plots-survival-title = { web-survival-curve }
plots-survival-description = 每组一条下降的阶梯线；只画一组时以阴影表示95%限。数值见表。
plots-survival-empty = 没有可以追踪的结好关系。
