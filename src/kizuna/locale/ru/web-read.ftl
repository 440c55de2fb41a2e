### Чтение текста в браузере.

web-read-title = Прочитать текст
web-read-lead = Вставьте страницу города или ассоциации либо отправьте её файлом. Всё, что в ней сказано о связях между местными властями, будет отмечено; вы выберете, что отправить на проверку. Пока проверяющий не принял предложение, оно не учитывается.
web-read-text = Текст
web-read-text-hint = Не более { $most } знаков. Вставьте страницу как есть, с заголовками и списками.
web-read-file = Или файл
web-read-file-hint = PDF, DOCX, HTML, Markdown или простой текст.
web-read-name = Название
web-read-name-hint = Если не указано, берётся название файла или первая строка.
web-read-home = Свой город
web-read-of-home = Свой город: { $home }
web-read-home-hint = Чья это страница: город, область или другое место со своей властью.
web-read-language = Язык текста
web-read-language-unsaid = Определить по тексту
web-read-read = Прочитать текст
web-read-not-taken = Текст не удалось прочитать.
web-read-sent = Предложения из этого текста ждут проверки:
web-read-found = { $count ->
    [0] Предложений нет
    [one] { $count } предложение
    [few] { $count } предложения
   *[other] { $count } предложений
}
web-read-checked = { $refused ->
    [0] Все утверждения ответа ({ $passed }) есть в тексте.
   *[other] Утверждений ответа, которые есть в тексте: { $passed }. Отклонено: { $refused }.
}
web-read-to-answer = К ответу
web-read-proposal = Предложение { $number }
web-read-passage = Отрывок { $number } текста
web-read-by-assistant = из ответа помощника
web-read-status-reported = с чужих слов
web-read-status-planned = запланировано
web-read-status-denied = отрицается
web-read-nothing = Правила ничего не нашли. Спросите помощника с помощью запроса ниже или введите связь вручную.
web-read-send = Отправить на проверку
web-read-send-hint = Текст станет внутренним документом, который видят проверяющие с допуском; отмеченные предложения ждут решения.
web-read-discard = Удалить текст
web-read-assistant = С помощником
web-read-assistant-lead = Скопируйте запрос любому помощнику и вставьте сюда его ответ. Каждое утверждение ответа сверяется с текстом; то, чего в тексте нет, отклоняется.
web-read-prompt = Запрос для копирования
web-read-copy = Копировать
web-read-copied = Скопировано
web-read-answer = Ответ для вставки
web-read-answer-hint = Ответ целиком; можно вставить и несколько подряд.
web-read-check = Сверить ответ
web-read-refused = Отклонённые утверждения
web-read-reason-kind = Такого вида предложений нет.
web-read-reason-property = У этого вида нет такого свойства.
web-read-reason-list = Употреблено слово вне установленных списков.
web-read-reason-shape = Значение не того типа, или нет нужного значения.
web-read-reason-status = Такого состояния нет.
web-read-reason-party = Сторона не названа или названа дважды.
web-read-reason-quote = Цитаты нет в указанных предложениях, или она слишком длинна.
web-read-reason-name = Названо то, чего в тексте нет.
web-read-reason-date = В цитате нет этой даты.
web-read-reason-number = В цитате нет этого числа.
web-read-reason-word = В цитате нет этого числительного.
web-read-reason-direction = В цитате не сказано, кто приезжал, ездил, посылал или принимал.
web-read-reason-double = То же о том же отрывке говорит другое утверждение.
web-read-reason-malformed = Это не удалось прочитать как утверждение.
web-read-reason-sentence = Указано предложение, которого в тексте нет.
web-read-reason-answer = Весь ответ не удалось прочитать.
web-read-reason-unanswered = Для части текста ответа нет.
