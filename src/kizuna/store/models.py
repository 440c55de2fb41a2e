"""The one model: the framework asks for its users as objects. The other tables are
described by the migrations.
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

    class Meta:
        db_table = "users"
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    role__in=(
                        "reader",
                        "contributor",
                        "reviewer",
                        "coordinator",
                        "administrator",
                    )
                ),
                name="users_role",
            ),
        )
