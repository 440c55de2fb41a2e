"""What somebody has typed and not recorded yet; no part of the ledger, changed and removed as they go on."""

from django.db import models


class DraftRow(models.Model):
    """A form as it stands; `fields` is JSON, a list of [name, text] in the order of the form."""

    token = models.CharField(max_length=32, primary_key=True)
    owner = models.TextField()
    kind = models.TextField()
    subject = models.TextField()
    fields = models.TextField()
    saved_at = models.BigIntegerField()

    class Meta:
        db_table = "drafts"
        indexes = (models.Index("owner", "saved_at", name="drafts_owner"),)
