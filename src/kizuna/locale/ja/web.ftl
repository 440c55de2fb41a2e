# ブラウザーの画面。

web-skip = 本文へ
web-search = 検索
web-search-hint = 地名・人名・語句
web-search-title = 検索:{ $words }
web-search-nothing = 該当するものがありません。別の表記か、より少ない語でお試しください。
web-main-menu = 主なメニュー
web-evidence = 典拠
web-open-evidence = 典拠を開く
web-footer = Kizunaは、自治体間の交流関係を、事実ごとの典拠とともに記録します。
web-as-of = 基準日
web-known-at = 記録時点
web-now = 現在
web-ask = 表示
web-fault-title = 表示できません
web-fault-300 = どれを指していますか
web-fault-400 = この質問には答えられません
web-fault-404 = 登録簿にありません
web-fault-500 = 登録簿が応答できませんでした
web-fault-503 = 登録簿は処理中です
web-fault-home = トップページへ
web-home-title = 自治体間の交流関係
web-home-lead = どこがどこと、いつから、何にもとづいて結ばれ、誰がそう述べているか。
