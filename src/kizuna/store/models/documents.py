"""The texts of documents that somebody added; immutable, since passages count characters in them."""

from django.db import models


class DocumentTextRow(models.Model):
    """A normalised text; `sha256` is the hex digest of its UTF-8, `document` the term of the document's id."""

    id = models.IntegerField(primary_key=True)
    sha256 = models.CharField(max_length=64, unique=True)
    document = models.IntegerField()
    text = models.TextField()
    media_type = models.TextField()
    title = models.TextField()
    original = models.TextField()
    reader = models.TextField(null=True)
    file_sha256 = models.CharField(max_length=64, null=True)
    added_at = models.BigIntegerField()

    class Meta:
        db_table = "document_texts"
        indexes = (models.Index("document", name="document_texts_document"),)
