# The information note. Names of places stand where no case is needed: after a colon, in a list, or alone.
# `$claims` never appear here: each sentence is set with its claims.

## Head
note-title = 地方政府间结好关系：{ $a }与{ $b }
note-subtitle = 情况说明（截至{ $day }）
note-head-number = 编号
note-head-as-of = 基准日期
note-head-known-at = 记录时点
note-head-author = 编写
note-head-distribution = 分发范围
note-head-access = 密级
note-head-ledger = 总账
note-known-now = 登记册最新记录
note-author = Kizuna（依据登记册）
note-distribution-none = 不限
note-ledger = { $count }个条目，根{ $root }…

## Sections
note-summary = 概要
note-overview = 地图与时间线
note-ties = 结好关系一览
note-main-ties = 主要结好关系
note-relations = 并行关系与层级不对等
note-economy = 贸易与经济关系
note-aims = 目标、评估与展望
note-doubts = 分歧与不详事项
note-sources = 来源
note-pending-title = 已商定或在洽谈、尚未建立
note-agreements = 协议
note-fields = 交流领域
note-programmes = 交流项目
note-events = 交流活动
note-funding = 经费来源
note-offices = 办事处
note-sub-ties = 本项结好关系下的团体间结好关系
note-honours = 荣誉
note-trade = 贸易
note-transport = 交通
note-statistics = 来源所列数字
note-parallels = 并行的结好关系
note-mismatches = 层级不对等的结好关系
note-objectives = 目标（据陈述方所述）
note-assessments = 评估
note-outlook = 预测与建议
note-conflicts = 各来源的分歧
note-gaps = 不详事项

## Key figures
note-figure = { $certain }（可能为{ $possible }）
note-figure-possible = 可能{ $count }
note-count-municipalities = { $a }有结好关系的市级地方政府
note-count-prefectures = { $a }有结好关系的府县级地方政府
note-count-level-not-known = { $a }有结好关系而层级不详的地方政府
note-count-ties = 存续中的地方政府间结好关系
note-count-sub-ties = 港口、工会等团体间结好关系
note-count-pending = 已商定或在洽谈、尚未建立
note-stated = { $holder }称有{ $value }
note-side-drawn = { $side }的范围：{ $members }。
note-method = 统计截至{ $day }：结好关系自正式建立之日起计入，至有来源载明其终止为止；日期不详的，在提及该关系的文件之日以前作“可能”计。
note-no-ties = 登记册中没有{ $a }与{ $b }在该日存续的结好关系，但这并不证明不存在此类关系。
note-undated-list = 其中{ $count }项结好关系本身没有日期，载有它们的文件（{ $documents }）也没有日期，因此在任何一天都不能算作确定。补救办法是为名单注明日期：在映射的[source]下写“date = "2026"”后重新导入，或在陈述文件中记录该文件的日期。
note-unverified = 因所查来源均未证实而未计入：{ $tie }。

## Tables
note-column-party-a = 甲方
note-column-party-b = 乙方
note-column-kind = 类型
note-column-date = 日期
note-column-basis = 日期依据
note-column-fields = 领域数
note-column-standing = 状态
note-column-stage = 阶段
note-column-since = 开始时间
note-column-programme = 项目
note-column-period = 期间
note-column-extent = 频次、人数、时长
note-column-event = 活动
note-column-persons = 规模与时长
note-column-sort = 形式与领域
note-column-payer = 出资方
note-column-amount = 金额
note-column-cost-type = 费用类别
note-column-of-what = 资助对象
note-column-taking-part = 参与方
note-column-subject = 事项
note-column-value = 陈述内容
note-column-holder = 陈述方
note-column-weighing = 取舍
note-ties-caption = 存续中的地方政府间结好关系（按交流领域由多到少）
note-pending-caption = 截至该日尚未建立的结好关系
note-events-caption = 单次活动（按日期排列）
note-conflicts-caption = 相互竞争的陈述（各事项首条为优先采用者）
note-undated = 日期未记录
note-in-force-certain = 存续中
note-in-force-possible = 可能存续
note-in-force-no = 未存续
note-possibly = { $text }（可能）
note-parts-separator = ，
note-cell-separator = ；
note-item = { $text }。
note-colon = ：
note-stop = 。
note-with-level = { $name }（{ $level }）
note-with-others = { $names }（另有{ $others }）
note-milestone-undated = { $stage }，日期未记录

