"""The addresses of accounts; those that allauth asks for by name have the names that it knows."""

from django.urls import path

from kizuna.web.accounts import history, ledger, own, people, second_step, sign_in

urlpatterns = [
    path("sign-in", sign_in.sign_in, name="account_login"),
    path("sign-in/code", sign_in.second_step, name="mfa_authenticate"),
    path("sign-out", sign_in.sign_out, name="account_logout"),
    path("entrance/<str:secret>", sign_in.enter, name="entrance"),
    path("account", own.own_account, name="account"),
    path("account/password", own.password, name="account-password"),
    path("account/confirm", own.confirm, name="account_reauthenticate"),
    path("account/confirm/code", own.confirm, name="mfa_reauthenticate"),
    path("account/second-step", second_step.second_step, name="second-step"),
    path("account/second-step/off", second_step.turn_off, name="second-step-off"),
    path("account/second-step/codes", second_step.new_codes, name="recovery-codes"),
    path("people", people.people, name="people"),
    path("people/invite", people.invite_page, name="invite"),
    path("people/<slug:name>", people.person, name="person"),
    path("people/<slug:name>/invite", people.invite_again_page, name="invite-again"),
    path("people/<slug:name>/second-step-off", people.second_step_off, name="person-second-step"),
    path("audit", history.audit_page, name="audit"),
    path("ledger", ledger.ledger_page, name="ledger"),
    path(".well-known/kizuna-ledger-key.pem", ledger.key_page, name="ledger-key"),
    path("<kind:kind>/<slug:slug>/history", history.history_page, name="history"),
    path("judgement/<slug:judgement>/take-back", history.take_back_page, name="take-back"),
]
