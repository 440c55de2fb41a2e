"""The routes of the API, a module for each thing that is asked for, in the order of their description."""

from ninja import Router

from kizuna.web.api.v1.routes import claims, definitions, entities, files, ledger, questions, ties

ROUTERS: dict[str, Router] = {
    "Ties": ties.router,
    "Entities": entities.router,
    "Claims": claims.router,
    "Ledger": ledger.router,
    "Questions": questions.router,
    "Files": files.router,
    "Definitions": definitions.router,
}