## A tie
note-means-effective = 与同样数目、均等使用的领域一样多样
note-means-range = 无日期或无终期的记录所允许的最小值至最大值
note-state-active = 活跃
note-state-slowing = 趋缓
note-state-dormant = 沉寂
note-why-no-event = 没有表明交往的记录
note-why-not-read = 最近三年没有说明交往情况的文件
note-why-undated = 所记录的内容没有日期
note-volume = { $source } → { $target }：每年{ $persons }。
note-volume-days = { $source } → { $target }：每年{ $persons }，{ $days }。
note-volume-without = 未载明年度人数的持续项目：{ $count }项。
note-pending-method = 下列各项截至该日尚未建立，未计入上文数字。
note-objective = { $side }的目标（{ $holder }所述）：{ $text }。
note-objective-own = 目标（{ $holder }自述）：{ $text }。
note-about = { $about } —— { $said }
note-statistic = { $measure }：{ $value }（{ $when }，{ $holder }）。
note-statistic-undated = { $measure }：{ $value }（{ $holder }）。
note-assessment = { $type }（{ $holder }）：{ $text }。
note-aims-method = 以下为各陈述方的说法，并非关于双方的事实。

## Parallel ties and levels
note-parallel-same = { $inner }与{ $outer }并行：对方相同，其余两方中一方位于另一方境内。
note-parallel-shared = { $inner }与{ $outer }并行：二者均联结{ $parties }。
note-parallel-nested = { $inner }与{ $outer }并行：前者的每一方均位于后者某一方境内。
note-mismatch-tier = { $tie }：{ $a }与{ $b }。
note-mismatch-rank = { $tie }：{ $a }与{ $b }（省级城市）。

## Conflicts and gaps
note-total-differs-municipalities = { $holder }称有{ $stated }；登记册统计为{ $counted }。
note-total-differs-prefectures = { $holder }称有{ $stated }；登记册统计为{ $counted }。
note-disputed = { $subject }：{ $property }
note-preferred-because = 优先采用：{ $reason }
note-preferred-by-default = 暂列首位：更确定、更精确或佐证更充分；尚未裁定。
note-set-aside = 一并保留。
note-open = 未定。
note-gap-undated = 无日期（{ $kind }）
note-gap-unsourced = 无来源（{ $kind }）
note-gap-unverified = 所查来源均未证实（{ $kind }）
note-gap-one-sided = 仅一方提及（{ $kind }）
note-gap-missing = 未记录“{ $property }”（{ $kind }）
note-part-of-tie = { $tie }：{ $part }
note-counted = { $subject }（{ $count }项）
note-nothing-recorded = 无记录。
note-nothing-found = 无此类记录。
note-left-out = 另有{ $count }项在此从略；JSON格式的通报载有全部内容。
note-and-more = 另有{ $count }项

## Evidence
note-statement-valid = { $said }（{ $when }）
note-recorded = { $recorder }，{ $day }（{ $method }）
note-judged-for = 优先采用此陈述（裁定者：{ $judge }）：{ $reason }
note-judged-against = 优先采用另一陈述（裁定者：{ $judge }）：{ $reason }

## Words that a renderer sets
note-word-contents = 目录
note-word-evidence = 依据
note-word-skip = 跳到正文
note-word-description = 文字说明
note-word-cited-in = 引用于
note-word-passage = 原文段落
note-word-not-held = 该文件正文未收录，或不对所有人开放；请见来源中的位置。
note-rendition = { $type ->
    [translation] 译文，并非来源的原文
    [transcription] 转录，并非来源本身
   *[other] 摘要，并非来源的原文
}
note-word-holder = 陈述方
note-word-recorded = 记录者
note-word-competing = 与此不同的陈述
note-word-judgements = 裁定
note-word-close = 关闭
note-word-made-with = 由Kizuna制作；由各编号可查看所依据的陈述。
