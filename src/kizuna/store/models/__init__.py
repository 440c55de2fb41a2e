"""The rows: columns and constraints only; what they mean is said by the values beside them."""

from kizuna.store.models.documents import DocumentTextRow
from kizuna.store.models.drafts import DraftRow
from kizuna.store.models.jobs import JobRow, WorkerRow
from kizuna.store.models.ledger import (
    AuditRow,
    ClaimReferenceRow,
    ClaimRow,
    ErasureRow,
    JudgementRow,
    TermRow,
    TreeRunRow,
    TreeTileRow,
)
from kizuna.store.models.register import (
    RebuildRow,
    TiePartyRow,
    TieRow,
)
from kizuna.store.models.searchable import SearchRow
from kizuna.store.models.token import ApiTokenRow
from kizuna.store.models.user import CacheRow, PassRow, User

__all__ = [
    "ApiTokenRow",
    "AuditRow",
    "CacheRow",
    "ClaimReferenceRow",
    "ClaimRow",
    "DocumentTextRow",
    "DraftRow",
    "ErasureRow",
    "JobRow",
    "JudgementRow",
    "PassRow",
    "RebuildRow",
    "SearchRow",
    "TermRow",
    "TiePartyRow",
    "TieRow",
    "TreeRunRow",
    "TreeTileRow",
    "User",
    "WorkerRow",
]
