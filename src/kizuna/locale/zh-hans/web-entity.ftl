# 登记册中一切事物、依据、文件与搜索的页面。

web-contents = 本页内容
web-all-facts = 已记录的内容
web-other-facts = 其他记录
web-entity-id = 在登记册中的地址：
web-unknown-then = 截至{ $known }，对此尚一无所知。
web-unknown-now = 查看现在已知的内容

web-fact-denied = { $count }条否认
web-fact-set-aside = 另一条陈述优先
web-fact-disputed = 有异说
web-fact-preferred = 优先理由：{ $reason }
web-possibly-begun = 届时可能已开始

web-things-more = 另有{ $count }项未在此列出。
web-things-later = 已略去{ $count }项在基准日期之后开始的内容。
web-things-all = 显示全部

web-ties-tie = 结好关系
web-ties-partner = 对方
web-ties-kind = 类型
web-ties-since = 日期
web-ties-state = 当日状态

web-show-title = 一项事物的全部记录
web-show-lead = 显示一项结好关系、地方、人物、协议、项目、文件或其他事物的全部记录：每项事实及其依据，以及与之相关的记录。
web-show-of = 任何文字的名称、标识符，或结好关系的当事方
web-thing-more = 更多内容
web-thing-take = 下载
web-thing-cite = 如何引用本页

web-tie-no-date = 没有已查阅的来源说明其已建立。
web-tie-parties = 当事方
web-tie-called-type = 各方的称呼
web-tie-called-name = 名称
web-tie-after-day = 在基准日期之后
web-tie-status = 状态沿革
web-tie-measures = 规模与程度
web-tie-measures-how = 依据截至当日的记录计算；区间表示最少至最多。
web-tie-said = 有关评说
web-tie-timeline = 时间线
web-tie-open-other = 打开该结好关系

web-place-title = 地方
web-place-lead = 一个地方或机构的概况、当日的结好关系、名称、所属及不详之处。
web-place-which = 地方或机构
web-place-sentence = { $state ->
    [partial] { $place }（{ $sort }）：没有来源划定这一地区的范围，因此未列出其结好关系。
    [none] { $place }（{ $sort }）在{ $day }没有存续的结好关系记录。
    [undated] { $place }（{ $sort }）在{ $day }有{ $ties }项存续的结好关系。
   *[dated] { $place }（{ $sort }）在{ $day }有{ $ties }项存续的结好关系，其中日期可考的最早一项始于{ $since }。
}
web-place-countries = 对方所在国家数
web-ties-country = 国家
web-place-ties = 存续的结好关系
web-place-no-ties = 没有记录当日存续的结好关系；这并不证明当时没有。
web-place-too-wide = 没有来源划定这一地区的范围，因此未在此列出其结好关系。
web-place-all-ties = 查看其结好关系列表
web-place-pending = 已商定或有意向，尚未建立
web-place-others = 其他结好关系
web-place-others-how = 已终止、在当日之后开始，或未经任何已查阅的来源证实。
web-place-bodies = 所属机构
web-place-ties-of-bodies = 所属机构存续的结好关系
web-place-names = 名称
web-place-spelling = 文字与拼写法
web-place-held = 使用时期
web-place-standing = 层级与隶属的沿革
web-place-drawn = 范围的划定
web-place-parts = 下辖地方

web-claim-later = 这条陈述记录于{ $known }之后，当时尚不知晓。
web-claim-in-text = 在全文中查看该段落
web-claim-in-text-short = 见正文
web-claim-withheld = 因权利或密级所限，该正文不对所有人开放，故不显示该段落；段落在正文中的位置列于下方。
web-claim-not-held = 此处没有收录该文件的正文，因此无法显示来源的原文。
web-original-kept = 原件藏于：{ $place }。
web-original-published = 发布于：
web-text-add = 持有正文者可在运行Kizuna之处用以下命令加入，之后即可显示各段落：
web-rendition-in-text = { $type ->
    [translation] 在译文全文中连同所有陈述查看
    [transcription] 在转录全文中连同所有陈述查看
   *[other] 在摘要全文中连同所有陈述查看
}
web-claim-source = 来源
web-claim-where = 来源中的位置
web-claim-characters = 正文第{ $first }–{ $last }个字符
web-claim-nowhere = 未注明来源中的位置
web-claim-holder = 陈述方
web-claim-stance = 陈述立场
web-claim-recorded = 记录者
web-claim-status = 取舍
web-claim-counts = 已采纳，计入
web-claim-counts-not = 已采纳，但不能单独作为事实依据
web-claim-status-rejected = 已驳回
web-claim-status-proposed = 仅为提议，尚无人采纳
web-claim-id = 陈述或对象
web-claim-why-names = 计入的理由：它说明这里所计的“{ $name }”（{ $kind }）是什么。
web-claim-why-joins = 计入的理由：它把“{ $name }”（{ $kind }）同该数字所指的对象联系起来。
web-claim-why-dates = 计入的理由：它给出“{ $name }”（{ $kind }）的时间，因而决定在哪些日期计入。
web-claim-why-measures = 计入的理由：它给出“{ $name }”（{ $kind }）的数量，该数字由此得出。
web-claim-why-tells = 计入的理由：它是关于“{ $name }”（{ $kind }）的记录的一部分。
web-claim-supporting = 相同的陈述
web-claim-competing = 相互竞争的陈述
web-claim-denying = 否认者
web-claim-judgements = 裁定
web-claim-judgement-withdrawn = 已撤回
web-claim-before = 优先于
web-claim-beside = 该段落上的其他{ $count }条陈述

