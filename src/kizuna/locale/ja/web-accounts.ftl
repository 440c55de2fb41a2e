# Accounts: signing in, roles, what was done and by whom.

web-fault-403 = このページは公開されていません
web-refused-title = このアカウントではこのページを開けません
web-refused-needs = 「{ $role }」以上の権限が必要です。権限は管理者が付与します。
web-role-reader = 閲覧者
web-role-contributor = 投稿者
web-role-reviewer = 審査者
web-role-coordinator = 担当者
web-role-administrator = 管理者
