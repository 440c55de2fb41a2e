# The information note. Names of places stand where no case is needed: after a colon, in a list, or alone.
# `$claims` never appear here: each sentence is set with its claims.

## Head
note-title = 自治体間の提携：{ $a }と{ $b }
note-subtitle = 調書（{ $day }現在）
note-head-number = 番号
note-head-as-of = 基準日
note-head-known-at = 記録時点
note-head-author = 作成者
note-head-distribution = 配布先
note-head-access = 公開区分
note-head-ledger = 台帳
note-known-now = 登録簿の最新の記録
note-author = Kizuna（登録簿に基づく）
note-distribution-none = 制限なし
note-ledger = 記載{ $count }件、ルート{ $root }…

## Sections
note-summary = 概要
note-overview = 地図と年表
note-ties = 提携一覧
note-main-ties = 主な提携
note-relations = 提携の並行と格の相違
note-economy = 貿易・経済関係
note-aims = 目的・評価・見通し
note-doubts = 食い違いと不明事項
note-sources = 出典
note-pending-title = 合意・交渉段階（未締結）
note-agreements = 協定
note-fields = 交流分野
note-programmes = 交流事業
note-events = 行事
note-funding = 費用負担
note-offices = 事務所
note-sub-ties = この提携に属する団体間提携
note-honours = 栄誉
note-trade = 貿易
note-transport = 交通
note-statistics = 資料が挙げる数字
note-parallels = 並行する提携
note-mismatches = 格の異なる自治体間の提携
note-objectives = 目的（述べた者の見方）
note-assessments = 評価
note-outlook = 予測と提言
note-conflicts = 出典間の食い違い
note-gaps = 不明事項

## Key figures
note-figure = { $certain }（{ $possible }の可能性あり）
note-figure-possible = 可能性あり{ $count }
note-count-municipalities = 提携を有する{ $a }の市町村
note-count-prefectures = 提携を有する{ $a }の府県
note-count-level-not-known = 提携を有する{ $a }の自治体のうち種別が不明のもの
note-count-ties = 存続中の自治体間提携
note-count-sub-ties = 港湾・労働組合等の提携
note-count-pending = 合意・交渉段階（未締結）
note-stated = { $holder }によれば{ $value }
note-side-drawn = { $side }の範囲：{ $members }。
note-method = { $day }現在で集計した。提携は、正式に締結された日から、終了を述べる出典があるまで存続するものとして数える。日付のない提携は、これに言及する文書の日付より前については「可能性あり」とする。
note-no-ties = 登録簿には、同日時点で存続する{ $a }と{ $b }との提携は記録されていない。ただし、提携がなかったことを示すものではない。
note-undated-list = これらの提携のうち{ $count }件は、それ自体にも、これを記す文書（{ $documents }）にも日付がないため、どの日についても確実とは数えられない。一覧に日付を与えること：マッピングの[source]に date = "2026" と書いて再び取り込むか、文書の日付をステートメント・ファイルで記録する。
note-unverified = 参照した出典では確認できないため、数に含めていないもの：{ $tie }。

## Tables
note-column-party-a = A側
note-column-party-b = B側
note-column-kind = 種類
note-column-date = 日付
note-column-basis = 日付の根拠
note-column-fields = 分野数
note-column-standing = 状態
note-column-stage = 段階
note-column-since = 開始
note-column-programme = 事業
note-column-period = 期間
note-column-extent = 頻度・人数・日数
note-column-event = 行事
note-column-persons = 規模と期間
note-column-sort = 形態と分野
note-column-payer = 負担者
note-column-amount = 金額
note-column-cost-type = 費目
note-column-of-what = 対象
note-column-taking-part = 参加者
note-column-subject = 事項
note-column-value = 述べた内容
note-column-holder = 述べた者
note-column-weighing = 採否
note-ties-caption = 存続中の自治体間提携（交流分野の多い順）
note-pending-caption = 同日時点で未締結の提携
note-events-caption = 個別の行事（日付順）
note-conflicts-caption = 食い違う記述（各事項の先頭が優先する記述）
note-undated = 日付未記録
note-in-force-certain = 存続中
note-in-force-possible = 存続の可能性あり
note-in-force-no = 存続せず
note-possibly = { $text }（可能性あり）
note-parts-separator = 、
note-cell-separator = ；
note-item = { $text }。
note-colon = ：
note-stop = 。
note-with-level = { $name }（{ $level }）
note-with-others = { $names }（ほか{ $others }）
note-milestone-undated = { $stage }、日付未記録

