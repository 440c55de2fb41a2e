"""Who may sign in; a user of the command line needs no row here.

Several words or ids in one column stand one a line; `role` is one of `kizuna.store.queries.accounts.Role`.
"""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q


class User(AbstractBaseUser):
    """A person or machine with a name to sign in with."""

    username = models.CharField(max_length=150, unique=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    is_superuser = models.BooleanField(default=False)
    full_name = models.TextField(default="")
    email = models.CharField(max_length=254, default="")
    role = models.CharField(max_length=20, default="reader")
    governments = models.TextField(default="")
    clearances = models.TextField(default="")
    receives_as = models.TextField(default="")
    joined_at = models.BigIntegerField(default=0)

    objects = BaseUserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        db_table = "users"
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    role__in=("reader", "contributor", "reviewer", "coordinator", "administrator")
                ),
                name="users_role",
            ),
        )


class PassRow(models.Model):
    """An address that lets somebody in once; `digest` is the SHA-256 of its secret, which is not kept.

    `user` is null for the pass of an owner who has no account yet; `purpose` is "owner" or "invitation"; `used_at`
    is null until it was used.
    """

    id = models.BigAutoField(primary_key=True)
    digest = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, models.CASCADE, null=True)
    purpose = models.CharField(max_length=10)
    made_at = models.BigIntegerField()
    expires_at = models.BigIntegerField()
    used_at = models.BigIntegerField(null=True)

    class Meta:
        db_table = "passes"


class CacheRow(models.Model):
    """What is counted for a while, such as failed sign-ins; in the form that Django's cache asks for."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "counted"
