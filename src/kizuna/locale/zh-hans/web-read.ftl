### 在浏览器中读取文本

web-read-title = 读取文本
web-read-lead = 粘贴城市或协会的网页，或以文件发送。其中关于地方政府之间结好的说法会被标出；由您选择哪些送交审核。审核人接受之前，一概不计入。
web-read-text = 文本
web-read-text-hint = 至多{ $most }个字符。请照原样粘贴网页，连同标题和列表。
web-read-file = 或文件
web-read-file-hint = PDF、DOCX、HTML、Markdown或纯文本。
web-read-name = 标题
web-read-name-hint = 如不填写，则用文件的标题或第一行。
web-read-home = 所属城市
web-read-of-home = 所属城市：{ $home }
web-read-home-hint = 该网页所属的地方政府。
web-read-language = 文本的语言
web-read-language-unsaid = 由文本判断
web-read-read = 读取文本
web-read-not-taken = 无法读取该文本。
web-read-sent = 来自该文本的提议正等待审核：
web-read-found = { $count ->
    [0] 没有提议
   *[other] { $count }项提议
}
web-read-checked = { $refused ->
    [0] 回答中的{ $passed }项陈述都见于文本。
   *[other] 见于文本的陈述：{ $passed }项。被拒绝的陈述：{ $refused }项。
}
web-read-to-answer = 前往回答
web-read-proposal = 提议{ $number }
web-read-passage = 文本中的段落{ $number }
web-read-by-assistant = 来自助手的回答
web-read-status-reported = 转述
web-read-status-planned = 计划
web-read-status-denied = 否认
web-read-nothing = 没有找到规则能读出的内容。可用下面的请求询问助手，或手工录入结好关系。
web-read-send = 送交审核
web-read-send-hint = 文本将成为内部文件，有权查看的审核人才能看到；勾选的提议等待决定。
web-read-discard = 丢弃文本
web-read-assistant = 借助助手
web-read-assistant-lead = 把请求复制到您使用的任何助手，再把它的回答粘贴到这里。回答中的每项陈述都会与文本核对；文本没有说的会被拒绝。
web-read-prompt = 供复制的请求
web-read-copy = 复制
web-read-copied = 已复制
web-read-answer = 要粘贴的回答
web-read-answer-hint = 完整的回答；也可以接连粘贴几个回答。
web-read-check = 核对回答
web-read-refused = 被拒绝的陈述
web-read-reason-kind = 它不属于可以提出的任何种类。
web-read-reason-property = 它带有该种类没有的属性。
web-read-reason-list = 它用了规定词表以外的词。
web-read-reason-shape = 它有一个值类型不对，或缺少必需的值。
web-read-reason-status = 它的状态不在已知之列。
web-read-reason-party = 它没有指明当事方，或把同一方写了两次。
web-read-reason-quote = 它的引文不在所引的句子里，或者太长。
web-read-reason-name = 它提到了文本没有提到的名称。
web-read-reason-date = 它的引文没有写出该日期。
web-read-reason-number = 它的引文没有写出该数字。
web-read-reason-word = 它的引文里没有该数词。
web-read-reason-direction = 它的引文没有说是谁来、谁去、谁派出或谁接待。
web-read-reason-double = 它就同一段落说了与另一陈述相同的内容。
web-read-reason-malformed = 它无法读作一项陈述。
web-read-reason-sentence = 它引用了文本中没有的句子。
web-read-reason-answer = 整个回答无法读取。
web-read-reason-unanswered = 文本的一部分没有得到回答。
