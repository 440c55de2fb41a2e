"""A text is held with the programs that made it of its file, and with the digest of that file.

Both are null for texts that were added before. A column that may be null is added in place, and the triggers stay.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("store", "0009_unbroken_ties"),)

    operations = (
        migrations.AddField("DocumentTextRow", "reader", models.TextField(null=True)),
        migrations.AddField(
            "DocumentTextRow", "file_sha256", models.CharField(max_length=64, null=True)
        ),
    )
