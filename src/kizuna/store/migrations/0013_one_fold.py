"""Tables that a join answers as well go: ties by pair of regions, and ties by year and pair of countries.

Databases made since have never had them, nor that of 0014.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("store", "0012_erasures"),)

    operations = (
        migrations.RunSQL(
            ["DROP TABLE IF EXISTS tie_regions", "DROP TABLE IF EXISTS pair_years"],
            migrations.RunSQL.noop,
        ),
    )
