# Accounts: signing in, roles, what was done and by whom.

web-fault-403 = Доступ сюда закрыт
web-refused-title = Эта страница недоступна для вашей учётной записи
web-refused-needs = Нужна роль «{ $role }» или выше. Её может дать администратор.
web-role-reader = читатель
web-role-contributor = участник
web-role-reviewer = рецензент
web-role-coordinator = координатор
web-role-administrator = администратор
