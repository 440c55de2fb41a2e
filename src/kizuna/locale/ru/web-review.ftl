# Проверка предложений: очередь, прочтение, исправления, принятые решения.

web-review-title = Проверка предложений
web-review-lead = То, что вычитали в источниках правила, модели, программы и участники. Ничто из этого не учитывается, пока кто-нибудь не примет.
web-review-document = Документ
web-review-least = Уверенность не ниже
web-review-kind = Вид
web-review-by = Кто предложил
web-review-any = Любое
web-review-filter = Показать
web-review-unfilter = Показать всё, что ждёт
web-review-counted = { $words } ({ $count })
web-review-count = { $count ->
     [one] Решения ждёт { $count } прочтение.
     [few] Решения ждут { $count } прочтения.
    *[other] Решения ждут { $count } прочтений.
}
web-review-count-of = { $count ->
     [one] { $count } из ожидающих прочтений (всего { $all }).
     [few] { $count } из ожидающих прочтений (всего { $all }).
    *[other] { $count } из ожидающих прочтений (всего { $all }).
}
web-review-choose = Выбрать: { $name }
web-review-choose-some = Ничего не выбрано. Выберите прочтения, которые принимаете.
web-review-choose-claims = Ничего не выбрано. Выберите хотя бы одну строку.
web-review-accept-chosen = Принять выбранное
web-review-accept-hint = Всё или ничего: если по одному из них уже решено, ничего не будет записано.
web-review-sure = уверенность { $share }
web-review-rival = Правила прочли иначе: { $rival }.
web-review-by-method = { $method } ({ $version })
web-review-by-person = предложено: { $name }
web-review-none = Решения ничто не ждёт. Предложения поступают тремя путями:
web-review-none-fits = Под этот выбор ничто из ожидающего не подходит.
web-review-come-rules = Правила читают документ и представляют найденное:
web-review-come-people = Участники вводят факты:
web-review-come-programs = Их присылают программы:
web-review-fared = Судьба прежних предложений
web-review-fared-how = Что решено до сих пор, по уверенности при предложении. Исправленное предложение считается отклонённым.
web-review-band = Уверенность
web-review-accepted = Принято
web-review-rejected = Отклонено
web-review-share = Доля принятых
web-review-place = { $place } из { $total }
web-review-ways = Соседние прочтения
web-review-before = Назад
web-review-skip = Пропустить
web-review-said-by = кто утверждает:
web-review-to-passage = К отрывку
web-review-whole-text = Весь текст
web-review-text-claims = Текст со всеми утверждениями
web-review-no-passage = Отрывок текста не указан. Где искать в источнике, сказано выше.
web-review-same = То же уже сказано:
web-review-says = О чём говорится
web-review-correct = Исправить
web-review-accept = Принять
web-review-reason = Причина отклонения
web-review-needs-reason = «{ $reason }» — не причина. Напишите, почему источник этого не говорит.
web-review-reject = Отклонить
web-review-why-misread = Отрывок понят неверно.
web-review-why-elsewhere = Речь идёт о другом месте или организации.
web-review-why-not-said = В отрывке такого не сказано.
web-review-why-doubled = То же самое предложено дважды.
web-review-why-not-relevant = Этому не место в этом реестре.
web-review-not-yours = Это можно читать, но не решать: оно не о связях тех органов местной власти, за которые вы отвечаете.
web-review-keys = Клавиши
web-review-keys-on = Решать и переходить одной клавишей
web-review-key-accept = принять выбранное
web-review-key-reject = к причине отклонения
web-review-key-correct = исправить первую строку
web-review-key-undo = отменить только что сделанное
web-review-key-next = следующее прочтение
web-review-key-before = предыдущее прочтение
web-review-key-keys = показать или скрыть клавиши
web-review-done-accepted = { $count ->
     [one] Принято: { $count } утверждение ({ $name }).
     [few] Принято: { $count } утверждения ({ $name }).
    *[other] Принято: { $count } утверждений ({ $name }).
}
web-review-done-rejected = { $count ->
     [one] Отклонено: { $count } утверждение ({ $name }).
     [few] Отклонено: { $count } утверждения ({ $name }).
    *[other] Отклонено: { $count } утверждений ({ $name }).
}
web-review-done-corrected = Исправлено, отрывок тот же: { $name }.
web-review-undo = Отменить
web-review-undo-this = Отменить это решение
web-review-undone = { $count ->
     [one] Отменено: снова ждёт { $count } утверждение ({ $name }).
     [few] Отменено: снова ждут { $count } утверждения ({ $name }).
    *[other] Отменено: снова ждут { $count } утверждений ({ $name }).
}
web-review-overtaken = Тем временем решил кто-то другой
web-review-overtaken-lead = Ваше решение не записано, и ничто не перезаписано. Вот что решено:
web-review-decided = Решение принято
web-review-told-accepted = { $judge }, { $at } (UTC) — принято:
web-review-told-rejected = { $judge }, { $at } (UTC) — отклонено:
web-review-told-corrected = { $judge }, { $at } (UTC) — исправлено:
web-review-told-back = { $judge }, { $at } (UTC) — решение с тех пор отменено, вопрос снова открыт:
web-review-told-reason = Причина: { $reason }
web-review-told-typed = Вместо этого:
web-review-go-on = Продолжить проверку
web-review-to-queue = К списку
web-review-correct-title = Исправить: { $label }
web-review-correct-lead = Напишите, что говорится в отрывке. Предложение будет отклонено как исправленное, а ваше займёт его место с тем же отрывком.
web-review-correct-save = Записать исправление
web-review-correct-leave = Не исправлять
