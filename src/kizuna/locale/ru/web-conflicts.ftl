# Где источники расходятся: список расхождений и стороны каждого.

web-fault-409 = Тем временем решил кто-то другой
web-conflicts-title = Расхождения
web-conflicts-lead = Факты, о которых источники говорят разное, рядом. Ничего не отбрасывается: одно стоит впереди, и сказано почему.
web-conflicts-of = О чём
web-conflicts-kind = Вид
web-conflicts-property = Свойство
web-conflicts-state = Состояние
choice-open = никто не решил
choice-settled = решено
web-conflicts-none = Таких расхождений нет: где говорят несколько источников, они согласны.
web-conflicts-one-lead = Что говорит каждый источник, на каком основании и почему реестр ставит одно впереди других.
web-conflicts-agreed-lead = Источники, которые учитываются, сейчас об этом не расходятся.
web-conflicts-given = даёт реестр
web-conflicts-group = Расхождение { $number }
web-conflicts-agreed = Без расхождений
web-conflicts-stands = Что записано
web-conflicts-rejected = Отстранено решением
web-conflicts-said-by = Кто утверждает:
web-conflicts-more-claims = { $count ->
    [one] ещё { $count } утверждение
    [few] ещё { $count } утверждения
   *[other] ещё { $count } утверждений
  }
web-conflicts-prefer = Поставить впереди
web-conflicts-prefer-this = Поставить впереди: { $value }
web-conflicts-reject = Отклонить
web-conflicts-reject-this = Отклонить: { $value }
web-conflicts-reason = Причина
web-conflicts-reason-hint = Её читают все рядом с расхождением. Решению нужна причина.
web-conflicts-needs-reason = Скажите почему: решению нужна причина.
web-conflicts-wrong = Это нельзя записать:
web-conflicts-overtaken = Ничего не записано: с тех пор, как вы смотрели, об этом что-то решено или записано. Посмотрите ещё раз и решите, если это ещё нужно.
web-conflicts-done-prefer = Записано: теперь это стоит впереди остальных.
web-conflicts-done-reject = Записано: это отклонено и больше не учитывается.
web-conflicts-undo = Отменить
web-conflicts-undone = Решение отменено; снова действует прежнее.
web-conflicts-judged-before = Предпочтено перед
web-conflicts-judged-behind = Поставлено после
web-conflicts-first-judged = Стоит впереди, потому что так решено.
web-conflicts-first-sourced = Стоит впереди, потому что есть источник. Никто не решал.
web-conflicts-first-surer = Стоит впереди, потому что достовернее. Никто не решал.
web-conflicts-first-sharper = Стоит впереди, потому что дата точнее. Никто не решал.
web-conflicts-first-fuller = Стоит впереди, потому что говорит больше. Никто не решал.
web-conflicts-first-attested = Стоит впереди, потому что так говорит больше документов. Никто не решал.
web-conflicts-first-arbitrary = Ничто не ставит одно впереди другого; порядок постоянный и условный. Никто не решал.
web-conflicts-behind-judged = После, по решению ({ $judge }): { $reason }
web-conflicts-behind-sourced = После: нет источника.
web-conflicts-behind-surer = После: менее достоверно.
web-conflicts-behind-sharper = После: дата менее точна.
web-conflicts-behind-fuller = После: говорит меньше.
web-conflicts-behind-attested = После: так говорит меньше документов.
web-conflicts-behind-arbitrary = После лишь по постоянному порядку: основания равны.
web-conflicts-see = Рядом
