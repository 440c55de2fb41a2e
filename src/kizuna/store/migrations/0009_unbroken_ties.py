"""The register's tables tell which ties stood on all days of their span.

Unless a tie is `unbroken`, it was interrupted: then the core says on which days of the span it stood.

They are to be rebuilt: until then no tie is said to have.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("store", "0008_drafts"),)

    operations = (
        migrations.AddField(
            "TieRow", "unbroken", models.BooleanField(default=False), preserve_default=False
        ),
        migrations.AddIndex(
            "TieRow",
            models.Index("id", name="ties_broken", condition=models.Q(unbroken=False)),
        ),
        migrations.RunSQL("DELETE FROM rebuilds", migrations.RunSQL.noop),
    )
