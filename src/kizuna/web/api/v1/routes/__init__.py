"""The routes of the API by what is asked for, in the order of their description."""

from ninja import Router

from kizuna.web.api.v1.routes.claims import claims, ledger
from kizuna.web.api.v1.routes.definitions import definitions
from kizuna.web.api.v1.routes.entities import entities, ties
from kizuna.web.api.v1.routes.questions import files, questions

ROUTERS: dict[str, Router] = {
    "Ties": ties,
    "Entities": entities,
    "Claims": claims,
    "Ledger": ledger,
    "Questions": questions,
    "Files": files,
    "Definitions": definitions,
}
