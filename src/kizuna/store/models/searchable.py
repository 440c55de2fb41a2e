"""What can be searched: names, facts in words, passages of documents; derived, and rebuilt with the register."""

from django.db import models


class SearchRow(models.Model):
    """A searchable text.

    `kind` is 1 for a name, 2 for a fact, 3 for a passage. `source` is the claim's place in the ledger, or for
    a passage the id of the document's text, in which the passage begins at `start`. `folded` is the
    text character by character without case, accents and width, so that offsets stay.
    """

    id = models.IntegerField(primary_key=True)
    kind = models.SmallIntegerField()
    ref = models.IntegerField()
    source = models.IntegerField()
    start = models.IntegerField(null=True)
    text = models.TextField()
    folded = models.TextField()

    class Meta:
        db_table = "searchable"
        indexes = (models.Index("ref", name="searchable_ref"),)
