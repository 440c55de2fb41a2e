"""The register's tables, materialised from the fold; they can be emptied and rebuilt from the ledger.

A span is four day numbers: start earliest, start latest, end earliest, end latest. The thing is certainly in
force on day D when start_latest <= D <= end_earliest, possibly when start_earliest <= D <= end_latest.
"""

from django.db import models


class TieRow(models.Model):
    """A tie that counts, with the span in which it is in force; `id` and `type` are terms.

    Unless it is `unbroken`, it was interrupted: then the core says on which days of the span it stood.
    """

    id = models.IntegerField(primary_key=True)
    type = models.IntegerField()
    parties = models.TextField()
    start_earliest = models.IntegerField()
    start_latest = models.IntegerField()
    end_earliest = models.IntegerField()
    end_latest = models.IntegerField()
    unbroken = models.BooleanField()

    class Meta:
        db_table = "ties"
        indexes = (models.Index("id", name="ties_broken", condition=models.Q(unbroken=False)),)


class TiePartyRow(models.Model):
    """A party of a tie."""

    pk = models.CompositePrimaryKey("party", "tie")
    party = models.IntegerField()
    tie = models.IntegerField()

    class Meta:
        db_table = "tie_parties"
        indexes = (models.Index("tie", name="tie_parties_tie"),)


class RebuildRow(models.Model):
    """The tables were made by `logic_version` from the ledger up to `head_claim` and `head_judgement`.

    Refolds have kept them in step with it up to `followed_claim` and `followed_judgement` since.
    """

    id = models.IntegerField(primary_key=True)
    logic_version = models.IntegerField()
    head_claim = models.IntegerField()
    head_judgement = models.IntegerField()
    followed_claim = models.IntegerField()
    followed_judgement = models.IntegerField()
    places = models.IntegerField()
    ties = models.IntegerField()
    at = models.BigIntegerField()

    class Meta:
        db_table = "rebuilds"
