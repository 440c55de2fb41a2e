# 浏览器中的页面。

web-skip = 跳到正文
web-search = 搜索
web-search-hint = 地名、人名或词语
web-search-title = 搜索:{ $words }
web-search-nothing = 没有符合这些词的内容。请换一种写法,或减少词语。
web-main-menu = 主菜单
web-evidence = 依据
web-open-evidence = 打开依据
web-footer = Kizuna 记录地方政府之间的结好关系,每项事实均附依据。
web-as-of = 截至日期
web-known-at = 记录时点
web-now = 现在
web-ask = 显示
web-fault-title = 无法显示
web-fault-300 = 指的是哪一个?
web-fault-400 = 无法回答这个问题
web-fault-404 = 登记册中没有此项
web-fault-500 = 登记册未能作答
web-fault-503 = 登记册正忙
web-fault-home = 返回首页
web-home-title = 地方政府之间的结好关系
web-home-lead = 谁与谁、自何时、依据何种文件结好,以及出自何处。
