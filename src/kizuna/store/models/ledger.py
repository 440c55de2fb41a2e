"""The ledger: claims, judgements and the audit, append-only by trigger.

Texts that recur (entity ids, property names, digests) are terms; their columns hold term ids without
foreign keys, since a term is never changed or removed and so no such id can come to dangle.
Times are microseconds since 1970-01-01 UTC. The numbers of stances, certainties and verdicts are those of
`kizuna.store.codes`.
"""

from django.db import models
from django.db.models import F, Q


class TermRow(models.Model):
    """A text that other rows point to by number."""

    id = models.IntegerField(primary_key=True)
    text = models.TextField(unique=True)

    class Meta:
        db_table = "terms"


class ClaimRow(models.Model):
    """A claim; `seq` is its place in the ledger, `uid` the 16 bytes of its id.

    The four day columns hold the span that the claim speaks of: of `valid`, else of the date that its
    value gives; null when it speaks of no date.
    """

    seq = models.IntegerField(primary_key=True)
    uid = models.BinaryField(max_length=16)
    subject = models.IntegerField()
    property = models.IntegerField()
    value = models.TextField()
    valid = models.TextField()
    start_earliest = models.IntegerField(null=True)
    start_latest = models.IntegerField(null=True)
    end_earliest = models.IntegerField(null=True)
    end_latest = models.IntegerField(null=True)
    document = models.IntegerField()
    sha256 = models.IntegerField()
    passage_start = models.IntegerField(null=True)
    passage_end = models.IntegerField(null=True)
    locator = models.TextField()
    holder = models.IntegerField()
    stance = models.SmallIntegerField()
    certainty = models.SmallIntegerField()
    method = models.IntegerField()
    recorder = models.IntegerField()
    recorded_at = models.BigIntegerField()

    class Meta:
        db_table = "claims"
        indexes = (
            models.Index("subject", "property", name="claims_subject"),
            models.Index("document", name="claims_document"),
        )
        constraints = (
            models.UniqueConstraint(F("uid"), name="claims_uid"),
            models.CheckConstraint(condition=Q(stance__range=(1, 5)), name="claims_stance"),
            models.CheckConstraint(condition=Q(certainty__range=(1, 4)), name="claims_certainty"),
            models.CheckConstraint(
                condition=Q(passage_start__isnull=True, passage_end__isnull=True)
                | Q(passage_start__gte=0, passage_end__gt=F("passage_start")),
                name="claims_passage",
            ),
        )


class ClaimReferenceRow(models.Model):
    """A claim names an entity in its value."""

    id = models.IntegerField(primary_key=True)
    target = models.IntegerField()
    claim = models.IntegerField()

    class Meta:
        db_table = "claim_references"
        indexes = (models.Index("target", "claim", name="claim_references_target"),)


class JudgementRow(models.Model):
    """A judgement; `other` is an empty text where the verdict has one side."""

    seq = models.IntegerField(primary_key=True)
    uid = models.BinaryField(max_length=16)
    verdict = models.SmallIntegerField()
    target = models.TextField()
    other = models.TextField()
    reason = models.TextField()
    judge = models.TextField()
    judged_at = models.BigIntegerField()

    class Meta:
        db_table = "judgements"
        indexes = (
            models.Index("target", name="judgements_target"),
            models.Index("other", name="judgements_other"),
        )
        constraints = (
            models.UniqueConstraint(F("uid"), name="judgements_uid"),
            models.CheckConstraint(condition=Q(verdict__range=(1, 7)), name="judgements_verdict"),
        )


class AuditRow(models.Model):
    """Who did what, when: one row an action."""

    id = models.IntegerField(primary_key=True)
    at = models.BigIntegerField()
    acting_user = models.TextField()
    verb = models.TextField()
    what = models.TextField()

    class Meta:
        db_table = "audit"


class ErasureRow(models.Model):
    """An entry whose content was erased: its kind, number and id, and the digest of what it recorded.

    Of kind "text" it is a document's text in which passages were blanked; `digest` is then that of what is left,
    and `uid` the first half of that of the text. `act` is the line of the audit that decided it.
    """

    id = models.IntegerField(primary_key=True)
    kind = models.CharField(max_length=9)
    number = models.IntegerField()
    uid = models.BinaryField(max_length=16)
    digest = models.BinaryField(max_length=32)
    act = models.IntegerField()

    class Meta:
        db_table = "erasures"
        indexes = (
            models.Index("kind", "number", name="erasures_number"),
            models.Index("uid", name="erasures_uid"),
        )


class TreeTileRow(models.Model):
    """Up to 256 hashes of 32 bytes of a level of the ledger's tree; only the last tile of a level has fewer."""

    pk = models.CompositePrimaryKey("level", "number")
    level = models.SmallIntegerField()
    number = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        db_table = "tree_tiles"


class TreeRunRow(models.Model):
    """Leaves of the ledger's tree, from the first on, that are entries of one kind in the order of their numbers.

    `kind` is "claim", "judgement" or "audit".
    """

    first_leaf = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=9)
    first_number = models.BigIntegerField()
    count = models.BigIntegerField()

    class Meta:
        db_table = "tree_runs"
        indexes = (models.Index("kind", "first_number", name="tree_runs_kind"),)
