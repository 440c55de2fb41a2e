"""The table of the regions in which places lie goes: the sides of a question are folded."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("store", "0013_one_fold"),)

    operations = (migrations.RunSQL("DROP TABLE IF EXISTS place_regions", migrations.RunSQL.noop),)