web-document-read = 阅读标出段落的正文
web-document-not-held = 此处没有收录该文件的正文。
web-document-read-rendition = { $type ->
    [translation] 连同所有陈述阅读译文
    [transcription] 连同所有陈述阅读转录
   *[other] 连同所有陈述阅读摘要
}
web-document-renditions = 译文、转录与摘要
web-document-renders = { $type ->
    [translation] 译自：
    [transcription] 转录自：
   *[other] 摘自：
}
web-document-rendition-passages = { $count }个段落
web-document-withheld = 因权利或密级所限，该正文不对所有人开放，故不显示；各段的位置仍予说明。
web-document-not-public = 未公开：此文件以及仅由它所述的内容，只有获准的账户才能看到。
web-document-publish = 公开
web-document-description = 著录
web-document-claims = 逐条陈述
web-document-no-claims = 没有记录出自该文件的陈述。
web-document-reader = 正文由{ $reader }从{ $file }读出。
web-document-digest-of-text = 正文的SHA-256：
web-document-digest-of-file = 文件的SHA-256：

web-text = 文件正文
web-text-of = 正文：{ $name }
web-text-back = 关于该文件
web-text-how = 标出的文字承载陈述。点击标记可打开依据；页边的箭头返回相应段落。
web-text-rendition = { $type ->
    [translation] 这是译文，并非来源本身。页边的陈述出自来源，各与对应的译文段落并列。来源：
    [transcription] 这是转录，并非来源本身。页边的陈述出自来源，各与对应的转录段落并列。来源：
   *[other] 这是另行撰写的摘要，并非来源的正文。页边的陈述出自来源，各与对应的摘要段落并列。来源：
}
web-text-claims = { $count }条陈述
web-text-to-passage = 回到该段落
web-text-this = 本文件

web-search-lead = 可输入任何文字或拼法的名称、两个伙伴的名称，或事实与文件中可能出现的词语：Santori、大阪 上海、针灸。
web-search-results = 搜索：{ $words }
web-search-count = 找到{ $count }条结果。
web-search-words = 词语
web-search-kind = 范围
web-search-limit = 最多条数
web-search-column-name = 名称
web-search-column-what = 类别
web-search-column-country = 国家
web-search-column-ties = 结好关系数
web-search-column-found = 相符的文字
web-search-column-document = 文件
web-search-all = 全部
choice-name = 名称
choice-fact = 事实
choice-passage = 原文段落
web-search-cut = 结果多于所示；请再加一个词。
web-search-suggestions = 建议
web-search-all-of = 所有含“{ $words }”的内容
web-claims-title = 陈述
web-claims-lead = 资料所述，按记录顺序逐条列出，包括已驳回的陈述。
web-claims-document = 所引文件
web-claims-subject = 关于
web-claims-property = 属性
web-claims-value = 所述内容
web-claims-source = 来源
web-claims-status = 采信情况
web-claims-after = 此编号之后的陈述
web-claims-limit = 最多条数
web-claims-cut = 后面还有陈述；请提高上限，或查询最后一条之后的陈述。
web-claims-count = { $count }条陈述。
choice-accepted = 已采纳
choice-rejected = 已驳回
choice-proposed = 待审
web-evidence-title = 陈述或对象的依据
web-evidence-lead = 打开一条陈述：原文段落、陈述方、支持与相左的陈述以及所作的裁定。对于一个对象，则列出其每条陈述及原文段落和来源。
web-evidence-around = 段落前后显示的字符数
