# Accounts: signing in, roles, what was done and by whom.

web-fault-403 = This is not open to you
web-refused-title = This page is not open to your account
web-refused-needs = It needs the role “{ $role }” or a higher one. An administrator can give it to you.
web-role-reader = reader
web-role-contributor = contributor
web-role-reviewer = reviewer
web-role-coordinator = coordinator
web-role-administrator = administrator