## A tie
note-means-effective = すべて均等に用いられる同数の分野と同じ多様さ
note-means-range = 日付や終期のない記録が許す最小から最大まで
note-state-active = 活動中
note-state-slowing = 低調
note-state-dormant = 休眠中
note-why-no-event = 活動を示す記録がない
note-why-not-read = 直近三年の活動を伝える文書がない
note-why-undated = 記録に日付がない
note-volume = { $source } → { $target }：年間{ $persons }。
note-volume-days = { $source } → { $target }：年間{ $persons }、{ $days }。
note-volume-without = 年間の人数が示されていない継続中の事業：{ $count }件。
note-pending-method = 以下は同日時点で締結に至っておらず、上記の数には含まない。
note-objective = { $side }の目的（{ $holder }の見方）：{ $text }。
note-objective-own = 目的（{ $holder }自身の言）：{ $text }。
note-about = { $about } ― { $said }
note-statistic = { $measure }：{ $value }（{ $when }、{ $holder }）。
note-statistic-undated = { $measure }：{ $value }（{ $holder }）。
note-assessment = { $type }（{ $holder }）：{ $text }。
note-aims-method = 以下は述べた者それぞれの見方であり、双方に関する事実を示すものではない。

## Parallel ties and levels
note-parallel-same = { $inner }は、{ $outer }と並行する（提携先が同じで、残る二者の一方が他方の区域内にある）。
note-parallel-shared = { $inner }は、{ $outer }と並行する（いずれも{ $parties }を結ぶ）。
note-parallel-nested = { $inner }は、{ $outer }と並行する（前者の各当事者が、後者のいずれかの当事者の区域内にある）。
note-mismatch-tier = { $tie }：{ $a }と{ $b }。
note-mismatch-rank = { $tie }：{ $a }と{ $b }（省と同格の市）。

## Conflicts and gaps
note-total-differs-municipalities = { $holder }は{ $stated }とするが、登録簿による集計は{ $counted }。
note-total-differs-prefectures = { $holder }は{ $stated }とするが、登録簿による集計は{ $counted }。
note-disputed = { $subject }：{ $property }
note-preferred-because = 優先：{ $reason }
note-preferred-by-default = 暫定的に先頭（より確実、より精密、又は裏付けがより多い）。判断は未了。
note-set-aside = 併記する。
note-open = 未判断。
note-gap-undated = 日付なし（{ $kind }）
note-gap-unsourced = 出典なし（{ $kind }）
note-gap-unverified = 参照した出典では確認できないもの（{ $kind }）
note-gap-one-sided = 一方の側のみが言及するもの（{ $kind }）
note-gap-missing = 「{ $property }」の記録なし（{ $kind }）
note-part-of-tie = { $tie }：{ $part }
note-counted = { $subject }（{ $count }件）
note-nothing-recorded = 記録なし。
note-nothing-found = 該当なし。
note-left-out = このほか{ $count }件はここでは省略した。JSON形式にはすべて含まれる。
note-and-more = ほか{ $count }件

## Evidence
note-statement-valid = { $said }（{ $when }）
note-recorded = { $recorder }、{ $day }（{ $method }）
note-judged-for = この記述を優先（判断者：{ $judge }）：{ $reason }
note-judged-against = 別の記述を優先（判断者：{ $judge }）：{ $reason }

## Words that a renderer sets
note-word-contents = 目次
note-word-evidence = 典拠
note-word-skip = 本文へ移動
note-word-description = 言葉による説明
note-word-cited-in = 引用箇所
note-word-passage = 該当箇所
note-word-not-held = この文書の本文は、保存されていないか、一般に公開されていない。出典内の位置を参照。
note-rendition = { $type ->
    [translation] 翻訳（出典そのものの文言ではありません）
    [transcription] 翻刻（出典そのものではありません）
   *[other] 摘要（出典そのものの文言ではありません）
}
note-word-holder = 述べた者
note-word-recorded = 記録
note-word-competing = 異なる記述
note-word-judgements = 判断
note-word-close = 閉じる
note-word-made-with = Kizunaで作成。各番号から根拠となる記述を参照できる。
