"""Keys with which programs ask; of a key only its digest is kept, so nobody can read it back."""

from django.db import models


class ApiTokenRow(models.Model):
    """A key: `digest` is the hex SHA-256 of its secret, `username` whose it is, `scopes` parted by spaces.

    Times are microseconds since 1970-01-01 UTC; null is never.
    """

    id = models.IntegerField(primary_key=True)
    digest = models.CharField(max_length=64, unique=True)
    name = models.TextField()
    username = models.TextField()
    scopes = models.TextField()
    made_at = models.BigIntegerField()
    expires_at = models.BigIntegerField(null=True)
    revoked_at = models.BigIntegerField(null=True)

    class Meta:
        db_table = "api_tokens"
        indexes = (models.Index("username", name="api_tokens_username"),)
