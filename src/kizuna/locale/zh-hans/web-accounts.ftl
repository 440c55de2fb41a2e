# Accounts: signing in, roles, what was done and by whom.

web-fault-403 = 您无权查看此内容
web-refused-title = 您的账户不能打开此页面
web-refused-needs = 需要“{ $role }”或更高的权限。权限由管理员授予。
web-role-reader = 读者
web-role-contributor = 供稿人
web-role-reviewer = 审核人
web-role-coordinator = 联络负责人
web-role-administrator = 管理员
